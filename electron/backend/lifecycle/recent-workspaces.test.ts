import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { folderSize } from './folder-size.ts'
import { recentWorkspaces } from './recent-workspaces.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-recent-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const file = () => join(folder, 'config', 'workspaces.json')
const folders = async () => (await recentWorkspaces(file()).list()).map((workspace) => workspace.folder)

test('the newest comes first, each once', async () => {
  const recent = recentWorkspaces(file())
  await Promise.all([recent.note('/a', '1'), recent.note('/b', '2'), recent.note('/a', '3')])
  expect(await recentWorkspaces(file()).list()).toEqual([
    { folder: '/a', opened_at: '3' },
    { folder: '/b', opened_at: '2' },
  ])
  expect(await readdir(join(folder, 'config'))).toEqual(['workspaces.json'])
})

test('one that is forgotten is gone', async () => {
  const recent = recentWorkspaces(file())
  await recent.note('/a', '1')
  await recent.note('/b', '2')
  await recent.forget('/b')
  expect(await folders()).toEqual(['/a'])
})

test('thirty are kept', async () => {
  const recent = recentWorkspaces(file())
  for (let index = 0; index < 32; index += 1) await recent.note(`/${index}`, '')
  expect((await folders()).slice(0, 1)).toEqual(['/31'])
  expect(await folders()).toHaveLength(30)
})

test('a list that cannot be read is empty and is written anew', async () => {
  const recent = recentWorkspaces(file())
  await recent.note('/a', '1')
  await writeFile(file(), '{"schema": "some', 'utf8')
  expect(await folders()).toEqual([])
  await recent.note('/b', '2')
  expect(await folders()).toEqual(['/b'])
})

test('the size of a folder is that of all its files; one that is not there has none', async () => {
  await writeFile(join(folder, 'a'), '12345')
  await recentWorkspaces(join(folder, 'b', 'c')).note('', '')
  const nested = await folderSize(join(folder, 'b'))
  expect(await folderSize(folder)).toBe(5 + (nested ?? 0))
  expect(await folderSize(join(folder, 'none'))).toBeNull()
})
