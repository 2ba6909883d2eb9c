import type { Verdict } from '../../domain/verdict.ts'

/** What is known of a model when a response is asked for; null for what is not known. */
export type ResponseEvidence = {
  /** Names of the features by verdict in the window. */
  readonly high: readonly string[]
  readonly moderate: readonly string[]
  readonly low: readonly string[]
  readonly insufficient: number
  /** Features that were compared; 0 where nothing was. */
  readonly features: number
  /** Worst verdict of scores, predictions and confidences. */
  readonly predictions: Verdict | null
  readonly performance: {
    readonly metric: string
    readonly baseline: number
    readonly current: number
    /** Current over baseline; the other way round where less is better. Under 1 is worse. */
    readonly ratio: number
    readonly estimated: boolean
  } | null
  readonly loop: 'none' | 'possible' | 'likely' | 'insufficient' | null
  /** What is wrong with the rows of the window, a sentence each. */
  readonly corrupt: readonly string[]
  readonly versions: {
    /** Versions that served rows of the baseline or of the window. */
    readonly known: number
    /** Whether the window was served by a version that the baseline does not have. */
    readonly released: boolean
  } | null
}

/** A value against its baseline as a ratio that is under 1 where it is worse; null where it says nothing. */
export function performanceRatio(baseline: number, current: number, lessIsBetter: boolean): number | null {
  const ratio = lessIsBetter ? baseline / current : current / baseline
  return Number.isFinite(ratio) && ratio >= 0 ? ratio : null
}

type Bin = { readonly reference: number; readonly current: number }

/** Least gain in share for a spike. */
const SPIKE_GAIN = 0.05
/** PSI of all other bins among themselves, up to which they have kept their shape. */
const KEPT_SHAPE = 0.02

/**
 * The bin that took a share of at least 5 points from all others alike, which is how a value that stands for "nothing" (−999, 0)
 * looks when it replaces others; null where there is none. A population that moves changes the shape of the rest as well.
 */
export function spikeBin(bins: readonly Bin[]): number | null {
  const total = (side: keyof Bin, among: readonly Bin[]) => among.reduce((sum, bin) => sum + bin[side], 0)
  const [before, after] = [total('reference', bins), total('current', bins)]
  if (bins.length < 4 || before === 0 || after === 0) return null
  const gains = bins.map(({ reference, current }) => current / after - reference / before)
  const index = gains.indexOf(Math.max(...gains))
  if (gains[index] < SPIKE_GAIN) return null
  const rest = bins.filter((_, bin) => bin !== index)
  const [restBefore, restAfter] = [total('reference', rest), total('current', rest)]
  if (restBefore === 0 || restAfter === 0) return null
  const psi = rest.reduce((sum, { reference, current }) => {
    const [p, q] = [(reference + 0.5) / restBefore, (current + 0.5) / restAfter]
    return sum + (q - p) * Math.log(q / p)
  }, 0)
  return psi < KEPT_SHAPE ? index : null
}
