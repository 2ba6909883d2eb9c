import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { siblingModule } from '../threads/rpc.ts'
import type { Finding } from './check.ts'
import { lookAtWebgpu } from './webgpu.ts'

const execute = promisify(execFile)
const MOST_MS = 60_000

const finding = z.union([
  z.object({ ok: z.literal(true), version: z.string(), detail: z.string() }),
  z.object({ ok: z.literal(false), version: z.string(), detail: z.string(), mend: z.string() }),
])

/**
 * Looks at graphics devices in a process of its own, since drivers write to the error stream and a bad one takes its
 * process down. Electron's program runs no scripts, so there it is a thread.
 */
export async function tryWebgpu(kernels: string): Promise<Finding> {
  if (process.versions.electron !== undefined) return lookAtWebgpu(kernels)
  const script = fileURLToPath(siblingModule('webgpu-process', import.meta.url))
  const { stdout } = await execute(process.execPath, [script, kernels], { timeout: MOST_MS })
  return finding.parse(JSON.parse(stdout))
}
