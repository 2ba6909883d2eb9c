import { createRandom } from '../random.ts'

export interface OnsetTime {
  readonly model: string
  readonly at: number
}

export interface SynchronousDrift {
  readonly from: number
  readonly to: number
  readonly models: readonly string[]
  /** Of so many models at one time, over all window lengths. */
  readonly pValue: number
}

const HOUR = 3_600_000
const WINDOWS = [1, 6, 24, 72, 168].map((hours) => hours * HOUR)
const SIMULATIONS = 1_000
const ALPHA = 0.01
const LEAST_MODELS = 3
const MOST_FINDINGS = 5

/**
 * Times at which more models drifted than chance explains: for windows of an hour to a week, the largest number of
 * different models with an onset in one window, against as many onsets placed anywhere in the span. The p-value is of
 * the best window over all lengths. At least three models; each cluster is told once, and its onsets are then set aside.
 */
export function synchronousDrift(
  onsets: readonly OnsetTime[],
  [start, end]: readonly [number, number],
  seed = 0,
): SynchronousDrift[] {
  const found: SynchronousDrift[] = []
  let left = onsets.filter(({ at }) => at >= start && at <= end)
  const random = createRandom(seed, 21)
  while (found.length < MOST_FINDINGS) {
    const seen = WINDOWS.map((width) => densest(left, width))
    if (Math.max(...seen.map(({ models }) => models.length)) < LEAST_MODELS) break
    const chance = Array.from({ length: SIMULATIONS }, () => {
      const placed = left.map(({ model }) => ({ model, at: start + (end - start) * random.uniform() }))
      return WINDOWS.map((width) => densest(placed, width).models.length)
    })
    const own = seen.map(({ models }, w) => tail(chance, w, models.length))
    const best = own.reduce(
      (a, p, w) => (p < own[a] || (p === own[a] && seen[w].models.length > seen[a].models.length) ? w : a),
      0,
    )
    const minima = chance.map((counts) => Math.min(...counts.map((count, w) => tail(chance, w, count))))
    const pValue = (minima.filter((p) => p <= own[best]).length + 1) / (SIMULATIONS + 1)
    const cluster = seen[best]
    if (pValue >= ALPHA || cluster.models.length < LEAST_MODELS) break
    found.push({ from: cluster.from, to: cluster.to, models: cluster.models, pValue })
    const { from, to } = cluster
    left = left.filter(({ at }) => at < from || at > to)
  }
  return found.toSorted((a, b) => a.from - b.from)
}

function tail(chance: readonly (readonly number[])[], window: number, count: number): number {
  let beyond = 0
  for (const counts of chance) if (counts[window] >= count) beyond += 1
  return beyond / chance.length
}

/** The window with onsets of most different models; of equals the first. */
function densest(
  onsets: readonly OnsetTime[],
  width: number,
): { from: number; to: number; models: string[] } {
  const sorted = onsets.toSorted((a, b) => a.at - b.at)
  let best: { from: number; to: number; models: string[] } = { from: 0, to: 0, models: [] }
  for (let i = 0; i < sorted.length; i++) {
    const models = new Set<string>()
    let to = sorted[i].at
    for (let j = i; j < sorted.length && sorted[j].at <= sorted[i].at + width; j++) {
      models.add(sorted[j].model)
      to = sorted[j].at
    }
    if (models.size > best.models.length) best = { from: sorted[i].at, to, models: [...models] }
  }
  return best
}
