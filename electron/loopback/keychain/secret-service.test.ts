import { execFile, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSecrets } from '#backend/secrets/secrets.ts'
import { secretService } from './secret-service.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-keychain-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const isThere = (program: string) => spawnSync('which', [program]).status === 0
const lacking = ['dbus-run-session', 'gnome-keyring-daemon', 'secret-tool'].filter((name) => !isThere(name))

describe.skipIf(lacking.length > 0)(`a real keyring${lacking.length > 0 ? ` (no ${lacking})` : ''}`, () => {
  test('keeps a secret, gives it back, and forgets it', async () => {
    const runtime = join(folder, 'run')
    mkdirSync(runtime, { mode: 0o700 })
    const secret = 'a secret with "quotes", 秘密 and\na second line'
    const script = [
      'printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null',
      'exec "$1" "$2" "$3" "$4"',
    ].join('\n')
    const program = join(import.meta.dirname, 'testing/round-trip.ts')
    const args = ['--', 'sh', '-c', script, 'sh', process.execPath, program, join(folder, 'secrets'), secret]
    const env = {
      ...process.env,
      HOME: folder,
      XDG_RUNTIME_DIR: runtime,
      XDG_DATA_HOME: join(folder, 'data'),
    }
    const { stdout } = await promisify(execFile)('dbus-run-session', args, { env, timeout: 60_000 })
    const printed: unknown = JSON.parse(stdout.slice(stdout.indexOf('{')))
    expect(printed).toEqual({
      place: 'secret_service',
      read: secret,
      status: { kept: 'secret_service', next: 'secret_service' },
      after: null,
    })
  }, 60_000)
})

describe('where no keyring answers', () => {
  const tool = (script: string) => {
    const path = join(folder, 'secret-tool')
    writeFileSync(path, `#!/bin/sh\n${script}\n`)
    chmodSync(path, 0o755)
    return path
  }

  test.each([
    ['it is not installed', () => join(folder, 'nothing-here')],
    ['there is no session bus', () => tool('echo "Cannot autolaunch D-Bus without X11 DISPLAY" >&2; exit 1')],
    ['it hangs', () => tool('exec sleep 600')],
  ])('a secret lies in the file: %s', async (_, make) => {
    const keychain = secretService(make())
    const secrets = createSecrets({ folder: join(folder, 'secrets'), keychain })
    expect(await secrets.write('webhook', 'x')).toBe('file')
    expect(await secrets.read('webhook')).toBe('x')
  })

  test('a keyring that is gone is an error, not the lack of a secret', async () => {
    const keychain = secretService(tool('echo "The service is gone" >&2; exit 1'))
    await expect(keychain.open('id')).rejects.toThrow('The service is gone')
    expect(await secretService(tool('exit 1')).open('id')).toBeNull()
  })
})
