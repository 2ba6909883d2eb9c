import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readArguments, readHandover } from './start-arguments.ts'

describe('readArguments', () => {
  it('reads files and workspace of a packaged app', () => {
    expect(readArguments(['/opt/driftdesk', 'a.csv', '--workspace', 'w'], true, '/home/a')).toEqual({
      files: [resolve('/home/a/a.csv')],
      workspace: resolve('/home/a/w'),
    })
  })

  it('passes over the folder of an app that is not packaged', () => {
    expect(
      readArguments(['/electron', '--no-sandbox', '/app', '--', '/a.csv', '/b.csv'], false, '/').files,
    ).toEqual([resolve('/a.csv'), resolve('/b.csv')])
  })

  it('passes over options of Chromium and the desktop', () => {
    expect(readArguments(['/app', '--enable-features=X', '-psn_0_1', 'a.csv'], true, '/')).toEqual({
      files: [resolve('/a.csv')],
      workspace: null,
    })
  })

  it('takes a workspace without a folder for none', () => {
    expect(readArguments(['/app', '--workspace'], true, '/').workspace).toBeNull()
  })
})

describe('readHandover', () => {
  it('reads what readArguments gave', () => {
    const given = { files: ['/a.csv'], workspace: '/w' }
    expect(readHandover(structuredClone(given))).toEqual(given)
  })

  it.each([null, undefined, 'x', 7, {}, { files: 'x', workspace: 1 }, { files: [1, null] }])(
    'finds nothing in %j',
    (data) => {
      expect(readHandover(data)).toEqual({ files: [], workspace: null })
    },
  )
})
