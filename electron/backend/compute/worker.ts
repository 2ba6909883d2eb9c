import { createSortScratch } from '#shared/stats/sorting/float64.ts'
import { exposeProcedures, withTransfer } from '../threads/expose.ts'
import { measureColumn } from './measure-column.ts'
import type { ComputeProcedures, MeasuredColumn } from './procedures.ts'

const scratch = createSortScratch()

exposeProcedures<ComputeProcedures>({
  measureColumn: (task) => {
    const measured = measureColumn(task, scratch)
    return withTransfer(measured, buffersOf(measured))
  },
})

function buffersOf({ distribution }: MeasuredColumn): ArrayBuffer[] {
  if (distribution === null) return []
  return [distribution.edges, distribution.reference, distribution.current].flatMap(({ buffer }) =>
    buffer instanceof ArrayBuffer ? [buffer] : [],
  )
}
