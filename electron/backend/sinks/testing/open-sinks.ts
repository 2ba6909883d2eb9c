import { join } from 'node:path'
import type { Platform } from '../../platform.ts'
import { createSecrets } from '../../secrets/secrets.ts'
import { openStore } from '../../store/open-store.ts'
import { createSinks } from '../sinks.ts'

export type SinksOptions = {
  readonly shell?: Platform['shell']
  readonly notify?: Platform['notify']
  readonly timeoutMs?: number
  readonly tries?: number
}

/** The sinks of a workspace in a folder, with its store, its secrets in files, and waits that a test can wait for. */
export async function openSinks(
  folder: string,
  { shell = 'loopback', notify = () => undefined, timeoutMs, tries = 4 }: SinksOptions = {},
) {
  const store = await openStore({ folder })
  const secrets = createSecrets({ folder: join(folder, 'secrets'), keychain: null })
  const sinks = await createSinks({
    store,
    secrets,
    platform: { shell, notify, paths: { workspace: folder, temporary: folder, resources: folder } },
    onChange: () => undefined,
    ...(timeoutMs === undefined ? {} : { post: { timeoutMs } }),
    backoff: { first: 20, longest: 40, tries },
  })
  return {
    store,
    secrets,
    sinks,
    async close() {
      await sinks.close()
      await store.close()
    },
  }
}
