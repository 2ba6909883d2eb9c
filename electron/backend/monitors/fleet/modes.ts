import type { FleetModeView } from '#shared/contract/documents/fleet.ts'
import type { Manifest } from '#shared/domain/manifest.ts'
import type { Cascade } from '#shared/stats/fleet/cascade.ts'
import type { ErrorCorrelation } from '#shared/stats/fleet/error-correlation.ts'
import { proxyGaming } from '#shared/stats/fleet/proxy-gaming.ts'
import type { SynchronousDrift } from '#shared/stats/fleet/synchronous.ts'
import { say } from '#shared/words/say.ts'
import { pText, short } from '../feedback/words.ts'
import type { FleetMemberFacts } from './combine.ts'
import type { FleetGrid } from './procedures.ts'

const NO_DETAIL: FleetModeView['detail'] = {
  root: null,
  order: [],
  edges: [],
  clusters: [],
  pairs: [],
  loops: [],
  mean_correlation: null,
  amplification: null,
}
/** Mean correlation of errors from which models count as failing together. */
const LEAST_CORRELATION = 0.2
const HOUR = 3_600_000

const iso = (time: number): string => new Date(time).toISOString()

export function feedbackMode(members: readonly FleetMemberFacts[]): FleetModeView {
  const loops = members.map(({ model, loop }) => ({ model, ...loop }))
  const likely = loops.filter(({ verdict }) => verdict === 'likely').map(({ model }) => model)
  const able = loops.filter(({ verdict }) => verdict !== 'insufficient')
  const reason = able.length > 0 ? null : say('fleet.no_loop_rows')
  return {
    mode: 'feedback_monster',
    fired: likely.length > 0,
    models: likely,
    at: null,
    reason,
    explanation:
      likely.length > 0
        ? say(likely.length > 1 ? 'fleet.feeds.more' : 'fleet.feeds.one', { models: likely })
        : (reason ?? say('fleet.no_loop', { able: able.length, models: members.length })),
    detail: { ...NO_DETAIL, loops },
  }
}

export function cascadeMode(
  { edges, root, order }: Cascade,
  dependencies: number,
  members: readonly FleetMemberFacts[],
  grid: FleetGrid | null,
): FleetModeView {
  const fired = edges.length > 0
  const first = members.find(({ model }) => model === root)?.onsets[0]
  const reason =
    grid === null ? say('fleet.no_times') : dependencies === 0 ? say('fleet.no_dependency') : null
  return {
    mode: 'cascade',
    fired,
    models: fired ? [...order] : [],
    at: fired && first !== undefined ? iso(first.at) : null,
    reason,
    explanation: fired
      ? say('fleet.cascade', {
          root: root ?? '',
          edges: edges
            .toSorted((a, b) => order.indexOf(a.from) - order.indexOf(b.from))
            .map(({ from, to, lagMs }) => say('fleet.cascade.edge', { from, to, lag: lagMs })),
        })
      : (reason ?? say('fleet.no_cascade')),
    detail: {
      ...NO_DETAIL,
      root,
      order: [...order],
      edges: edges.map(({ from, to, lagMs, pValue, amplification }) => ({
        from,
        to,
        lag_hours: lagMs / HOUR,
        p_value: pValue,
        amplification,
      })),
    },
  }
}

export function synchronousMode(
  clusters: readonly SynchronousDrift[],
  models: number,
  sharedOf: (models: readonly string[]) => string[],
  grid: FleetGrid | null,
): FleetModeView {
  const views = clusters.map(({ from, to, models, pValue }) => ({
    from: iso(from),
    to: iso(to),
    models: [...models],
    p_value: pValue,
    shared: sharedOf(models),
  }))
  const [largest] = views.toSorted((a, b) => b.models.length - a.models.length)
  const reason =
    grid === null ? say('fleet.no_times') : models < 3 ? say('fleet.few_models', { models }) : null
  return {
    mode: 'synchronous_drift',
    fired: views.length > 0,
    models: largest?.models ?? [],
    at: largest?.from ?? null,
    reason,
    explanation: largest === undefined ? (reason ?? say('fleet.no_synchronous')) : synchronousText(largest),
    detail: { ...NO_DETAIL, clusters: views },
  }
}

function synchronousText(cluster: FleetModeView['detail']['clusters'][number]): string {
  const values = {
    models: cluster.models.length,
    at: cluster.from.slice(0, 16).replace('T', ' '),
    p: pText(cluster.p_value),
  }
  return cluster.shared.length > 0
    ? say('fleet.synchronous.shared', { ...values, shared: cluster.shared })
    : say('fleet.synchronous', values)
}

/** Metrics of a model whose course tells whether its objective is bought. */
export function proxyMetrics(manifest: Manifest | undefined): {
  readonly objective: string
  readonly guards: readonly { readonly metric: string; readonly worse: 'fall' | 'rise' }[]
} {
  const guards = manifest?.guard_metrics ?? []
  if (manifest?.objective !== undefined && guards.length > 0) return { objective: manifest.objective, guards }
  // Without a word from people: what the model says against what happens.
  return {
    objective: manifest?.objective ?? 'mean_score',
    guards: guards.length > 0 ? guards : [{ metric: 'mean_label', worse: 'fall' }],
  }
}

export function proxyMode(
  members: readonly FleetMemberFacts[],
  manifests: readonly Manifest[],
  timeOf: (step: number) => string | null,
): FleetModeView {
  const pairs = members.flatMap(({ model, metrics }) => {
    const { objective, guards } = proxyMetrics(manifests.find((manifest) => manifest.model === model))
    const values = metrics[objective]
    if (values === undefined || values.length === 0) return []
    const known = guards.flatMap(({ metric, worse }) => {
      const series = metrics[metric]
      return series === undefined || series.length === 0 || metric === objective
        ? []
        : [{ name: metric, values: series, worse }]
    })
    return proxyGaming(values, known).map((pair) => ({
      model,
      objective,
      guard: pair.guard,
      p_adjusted: pair.pAdjusted,
      objective_change: pair.objective.change,
      guard_change: pair.guardTrend.change,
      since: timeOf(pair.since),
      fired: pair.fired,
    }))
  })
  const fired = pairs.filter((pair) => pair.fired)
  const reason = pairs.length > 0 ? null : say('fleet.no_metrics')
  return {
    mode: 'proxy_gaming',
    fired: fired.length > 0,
    models: [...new Set(fired.map(({ model }) => model))],
    at: fired[0]?.since ?? null,
    reason,
    explanation:
      fired.length > 0
        ? fired
            .map(({ model, objective, guard, p_adjusted }) =>
              say('fleet.proxy', { model, objective, guard, p: pText(p_adjusted) }),
            )
            .join('; ')
        : (reason ?? say('fleet.no_proxy')),
    detail: { ...NO_DETAIL, pairs },
  }
}

export function collapseMode(
  names: readonly string[],
  { pairs, mean, effectiveModels, amplification }: ErrorCorrelation,
  sharedOf: (models: readonly string[]) => string[],
  unit: 'row' | 'time' | null,
): FleetModeView {
  const significant = pairs.filter(
    ({ correlation, pAdjusted }) =>
      (correlation ?? 0) >= LEAST_CORRELATION && pAdjusted !== null && pAdjusted < 0.01,
  )
  const models = [...new Set(significant.flatMap(({ first, second }) => [names[first], names[second]]))]
  const fired = significant.length > 0 && (mean ?? 0) >= LEAST_CORRELATION / 2
  const reason = unit === null ? say('fleet.no_errors') : null
  const common = fired ? sharedOf(models) : []
  const worth = { mean: short(mean ?? 0), models: names.length, worth: short(effectiveModels ?? 1) }
  return {
    mode: 'correlated_collapse',
    fired,
    models: fired ? models : [],
    at: null,
    reason,
    explanation: fired
      ? common.length > 0
        ? say('fleet.collapse.shared', { ...worth, shared: common })
        : say('fleet.collapse', worth)
      : (reason ?? say('fleet.no_collapse', { mean: short(mean ?? 0) })),
    detail: { ...NO_DETAIL, mean_correlation: mean, amplification },
  }
}
