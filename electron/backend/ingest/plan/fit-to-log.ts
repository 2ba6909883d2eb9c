import type { StoredColumn } from '../../store/types.ts'
import type { ImportPlan, PlannedColumn } from './plan.ts'
import { summarise } from './summary.ts'

/**
 * A plan whose rows can become part of a log: its columns in the log's order and stored as there, those that the file
 * does not have missing. `fits` is false where the file has a column that the log lacks, or values that the log's
 * column cannot hold; the plan then has the columns of both and is for a log of its own.
 */
export function fitToLog(
  plan: ImportPlan,
  log: readonly StoredColumn[],
): { readonly plan: ImportPlan; readonly fits: boolean } {
  const byName = new Map(plan.columns.map((column) => [column.name, column]))
  let fits = true
  const columns = log.map((stored): PlannedColumn => {
    const planned = byName.get(stored.name)
    byName.delete(stored.name)
    if (planned === undefined) return absentColumn(stored)
    const { role } = stored
    if (planned.storage === stored.storage) return { ...planned, role }
    if (planned.summary.present === 0) {
      return {
        ...planned,
        role,
        storage: stored.storage,
        time: stored.storage === 'timestamp' ? 'iso' : null,
      }
    }
    if (stored.storage === 'string')
      return { ...planned, role, storage: 'string', time: null, missingWord: null }
    fits = false
    return planned
  })
  const more = [...byName.values()]
  return { plan: { ...plan, columns: [...columns, ...more] }, fits: fits && more.length === 0 }
}

function absentColumn({ name, storage, kind, role }: StoredColumn): PlannedColumn {
  return {
    name,
    storage,
    time: storage === 'timestamp' ? 'iso' : null,
    role,
    guess: { role, confidence: 1, because: 'The log has it' },
    mapped: true,
    kind,
    summary: summarise([], { storage, time: null, decimalComma: false, timezone: 'UTC' }),
    missingWord: null,
    decimalComma: false,
  }
}
