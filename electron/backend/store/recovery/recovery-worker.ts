import { basename, join } from 'node:path'
import type { Recovery, RecoveryReport } from '#shared/contract/lifecycle-operations.ts'
import { exposeProcedures } from '../../threads/expose.ts'
import { takeLock } from '../lock.ts'
import { toStorageError } from '../storage-errors.ts'
import { workspacePaths } from '../workspace-paths.ts'
import { salvage } from './salvage.ts'
import { setAside } from './set-aside.ts'

export type RecoveryProcedures = {
  readonly recover: {
    readonly params: { readonly folder: string; readonly recovery: Recovery; readonly at: string }
    readonly result: RecoveryReport
  }
}

exposeProcedures<RecoveryProcedures>({
  recover({ folder, recovery, at }) {
    const paths = workspacePaths(folder)
    const keepIn = join(folder, `damaged-${at.replaceAll(':', '-')}`)
    try {
      const unlock = takeLock(paths)
      try {
        return { recovery, kept_in: basename(keepIn), ...work(paths, keepIn, recovery) }
      } finally {
        unlock()
      }
    } catch (error) {
      throw toStorageError(error, paths.catalogue)
    }
  },
})

function work(paths: ReturnType<typeof workspacePaths>, keepIn: string, recovery: Recovery) {
  switch (recovery) {
    case 'salvage':
      return salvage(paths, keepIn)
    case 'set_aside':
      setAside(paths, keepIn)
      return { logs: 0, rows: 0, lost_logs: 0 }
  }
}
