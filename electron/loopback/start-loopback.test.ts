import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Platform } from '#backend/platform.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { Browser } from './browser.ts'
import { echoBackend } from './server/testing/site.ts'
import { startLoopback } from './start-loopback.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const browser: Browser = { found: false, reason: 'None was found.', mend: 'Install one.' }

function start(createBackend: Parameters<typeof startLoopback>[0]['createBackend'], port = 0) {
  return startLoopback({
    createBackend,
    workspace: join(folder, 'workspace'),
    resources: join(folder, 'resources'),
    assets: folder,
    port,
    browser,
    say: () => undefined,
  })
}

it('gives the backend a platform of its own and takes its folder away at the end', async () => {
  let given: Platform | undefined
  const loopback = await start(async (platform) => {
    given = platform
    return echoBackend().backend
  })
  expect(given).toMatchObject({
    shell: 'loopback',
    dialogs: null,
    pdf: { available: false, reason: 'None was found. Install one.' },
    paths: { workspace: join(folder, 'workspace'), temporary: loopback.temporary },
  })
  expect((await stat(loopback.temporary)).mode & 0o077).toBe(0)
  await loopback.close()
  expect(existsSync(loopback.temporary)).toBe(false)
})

it('leaves nothing behind when the workspace does not open', async () => {
  let temporary = ''
  const starting = start(async (platform) => {
    temporary = platform.paths.temporary
    throw new AppError('WORKSPACE_LOCKED', 'Another Driftdesk has it open.', 'Close that one.')
  })
  await expect(starting).rejects.toMatchObject({ code: 'WORKSPACE_LOCKED' })
  expect([temporary === '', existsSync(temporary)]).toEqual([false, false])
})

it('closes the backend when the port is taken', async () => {
  const first = await start(async () => echoBackend().backend)
  let closed = 0
  const second = start(
    async () => ({
      ...echoBackend().backend,
      close: async () => {
        closed += 1
      },
    }),
    Number(new URL(first.origin).port),
  )
  await expect(second).rejects.toMatchObject({ code: 'USAGE' })
  expect(closed).toBe(1)
  await first.close()
})
