import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expandFiles } from './expand-files.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  await mkdir(join(folder, 'march.csv'))
  await mkdir(join(folder, 'deep', 'er'), { recursive: true })
  for (const name of ['b.csv', 'a.csv', 'c.parquet', 'log[1].csv', 'deep/er/d.csv']) {
    await writeFile(join(folder, name), 'x')
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function expand(...names: string[]): Promise<readonly string[]> {
  return (await expandFiles(names, folder)).map((path) => path.replace(`${folder}/`, ''))
}

it('expands a pattern that the shell left alone, files only, sorted', async () => {
  expect(await expand('*.csv')).toEqual(['a.csv', 'b.csv', 'log[1].csv'])
  expect(await expand('{b,a}.csv', '**/d.csv')).toEqual(['a.csv', 'b.csv', 'deep/er/d.csv'])
})

it('takes a name with signs of a pattern literally where that file exists', async () => {
  expect(await expand('log[1].csv')).toEqual(['log[1].csv'])
})

it('names each file once, in the order of the command line', async () => {
  expect(await expand('c.parquet', 'b.csv', '*.csv')).toEqual(['c.parquet', 'b.csv', 'a.csv', 'log[1].csv'])
})

it('leaves standard input alone', async () => {
  expect(await expand('-')).toEqual(['-'])
})

it.each([
  ['missing.csv', 'FILE_NOT_FOUND', 'There is no file missing.csv.'],
  ['*.feather', 'FILE_NOT_FOUND', 'No file matches *.feather.'],
  ['march.csv', 'FILE_UNREADABLE', 'march.csv is a folder.'],
  ['a.csv/x', 'FILE_NOT_FOUND', 'There is no file a.csv/x.'],
])('refuses %s', async (name, code, message) => {
  await expect(expand(name)).rejects.toMatchObject({ code, message })
})
