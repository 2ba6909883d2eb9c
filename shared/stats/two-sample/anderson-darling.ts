import { forEachStep } from './steps.ts'

export interface AndersonDarlingResult {
  /** Normalised: (A² − (k − 1)) / σ. */
  readonly statistic: number
  /** Interpolated in the published table, so that it ends at 0.001 and 0.25. */
  readonly pValue: number
  readonly capped: 'below' | 'above' | null
  readonly critical: readonly { readonly level: number; readonly value: number }[]
}

const LEVELS = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001]
const TABLE = [
  [0.675, -0.245, -0.105],
  [1.281, 0.25, -0.305],
  [1.645, 0.678, -0.362],
  [1.96, 1.149, -0.391],
  [2.326, 1.822, -0.396],
  [2.573, 2.364, -0.345],
  [3.085, 3.615, -0.154],
]

/** Least-squares parabola through points, about the mean of x for its conditioning. */
function fitParabola(x: readonly number[], y: readonly number[]): (at: number) => number {
  const centre = x.reduce((sum, v) => sum + v, 0) / x.length
  const power = [0, 0, 0, 0, 0]
  const moment = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const d = x[i] - centre
    for (let k = 0; k < 5; k++) power[k] += d ** k
    for (let k = 0; k < 3; k++) moment[k] += d ** k * y[i]
  }
  const rows = [0, 1, 2].map((r) => [power[r], power[r + 1], power[r + 2], moment[r]])
  for (let p = 0; p < 3; p++) {
    for (let r = p + 1; r < 3; r++) {
      const factor = rows[r][p] / rows[p][p]
      for (let c = p; c < 4; c++) rows[r][c] -= factor * rows[p][c]
    }
  }
  const c2 = rows[2][3] / rows[2][2]
  const c1 = (rows[1][3] - rows[1][2] * c2) / rows[1][1]
  const c0 = (rows[0][3] - rows[0][2] * c2 - rows[0][1] * c1) / rows[0][0]
  return (at) => c0 + (at - centre) * (c1 + (at - centre) * c2)
}

/**
 * Two-sample Anderson–Darling test with midranks for ties, of ascending arrays. Null when a side is empty, all
 * values are equal, or there are fewer than four rows in all.
 *
 * Source: Scholz and Stephens (1987), equation 7 and table 2, with k = 2; the same as SciPy's `anderson_ksamp`.
 */
export function andersonDarling2Sample(
  reference: Float64Array,
  current: Float64Array,
): AndersonDarlingResult | null {
  const n = reference.length
  const m = current.length
  const all = n + m
  if (n === 0 || m === 0 || all < 4) return null
  let steps = 0
  let ofReference = 0
  let ofCurrent = 0
  let fromI = 0
  let fromJ = 0
  forEachStep(reference, current, (_, i, j) => {
    const ties = i - fromI + j - fromJ
    const below = fromI + fromJ + ties / 2
    const spread = below * (all - below) - (all * ties) / 4
    if (spread > 0) {
      const rankI = (i + fromI) / 2
      const rankJ = (j + fromJ) / 2
      ofReference += ((ties / all) * (all * rankI - below * n) ** 2) / spread
      ofCurrent += ((ties / all) * (all * rankJ - below * m) ** 2) / spread
    }
    fromI = i
    fromJ = j
    steps++
  })
  if (steps < 2) return null
  const raw = (ofReference / n + ofCurrent / m) * ((all - 1) / all)
  const statistic = (raw - 1) / Math.sqrt(varianceOf(n, m))
  const critical = TABLE.map(([b0, b1, b2], i) => ({ level: LEVELS[i], value: b0 + b1 + b2 }))
  const values = critical.map((point) => point.value)
  const smallest = values[0]
  const largest = values[values.length - 1]
  if (statistic < smallest) return { statistic, pValue: 0.25, capped: 'above', critical }
  if (statistic > largest) return { statistic, pValue: 0.001, capped: 'below', critical }
  const curve = fitParabola(
    values,
    LEVELS.map((level) => Math.log(level)),
  )
  return { statistic, pValue: Math.exp(curve(statistic)), capped: null, critical }
}

function varianceOf(n: number, m: number): number {
  const k = 2
  const all = n + m
  const inverse = 1 / n + 1 / m
  let cumulative = 0
  let g = 0
  for (let i = 2; i < all; i++) {
    cumulative += 1 / (all - i + 1)
    g += cumulative / i
  }
  const h = cumulative + 1
  const a = (4 * g - 6) * (k - 1) + (10 - 6 * g) * inverse
  const b = (2 * g - 4) * k * k + 8 * h * k + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6
  const c = (6 * h + 2 * g - 2) * k * k + (4 * h - 4 * g + 6) * k + (2 * h - 6) * inverse + 4 * h
  const d = (2 * h + 6) * k * k - 4 * h * k
  return (a * all ** 3 + b * all * all + c * all + d) / ((all - 1) * (all - 2) * (all - 3))
}
