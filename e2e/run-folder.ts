import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Names the folder of a run to its workers. */
export const RUN_FOLDER = 'DRIFTDESK_E2E_RUN'

/** Playwright's global setup: a folder in which the workers of this run share what one of them has made. */
// biome-ignore lint/style/noDefaultExport: Playwright takes a global setup as a default export.
export default async function makeRunFolder(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-e2e-run-'))
  process.env[RUN_FOLDER] = folder
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
