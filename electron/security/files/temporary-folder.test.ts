import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTemporaryFolder } from './temporary-folder.ts'

describe('makeTemporaryFolder', () => {
  let parent = ''
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  })
  afterEach(() => rm(parent, { recursive: true, force: true }))

  it('makes a folder that only its owner may enter', async () => {
    const folder = await makeTemporaryFolder(parent)
    expect((await stat(folder.path)).mode & 0o077).toBe(0)
  })

  it('removes it with what is inside', async () => {
    const folder = await makeTemporaryFolder(parent)
    await writeFile(join(folder.path, 'upload.csv'), 'a,b')
    await folder.remove()
    expect(existsSync(folder.path)).toBe(false)
  })

  it('removes what a killed run left and keeps what a running one uses', async () => {
    const ended = spawnSync(process.execPath, ['--version']).pid
    const abandoned = join(parent, `driftdesk-run-${ended}-abc`)
    const foreign = join(parent, 'something-else')
    await mkdir(abandoned)
    await mkdir(foreign)
    const first = await makeTemporaryFolder(parent)
    const second = await makeTemporaryFolder(parent)
    expect(
      [abandoned, foreign, first.path, second.path]
        .filter((path) => existsSync(path))
        .map((path) => basename(path)),
    ).toEqual([basename(foreign), basename(first.path), basename(second.path)])
  })
})
