import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import type { Keychain } from '#backend/secrets/keychain.ts'

/** A person may be asked to unlock the keychain. */
const PATIENCE_MS = 60_000
/** Nobody is asked when it is only looked whether the service runs. */
const LOOK_MS = 3_000

/**
 * The Secret Service of the desktop session (GNOME Keyring, KWallet, KeePassXC), through `secret-tool` of libsecret. A
 * ticket is the random id under which the secret lies there. Secrets go through standard input and output, since
 * arguments can be read by every process of the machine.
 */
export function secretService(tool = 'secret-tool'): Keychain {
  const attributes = (id: string) => ['application', 'driftdesk', 'id', id]
  let known: Promise<boolean> | null = null
  return {
    name: 'secret_service',
    isAvailable() {
      // An id that is not there: a service that runs ends with 1 and says nothing, a missing one says why.
      known ??= run(tool, ['lookup', ...attributes('none')], '', LOOK_MS).then(
        ({ status, said }) => status !== null && said === '',
      )
      return known
    },
    async seal(secret, label) {
      const id = randomUUID()
      const encoded = Buffer.from(secret, 'utf8').toString('base64')
      const ended = await run(tool, ['store', '--label', label, ...attributes(id)], encoded)
      if (ended.status !== 0) throw new Error(ended.said || 'secret-tool did not store it')
      return id
    },
    async open(ticket) {
      const { status, out, said } = await run(tool, ['lookup', ...attributes(ticket)], '')
      if (status === 0) return Buffer.from(out.trim(), 'base64').toString('utf8')
      if (status === 1 && said === '') return null
      throw new Error(said || 'secret-tool did not answer')
    },
    async forget(ticket) {
      await run(tool, ['clear', ...attributes(ticket)], '')
    },
  }
}

type Ended = { readonly status: number | null; readonly out: string; readonly said: string }

/** `status` is null where the program could not be started or took too long. */
async function run(tool: string, args: readonly string[], input: string, ms = PATIENCE_MS): Promise<Ended> {
  const child = spawn(tool, args, { stdio: 'pipe', windowsHide: true, timeout: ms, killSignal: 'SIGKILL' })
  const status = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  // A program that ends without reading is told by its status.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const read = (stream: typeof child.stdout) => text(stream).catch(() => '')
  const [out, said] = await Promise.all([read(child.stdout), read(child.stderr)])
  return { status: await status, out, said: said.trim() }
}
