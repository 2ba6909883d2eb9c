import type { Recovery, RecoveryReport } from '#shared/contract/lifecycle-operations.ts'
import { siblingModule, startRpcWorker } from '../../threads/rpc.ts'
import type { RecoveryProcedures } from './recovery-worker.ts'

/**
 * Puts a sound catalogue in the place of a damaged one, on a thread of its own; what is damaged is kept in a folder of
 * the workspace. Nothing may have the workspace open.
 * @throws AppError `WORKSPACE_LOCKED`, `READ_ONLY`, `DISK_FULL`.
 */
export async function recoverWorkspace(folder: string, recovery: Recovery): Promise<RecoveryReport> {
  const worker = startRpcWorker<RecoveryProcedures>(siblingModule('recovery-worker', import.meta.url))
  try {
    return await worker.call('recover', { folder, recovery, at: new Date().toISOString() })
  } finally {
    await worker.close()
  }
}
