import { errorPairSums } from '#shared/stats/fleet/error-sums.ts'
import { addStrips } from '#shared/stats/multivariate/kernel-strips.ts'
import { emptyKernelSums } from '#shared/stats/multivariate/kernel-sums.ts'
import { resampleCounts } from '#shared/stats/resampling/resample-counts.ts'
import { laggedProducts, pairwiseCorrelations } from '#shared/stats/series/many-correlations.ts'
import { cancelled } from '../../jobs/registry.ts'
import type { ProcedureHandlers } from '../../threads/expose.ts'
import type { DenseProcedures } from './procedures.ts'

function throwIfCancelled(cancelFlag: Int32Array): void {
  if (Atomics.load(cancelFlag, 0) === 1) throw cancelled()
}

/** What a compute thread does of dense arithmetic. */
export const denseHandlers: ProcedureHandlers<DenseProcedures> = {
  kernelStrips({ plan, from, to, cancelFlag }) {
    const sums = emptyKernelSums(plan)
    addStrips(plan, from, to, sums, () => throwIfCancelled(cancelFlag))
    return sums
  },
  resampleCounts({ task, from, to, cancelFlag }) {
    return resampleCounts(task, from, to, () => throwIfCancelled(cancelFlag))
  },
  pairwiseCorrelations({ unit, from, to, cancelFlag }) {
    return pairwiseCorrelations(unit, from, to, () => throwIfCancelled(cancelFlag))
  },
  laggedProducts({ table, pairs, reach, from, to, cancelFlag }) {
    return laggedProducts(table, pairs, reach, from, to, () => throwIfCancelled(cancelFlag))
  },
  errorPairSums({ errors, from, to, cancelFlag }) {
    return errorPairSums(errors, from, to, () => throwIfCancelled(cancelFlag))
  },
}
