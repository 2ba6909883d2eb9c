import { errorPairSums } from '#shared/stats/fleet/error-sums.ts'
import { addTiles, emptyKernelSums } from '#shared/stats/multivariate/kernel-sums.ts'
import { resampleCounts } from '#shared/stats/resampling/resample-counts.ts'
import { laggedProducts, pairwiseCorrelations } from '#shared/stats/series/many-correlations.ts'
import { cancelled } from '../../jobs/registry.ts'
import type { ProcedureHandlers } from '../../threads/expose.ts'
import type { DenseProcedures } from './procedures.ts'

function throwIfCancelled(cancelFlag: Int32Array): void {
  if (Atomics.load(cancelFlag, 0) === 1) throw cancelled()
}

/** Tiles between two looks at the cancel flag. */
const TILES = 4

/** What a compute thread does of dense arithmetic. */
export const denseHandlers: ProcedureHandlers<DenseProcedures> = {
  kernelTiles({ plan, from, to, cancelFlag }) {
    const sums = emptyKernelSums(plan)
    for (let tile = from; tile < to; tile += TILES) {
      throwIfCancelled(cancelFlag)
      addTiles(plan, tile, Math.min(to, tile + TILES), sums)
    }
    return sums
  },
  resampleCounts({ task, from, to, cancelFlag }) {
    throwIfCancelled(cancelFlag)
    return resampleCounts(task, from, to)
  },
  pairwiseCorrelations({ unit, from, to, cancelFlag }) {
    throwIfCancelled(cancelFlag)
    return pairwiseCorrelations(unit, from, to)
  },
  laggedProducts({ table, pairs, reach, from, to, cancelFlag }) {
    throwIfCancelled(cancelFlag)
    return laggedProducts(table, pairs, reach, from, to)
  },
  errorPairSums({ errors, from, to, cancelFlag }) {
    throwIfCancelled(cancelFlag)
    return errorPairSums(errors, from, to)
  },
}
