import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FileToken } from '#shared/domain/ids.ts'
import { createFileGrants } from './grants.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-grants-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a granted file is known by its token, which does not hold its path', async () => {
  const path = join(folder, 'log.csv')
  await writeFile(path, 'a,b\n1,2\n')
  const grants = createFileGrants()
  const reference = await grants.grant(path)
  expect(reference).toMatchObject({ name: 'log.csv', bytes: 8 })
  expect(reference.token).not.toContain('log')
  expect(grants.resolve([reference.token])).toEqual([{ path, name: 'log.csv' }])
})

test('a missing file and a folder are refused with their cause', async () => {
  const grants = createFileGrants()
  await expect(grants.grant(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  await expect(grants.grant(folder)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
})

test('an unknown token is refused, and an old one expires unless it was used', async () => {
  let time = 0
  const grants = createFileGrants(() => time)
  const path = join(folder, 'log.csv')
  await writeFile(path, 'a\n1\n')
  const { token } = await grants.grant(path)
  expect(() => grants.resolve(['made-up' as FileToken])).toThrow('not known')
  time += 11 * 60 * 60 * 1_000
  expect(grants.resolve([token])).toHaveLength(1)
  time += 11 * 60 * 60 * 1_000
  expect(grants.resolve([token])).toHaveLength(1)
  time += 13 * 60 * 60 * 1_000
  expect(() => grants.resolve([token])).toThrow('not known')
})

test('files offered from outside are taken once', async () => {
  const path = join(folder, 'log.csv')
  await writeFile(path, 'a\n1\n')
  const grants = createFileGrants()
  await grants.offer([path])
  expect(grants.takeOffered().map((file) => file.name)).toEqual(['log.csv'])
  expect(grants.takeOffered()).toEqual([])
})
