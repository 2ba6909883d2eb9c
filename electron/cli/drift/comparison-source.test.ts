import { describe, expect, it } from 'vitest'
import { namedSource } from './comparison-source.ts'

const NOTHING = { reference: [], current: [], files: [], split: undefined }

describe('namedSource', () => {
  it('is a pair of two sets', () => {
    const source = namedSource({ ...NOTHING, reference: ['a'], current: ['b', 'c'] })
    expect(source).toEqual({ kind: 'pair', reference: ['a'], current: ['b', 'c'] })
  })

  it.each([
    ['0.25', { share: 0.25 }],
    ['30%', { share: 0.3 }],
    ['2026-03-12', { time: '2026-03-12T00:00:00.000Z' }],
    ['2026-03-12T14:00:00+05:30', { time: '2026-03-12T08:30:00.000Z' }],
  ])('cuts one set at %s', (split, at) => {
    expect(namedSource({ ...NOTHING, files: ['log.csv'], split })).toEqual({
      kind: 'split',
      files: ['log.csv'],
      at,
    })
  })

  it.each([
    [{ reference: ['a'] }, '--current is missing.'],
    [{ current: ['a'] }, '--reference is missing.'],
    [{ files: ['a'] }, 'It is not clear on which side "a" is.'],
    [{ split: '0.5' }, '--split has no files to cut.'],
    [{ files: ['a'], split: '1' }, '--split 1 leaves one side empty.'],
    [
      { files: ['a'], split: '2026-03-12T14:00:00' },
      '--split 2026-03-12T14:00:00 is neither a time with a zone nor a share.',
    ],
    [
      { files: ['a'], split: '0.5', current: ['b'] },
      '--split cuts one set of files, but --reference or --current is given too.',
    ],
    [{ reference: ['-'], current: ['-'] }, 'Standard input ("-") can be read only once.'],
  ])('refuses %j', (given, message) => {
    expect(() => namedSource({ ...NOTHING, ...given })).toThrow(
      expect.objectContaining({ code: 'USAGE', message }),
    )
  })
})
