import { holm } from '../multiplicity/adjust.ts'
import { createRandom } from '../random.ts'
import type { DriftOnset } from './onsets.ts'

/** A model as one node: when its output drifted, and its mean output by evenly spaced steps of time. */
export interface CascadeNode {
  readonly name: string
  readonly onsets: readonly DriftOnset[]
}

/** A column of `to` that is the output of `from`, by the manifest or because the values are equal. */
export interface Dependency {
  readonly from: string
  readonly to: string
  readonly column: string | null
  readonly source: 'manifest' | 'equality'
  /** How the course of what `to` takes in follows that of what `from` puts out; null where it does not. */
  readonly course: { readonly lagMs: number; readonly pValue: number } | null
}

export interface CascadeEdge {
  readonly from: string
  readonly to: string
  readonly column: string | null
  readonly source: Dependency['source']
  readonly lagMs: number
  /** What shows that drift flows here: the whole course, several changes at one lag, or the order in the fleet. */
  readonly evidence: 'course' | 'repeated' | 'order'
  readonly pValue: number
  /** Drift downstream over drift upstream, by the root of PSI; null where one of the two has no onset. */
  readonly amplification: number | null
}

export interface Cascade {
  readonly edges: readonly CascadeEdge[]
  /** Where drift came in: the first model with an onset that no edge leads to; null without edges. */
  readonly root: string | null
  /** Models that the drift reached, in the order of their onsets. */
  readonly order: readonly string[]
  /** p-value of the order of all onsets along the dependencies. */
  readonly orderPValue: number | null
}

const ALPHA = 0.01
/** The longest lag that is looked for. */
export const MONTH = 31 * 86_400_000
const SIMULATIONS = 4_000

/**
 * Whether drift flows along the dependencies of a fleet. A dependency becomes an edge by one of three kinds of
 * evidence, each at 1% over all dependencies (Holm): the course of the downstream column follows that of the upstream
 * output at one lag of at most a month; several changes follow at one lag; or the onsets of connected models come in
 * the order of the dependencies with short lags, more so than onsets that fall anywhere in the span would (simulated:
 * more dependencies in order, or as many with less lag in total). One pair of onsets in order alone proves nothing:
 * it happens to half of all independent pairs. Onsets count as in order when their intervals do not overlap.
 */
export function findCascade(
  nodes: readonly CascadeNode[],
  dependencies: readonly Dependency[],
  span: readonly [number, number],
  seed = 0,
): Cascade {
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const known = dependencies.filter(({ from, to }) => from !== to && byName.has(from) && byName.has(to))
  const onsetsOf = (name: string): readonly DriftOnset[] => byName.get(name)?.onsets ?? []
  const candidates = known.map((dependency) => {
    const upstream = onsetsOf(dependency.from)
    const downstream = onsetsOf(dependency.to)
    return {
      dependency,
      upstream,
      downstream,
      course: dependency.course,
      repeated: repeatedLag(upstream, downstream, span, seed),
    }
  })
  const courseP = holm(candidates.map(({ course }) => course?.pValue ?? 1))
  const repeatedP = holm(candidates.map(({ repeated }) => repeated?.pValue ?? 1))
  const ordered = orderedComponents(known, onsetsOf, span, seed)
  const edges = candidates.flatMap(
    ({ dependency, upstream, downstream, course, repeated }, i): CascadeEdge[] => {
      const { from, to, column, source } = dependency
      const first = strongest(upstream)
      const second = strongest(downstream)
      const amplification = first === null || second === null ? null : Math.sqrt(second.psi / first.psi)
      const edge = { from, to, column, source, amplification }
      const order = ordered.get(dependency)
      const hasDrift = upstream.length > 0 && downstream.length > 0
      if (hasDrift && course !== null && courseP[i] < ALPHA) {
        return [{ ...edge, lagMs: course.lagMs, evidence: 'course', pValue: courseP[i] }]
      }
      if (repeated !== null && repeatedP[i] < ALPHA) {
        return [{ ...edge, lagMs: repeated.lagMs, evidence: 'repeated', pValue: repeatedP[i] }]
      }
      if (order !== undefined && order.pValue < ALPHA && order.lagMs !== null) {
        return [{ ...edge, lagMs: order.lagMs, evidence: 'order', pValue: order.pValue }]
      }
      return []
    },
  )
  const reached = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const firstOnset = (name: string): number => strongest(onsetsOf(name))?.at ?? Number.POSITIVE_INFINITY
  const order = flowOrder([...reached], edges, firstOnset)
  const targets = new Set(edges.map(({ to }) => to))
  const pValues = [...ordered.values()].map(({ pValue }) => pValue)
  return {
    edges,
    root: order.find((name) => !targets.has(name)) ?? null,
    order,
    orderPValue: pValues.length === 0 ? null : Math.min(...pValues),
  }
}

/** The onset with the largest drift. */
export function strongest(onsets: readonly DriftOnset[]): DriftOnset | null {
  return onsets.reduce<DriftOnset | null>(
    (best, onset) => (best === null || onset.psi > best.psi ? onset : best),
    null,
  )
}

/** Lag at which most upstream changes are followed by a downstream one, against downstream changes at any time. */
function repeatedLag(
  upstream: readonly DriftOnset[],
  downstream: readonly DriftOnset[],
  [start, end]: readonly [number, number],
  seed: number,
): { readonly lagMs: number; readonly pValue: number } | null {
  if (upstream.length < 2 || downstream.length < 2) return null
  const slack = (onsets: readonly DriftOnset[]) => Math.max(...onsets.map(({ low, high }) => high - low))
  const tolerance = slack(upstream) + slack(downstream)
  const from = upstream.map(({ at }) => at)
  const matches = (times: readonly number[]): { readonly count: number; readonly lag: number } => {
    let best = { count: 0, lag: 0 }
    for (const u of from) {
      for (const d of times) {
        const lag = d - u
        if (lag <= 0 || lag > MONTH) continue
        const allowed = tolerance + 0.02 * lag
        const count = from.filter((other) =>
          times.some((time) => Math.abs(time - other - lag) <= allowed),
        ).length
        if (count > best.count) best = { count, lag }
      }
    }
    return best
  }
  const seen = matches(downstream.map(({ at }) => at))
  if (seen.count < 2) return null
  const random = createRandom(seed, 11)
  let beyond = 0
  for (let i = 0; i < 1_000; i++) {
    const placed = downstream.map(() => start + (end - start) * random.uniform())
    if (matches(placed).count >= seen.count) beyond += 1
  }
  return { lagMs: seen.lag, pValue: (beyond + 1) / 1_001 }
}

type Ordered = { readonly pValue: number; readonly lagMs: number | null }

/** For each dependency between drifted models: the p-value of its component, and its lag where it is in order. */
function orderedComponents(
  dependencies: readonly Dependency[],
  onsetsOf: (name: string) => readonly DriftOnset[],
  [start, end]: readonly [number, number],
  seed: number,
): ReadonlyMap<Dependency, Ordered> {
  const results = new Map<Dependency, Ordered>()
  const drifted = dependencies.filter(({ from, to }) => onsetsOf(from).length > 0 && onsetsOf(to).length > 0)
  const parts = components(drifted)
  const random = createRandom(seed, 12)
  for (const part of parts) {
    const names = [...new Set(part.flatMap(({ from, to }) => [from, to]))]
    const onset = new Map(
      names.flatMap((name) => {
        const found = strongest(onsetsOf(name))
        return found === null ? [] : [[name, found] as const]
      }),
    )
    const lagOf = (dependency: Dependency): number | null => {
      const u = onset.get(dependency.from)
      const d = onset.get(dependency.to)
      return u === undefined || d === undefined || d.low <= u.high ? null : d.at - u.at
    }
    const lags = part.map(lagOf)
    const seen = lags.filter((lag) => lag !== null)
    const total = seen.reduce((sum, lag) => sum + lag, 0)
    const at = new Map<string, number>()
    let beyond = 0
    for (let i = 0; i < SIMULATIONS; i++) {
      for (const name of names) at.set(name, random.uniform() * (end - start))
      let count = 0
      let sum = 0
      for (const { from, to } of part) {
        const lag = (at.get(to) ?? 0) - (at.get(from) ?? 0)
        if (lag <= 0) continue
        count += 1
        sum += lag
      }
      if (count > seen.length || (count === seen.length && sum <= total)) beyond += 1
    }
    const pValue = Math.min(1, ((beyond + 1) / (SIMULATIONS + 1)) * parts.length)
    part.forEach((dependency, i) => {
      results.set(dependency, { pValue: seen.length === 0 ? 1 : pValue, lagMs: lags[i] })
    })
  }
  return results
}

function components(dependencies: readonly Dependency[]): Dependency[][] {
  const parts: { names: Set<string>; items: Dependency[] }[] = []
  for (const dependency of dependencies) {
    const touching = parts.filter(({ names }) => names.has(dependency.from) || names.has(dependency.to))
    const merged = {
      names: new Set([dependency.from, dependency.to, ...touching.flatMap(({ names }) => [...names])]),
      items: [...touching.flatMap(({ items }) => items), dependency],
    }
    for (const part of touching) parts.splice(parts.indexOf(part), 1)
    parts.push(merged)
  }
  return parts.map(({ items }) => items)
}

/** Models along the edges, and by onset among those that the edges leave open. */
function flowOrder(
  names: readonly string[],
  edges: readonly CascadeEdge[],
  onsetOf: (name: string) => number,
): string[] {
  const left = new Set(names)
  const order: string[] = []
  while (left.size > 0) {
    const free = [...left].filter((name) => !edges.some(({ from, to }) => to === name && left.has(from)))
    const next = (free.length > 0 ? free : [...left]).reduce((a, b) => (onsetOf(b) < onsetOf(a) ? b : a))
    order.push(next)
    left.delete(next)
  }
  return order
}
