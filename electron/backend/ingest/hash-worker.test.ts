import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { JobProgress } from '#shared/contract/events.ts'
import { siblingModule, startRpcWorker } from '../threads/rpc.ts'
import type { HashProcedures } from './procedures.ts'

test('hashing tells of each file, in bytes of all', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'driftdesk-hash-'))
  const worker = startRpcWorker<HashProcedures>(siblingModule('hash-worker', import.meta.url))
  try {
    const contents = ['first', 'second file'].map((text) => Buffer.from(text))
    const files = contents.map((content, index) => {
      const path = join(folder, `${index}.csv`)
      writeFileSync(path, content)
      return { path, name: `${index}.csv` }
    })
    const seen: JobProgress[] = []
    const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
    const onProgress = (progress: JobProgress) => seen.push(progress)
    const { hashes, bytes } = await worker.call('hash', { files, cancelFlag }, { onProgress })
    expect(hashes).toEqual(contents.map((content) => createHash('sha256').update(content).digest('hex')))
    expect(bytes).toBe(16)
    expect(seen.map(({ stage, subject, done, unit }) => [stage, subject, done, unit])).toEqual([
      ['hashing', '0.csv', 5, 'bytes'],
      ['hashing', '1.csv', 16, 'bytes'],
    ])
  } finally {
    await worker.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
