import { createRandom, randomNormal } from '../../random.ts'
import type { LoopRows } from '../loop-rows.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 0, 5)
const INPUTS = 6

/**
 * A log whose inputs follow hourly levels that persist, each at its own pace, and a score made of all of them.
 * `honest`: nothing else. `leading`: the first input leads the second by six hours, without the model. `feeding`: the
 * mean score of six hours ago moves the third input.
 */
export function inputLog({
  seed,
  kind,
  rows = 60_000,
  days = 60,
  weights = [1, 0.8, 0.6, 0.5, 0.4, 0.7],
  strength = 0.5,
}: {
  readonly seed: number
  readonly kind: 'honest' | 'leading' | 'feeding'
  readonly rows?: number
  readonly days?: number
  readonly weights?: readonly number[]
  readonly strength?: number
}): LoopRows {
  const random = createRandom(seed, 31)
  const times = new Float64Array(rows)
  const score = new Float64Array(rows)
  const label = new Float64Array(rows)
  const features = Array.from({ length: INPUTS }, () => new Float64Array(rows))
  const levels = new Float64Array(INPUTS)
  const means: number[] = []
  const firsts: number[] = []
  let hour = -1
  let [total, count] = [0, 0]
  let moved = 0
  for (let i = 0; i < rows; i++) {
    times[i] = START + ((i + random.uniform()) / rows) * days * 24 * HOUR
    const now = Math.floor((times[i] - START) / HOUR)
    if (now !== hour) {
      if (hour >= 0) means[hour] = count > 0 ? total / count : 0
      hour = now
      total = 0
      count = 0
      for (let f = 0; f < INPUTS; f++) levels[f] = (0.5 + 0.08 * f) * levels[f] + 0.3 * randomNormal(random)
      firsts[hour] = levels[0]
      if (kind === 'leading') levels[1] += strength * (firsts[hour - 6] ?? 0)
      moved = kind === 'feeding' ? strength * (means[hour - 6] ?? 0) : 0
    }
    let sum = 0
    for (let f = 0; f < INPUTS; f++) {
      const value = levels[f] + (f === 2 ? moved : 0) + randomNormal(random)
      features[f][i] = value
      sum += weights[f] * value
    }
    score[i] = sum
    label[i] = sum + randomNormal(random)
    total += sum
    count += 1
  }
  return {
    rows,
    times,
    score,
    label,
    servedBy: null,
    propensity: null,
    influenced: null,
    confidence: null,
    error: null,
    shown: null,
    selected: null,
    version: null,
    segments: [],
    features: features.map((values, f) => ({ name: `x${f + 1}`, each: (visit) => visit(values, 0) })),
  }
}
