import type { CountedBin, NumericBinning } from '../../stats/binning/bins.ts'
import { jensenShannon, klDivergence } from '../../stats/divergence/divergences.ts'
import { psi } from '../../stats/divergence/psi.ts'
import { ZERO_RULES, type ZeroRule } from '../../stats/divergence/zero-rules.ts'

/** A way to cut a column: those of the catalogue, and the recipe that drops what lies outside the baseline's range. */
export type AuditBinning = NumericBinning | 'categories' | 'baseline-range-only'

/** What one binning makes of a column, under every zero rule. */
export interface BinningReading {
  readonly binning: AuditBinning
  readonly bins: number
  /** Share of the current rows that the recipe leaves out; 0 for all that drop nothing. */
  readonly dropped: number
  /** The largest share of all rows of both sides that one bin holds. */
  readonly crowding: number
  /** Label of the bin that holds it. */
  readonly crowdedBin: string
  /** Bins that are empty on exactly one side. */
  readonly oneSided: readonly string[]
  /** (B − 1)(1/n + 1/m). */
  readonly expectedPsi: number
  readonly jsDivergence: number
  readonly jsDistance: number
  /** Null where infinite. */
  readonly byZeroRule: readonly {
    readonly zeroRule: ZeroRule
    readonly psi: number | null
    readonly kl: number | null
  }[]
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** Reads one cut of a column under every zero rule. `currentRows` counts the rows before anything was dropped. */
export function readBinning(
  binning: AuditBinning,
  bins: readonly CountedBin[],
  currentRows: number,
): BinningReading {
  const reference = bins.map((bin) => bin.reference)
  const current = bins.map((bin) => bin.current)
  const n = reference.reduce((sum, c) => sum + c, 0)
  const m = current.reduce((sum, c) => sum + c, 0)
  let crowding = 0
  let crowdedBin = ''
  for (const bin of bins) {
    const share = (bin.reference + bin.current) / Math.max(1, n + m)
    if (share > crowding) {
      crowding = share
      crowdedBin = bin.label
    }
  }
  const js = jensenShannon(reference, current)
  return {
    binning,
    bins: bins.length,
    dropped: currentRows > 0 ? (currentRows - m) / currentRows : 0,
    crowding,
    crowdedBin,
    oneSided: bins.filter((bin) => (bin.reference === 0) !== (bin.current === 0)).map((bin) => bin.label),
    expectedPsi: n > 0 && m > 0 ? (bins.length - 1) * (1 / n + 1 / m) : 0,
    jsDivergence: js.divergence,
    jsDistance: js.distance,
    byZeroRule: ZERO_RULES.map((zeroRule) => ({
      zeroRule,
      psi: finite(psi(reference, current, zeroRule)),
      kl: finite(klDivergence(reference, current, zeroRule)),
    })),
  }
}
