import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { serve } from './serve.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

function run(workspace: string) {
  const lines: string[] = []
  const ending = new AbortController()
  const terminal = Object.assign(new PassThrough(), { isTTY: true })
  const ended = serve({
    workspace,
    userData: join(folder, 'user'),
    write: (line) => lines.push(line),
    say: (line) => lines.push(line),
    terminal,
    signal: ending.signal,
  })
  return { lines, ended, terminal, end: () => ending.abort() }
}

it('writes its address as JSON before anything else, gives fresh ones, and ends when it is told', async () => {
  const { lines, ended, terminal, end } = run(join(folder, 'workspace'))
  await expect.poll(() => lines.length, { timeout: 20_000 }).toBe(2)
  const { url }: { url: string } = JSON.parse(lines[0] ?? '')
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(401)
  terminal.write('\n')
  await expect.poll(() => lines.length).toBe(3)
  const fresh = lines[2]?.split(': ')[1] ?? ''
  expect((await fetch(fresh, { redirect: 'manual' })).status).toBe(303)
  end()
  await ended
  await expect(fetch(fresh)).rejects.toThrow()
})

it('fails with the cause when the workspace cannot be one', async () => {
  await writeFile(join(folder, 'file'), '')
  const { lines, ended } = run(join(folder, 'file', 'workspace'))
  await expect(ended).rejects.toMatchObject({ name: 'AppError', mend: expect.any(String) })
  expect(lines).toEqual([])
})
