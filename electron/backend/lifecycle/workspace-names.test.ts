import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOfName, workspaceName, workspacePlace } from './workspace-names.ts'

test('a workspace is told by its name and the two folders above it', () => {
  const folder = join('/', 'home', 'ada', 'work', 'fraud', '2026')
  expect([workspaceName(folder), workspacePlace(folder)]).toEqual(['2026', '… › work › fraud'])
})

test('a short path is shown whole', () => {
  expect(workspacePlace(join('/', 'data', 'fraud'))).toBe('data')
})

test.each(['Fraud 2026', 'धोखाधड़ी', 'a.b'])('%s can be a name', (name) => {
  expect(folderOfName(name, '/data')).toBe(join('/data', name))
})

test.each(['..', '.hidden', 'a/b', 'a\\b', 'nul', 'COM1.x', 'a?', 'end.', 'line\nbreak', '   '])(
  '%j is no name',
  (name) => {
    expect(() => folderOfName(name, '/data')).toThrow(expect.objectContaining({ code: 'BAD_PARAMS' }))
  },
)
