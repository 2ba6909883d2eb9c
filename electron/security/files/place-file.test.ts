import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFault } from './file-faults.ts'
import { placeFile } from './place-file.ts'

describe('placeFile', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
    await writeFile(join(folder, 'made.html'), '<p>report</p>')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('replaces the file and tells its size', async () => {
    await writeFile(join(folder, 'report.html'), 'old')
    expect(await placeFile(join(folder, 'made.html'), join(folder, 'report.html'))).toBe(13)
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toBe('<p>report</p>')
  })

  it('names a folder that is gone', async () => {
    await expect(
      placeFile(join(folder, 'made.html'), join(folder, 'gone', 'report.html')),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('leaves nothing behind when the target cannot be replaced', async () => {
    await mkdir(join(folder, 'report.html', 'inside'), { recursive: true })
    await expect(placeFile(join(folder, 'made.html'), join(folder, 'report.html'))).rejects.toThrow()
    expect((await readdir(folder)).toSorted()).toEqual(['made.html', 'report.html'])
  })
})

describe('writeFault', () => {
  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EDQUOT', 'DISK_FULL'],
    ['EROFS', 'READ_ONLY'],
    ['EACCES', 'READ_ONLY'],
    ['ENOENT', 'NOT_FOUND'],
    ['EIO', 'INTERNAL'],
  ])('reads %s as %s', (code, expected) => {
    expect(writeFault(Object.assign(new Error(code), { code }), 'report.html').code).toBe(expected)
  })
})
