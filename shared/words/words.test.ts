import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENGLISH, type SentenceKey } from './english.ts'
import { type Heard, type HeardValue, hear, hearList } from './hear.ts'
import type { Kind } from './kinds.ts'
import { englishParts, say } from './say.ts'

const KEYS = Object.keys(ENGLISH) as SentenceKey[]
const time = fc.integer({ min: 0, max: 4e12 })
const part = fc.constantFrom(say('severity.below_limits'), say('onset.no_times'), say('effect.psi'))
/** What each kind of place is filled with; names are whatever a column can be called. */
const VALUES: Record<Kind, fc.Arbitrary<unknown>> = {
  text: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  names: fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }),
  count: fc.integer({ min: 0, max: 5e9 }),
  raw: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  number: fc.double(),
  percent: fc.double({ min: 0, max: 1, noNaN: true }),
  figure: fc.constantFrom('12', '0.5', '3%', '1,200'),
  p: fc.double({ min: 0, max: 1, noNaN: true }),
  p_adjusted: fc.double({ min: 0, max: 1, noNaN: true }),
  span: fc.integer({ min: 0, max: 4e12 }),
  duration: fc.integer({ min: 0, max: 4e12 }),
  minute: time,
  iso: time.map((ms) => new Date(ms).toISOString()),
  said: part,
  phrase: part,
  and: fc.array(part, { minLength: 1, maxLength: 3 }),
  comma: fc.array(part, { minLength: 1, maxLength: 3 }),
  semicolon: fc.array(part, { minLength: 1, maxLength: 3 }),
  sentences: fc.array(part, { minLength: 1, maxLength: 3 }),
}

function valuesFor(key: SentenceKey): fc.Arbitrary<Record<string, unknown>> {
  const places = englishParts(key).flatMap((one) =>
    one.type === 'value' ? [[one.name, VALUES[one.kind]]] : [],
  )
  return fc.record(Object.fromEntries(places) as Record<string, fc.Arbitrary<unknown>>)
}

const write = say as (key: SentenceKey, values: Record<string, unknown>) => string

/** What was heard, said again. */
function again({ key, values }: Heard): string {
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)]))
  return englishParts(key)
    .map((one) => {
      if (one.type === 'literal') return one.text
      if (one.type === 'number') return texts[one.name] === '1' ? one.one : one.other
      return texts[one.name]
    })
    .join('')
}

function textOf(value: HeardValue): string {
  if ('text' in value) return value.text
  const separators: Partial<Record<Kind, string>> = {
    and: ' and ',
    comma: ', ',
    semicolon: '; ',
    sentences: ' ',
  }
  return value.parts.map(again).join(separators[value.kind] ?? '')
}

describe('sentences', () => {
  it.each(KEYS)('%s is heard whatever its values are, and says the same again', (key) => {
    fc.assert(
      fc.property(valuesFor(key), (values) => {
        const text = write(key, values)
        const heard = hear(text)
        expect(heard).not.toBeNull()
        if (heard !== null) expect(again(heard)).toBe(text)
      }),
      { numRuns: 25 },
    )
  })

  it('differ, so that each is heard as itself', () => {
    expect(new Set(Object.values(ENGLISH)).size).toBe(KEYS.length)
    // Five milliseconds are the same as the length of a window and as a limit.
    for (const key of KEYS.filter((one) => one !== 'window.time')) {
      const values = fc.sample(valuesFor(key), { numRuns: 3, seed: 1 })
      for (const one of values.slice(1)) {
        const heard = hear(write(key, { ...one, ...tame(key) }))
        expect([key, heard?.key]).toEqual([key, key])
      }
    }
  })

  it('have words of their own, or nothing but sentences within them', () => {
    for (const key of KEYS) {
      const parts = englishParts(key)
      const words = parts.flatMap((one) => (one.type === 'literal' ? [one.text] : [])).join('')
      const names = parts.filter(
        (one) => one.type === 'value' && (one.kind === 'text' || one.kind === 'names'),
      )
      if (names.length > 0) expect(words, key).toMatch(/\p{L}{2}/u)
    }
  })

  it('keep values apart by their kinds', () => {
    const text = say('severity.few_rows', { reference: 1_200, current: 37, needed: 200 })
    expect(text).toBe('1,200 and 37 rows; 200 a side are needed')
    expect(hear(text)).toEqual({
      key: 'severity.few_rows',
      values: {
        reference: { kind: 'count', text: '1,200' },
        current: { kind: 'count', text: '37' },
        needed: { kind: 'count', text: '200' },
      },
    })
  })

  it('are heard within others', () => {
    const effect = say('severity.at_or_above', { effect: say('effect.psi'), value: 0.3, limit: 0.1 })
    const heard = hear(say('severity.by_chance', { p: 0.2, effect }))
    expect(heard?.values.effect).toMatchObject({ parts: [{ key: 'severity.at_or_above' }] })
  })

  it('are heard one after the other', () => {
    const list = [say('onset.no_times'), say('severity.significant', { p: 0 })]
    expect(hearList(list.join('; '), '; ')?.map(({ key }) => key)).toEqual([
      'onset.no_times',
      'severity.significant',
    ])
  })

  it('of nobody are not heard', () => {
    expect(hear('The weather is fine.')).toBeNull()
    expect(hear('')).toBeNull()
    expect(hear('x'.repeat(100_000))).toBeNull()
  })
})

/** Names that cannot be taken for other words. */
function tame(key: SentenceKey): Record<string, unknown> {
  return Object.fromEntries(
    englishParts(key).flatMap((one): [string, unknown][] =>
      one.type === 'value' && one.kind === 'text'
        ? [[one.name, 'ζ']]
        : one.type === 'value' && one.kind === 'names'
          ? [[one.name, ['ζ', 'ξ']]]
          : [],
    ),
  )
}
