import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Notice } from '#shared/policy/delivery/notice.ts'
import { createSecrets } from '../../secrets/secrets.ts'
import { openStore } from '../../store/open-store.ts'
import { createSinks } from '../sinks.ts'

/** A second program for the tests: tells the sinks of the workspace given first a notice (JSON), and goes on until it is killed. */
const [folder, notice] = process.argv.slice(2)
const store = await openStore({ folder })
const sinks = await createSinks({
  store,
  secrets: createSecrets({ folder: join(folder, 'secrets'), keychain: null }),
  platform: {
    shell: 'loopback',
    notify: () => undefined,
    paths: { workspace: folder, temporary: folder, resources: folder },
  },
  onChange: () => undefined,
  backoff: { first: 20, longest: 40, tries: 50 },
})
await sinks.tell([JSON.parse(notice) as Notice])
await setTimeout(60_000)
