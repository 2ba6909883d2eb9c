import type { BackendChoice } from '#shared/contract/backend-choice.ts'
import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { Manifest } from '#shared/domain/manifest.ts'
import { say } from '#shared/words/say.ts'
import { backendOf } from '../../compute/dense/dense.ts'
import { errorSumsWork, laggedWork } from '../../compute/dense/work.ts'
import type { Services } from '../../services.ts'
import type { Dataset } from '../../store/types.ts'
import { VERSION } from '../../version.ts'
import type { FleetMemberLog } from './members.ts'
import { proxyMetrics } from './modes.ts'
import type { FleetGrid } from './procedures.ts'

const MINUTE = 60_000
const WIDTHS = [5, 15, 60, 180, 360, 1440, 10_080].map((minutes) => minutes * MINUTE)
const MOST_BUCKETS = 4_000
const DEFAULT_METRICS = ['mean_score', 'mean_label']

export type FleetQuestion = {
  readonly members: readonly FleetMemberLog[]
  readonly manifests: readonly Manifest[]
  readonly mapping: Mapping | undefined
  readonly seed: number
  readonly backend: BackendChoice
}

/** Measures each model of a fleet on a compute thread, and combines what was found. */
export async function measureFleet(
  { pool, dense }: Pick<Services, 'pool' | 'dense'>,
  { members, manifests, mapping, seed, backend }: FleetQuestion,
  context: JobContext,
): Promise<FleetDocument> {
  const names = members.map(({ model }) => model)
  const started = performance.now()
  const { cancelFlag } = context
  const grid = gridOf(members)
  let done = 0
  const report = (): void =>
    context.report({
      stage: 'measuring',
      subject: names.join(', '),
      done,
      total: members.length,
      unit: 'steps',
      rows_per_second: null,
      seconds_left: null,
    })
  report()
  const measured = await Promise.all(
    members.map(async ({ model, only, log }) => {
      const manifest = manifests.find((item) => item.model === model)
      const [result] = await pool.map(
        'measureMember',
        [
          {
            log,
            given: given(manifest, mapping, log.logs),
            model,
            only,
            grid,
            metrics: metricsOf(manifest),
            columns: (manifest?.upstream ?? []).flatMap(({ column }) => (column === null ? [] : [column])),
            seed,
            cancelFlag,
          },
        ],
        { cancelFlag },
      )
      done += 1
      report()
      return result
    }),
  )
  context.throwIfCancelled()
  const [relations] = await pool.map('relateMembers', [{ members: measured, manifests, grid }], {
    cancelFlag,
  })
  const options = { choice: backend, cancelFlag }
  const { links, errors } = relations
  const works = [laggedWork(links.table, links.reach, links.pairs), errorSumsWork(errors.table)]
  const computed = await Promise.all(works.map((work) => dense.compute(work, options)))
  const by = backendOf(computed.filter((_, i) => works[i].units > 0))
  const [lagged, errorSums] = computed.map(({ value }) => value)
  const facts = measured.map(({ samples: _, ...member }) => member)
  const [combined] = await pool.map(
    'combineFleet',
    [{ members: facts, manifests, grid, relations, lagged, errorSums, now: Date.now(), seed }],
    { cancelFlag },
  )
  const missing = manifests.filter(({ model }) => !names.includes(model)).map(({ model }) => model)
  return {
    schema: 'driftdesk.fleet/1',
    ...combined,
    notes: [...(missing.length === 0 ? [] : [say('fleet.no_log', { models: missing })]), ...combined.notes],
    engine: {
      version: VERSION,
      backend: by.name,
      backend_reason: by.reason,
      seconds: (performance.now() - started) / 1_000,
    },
  }
}

function metricsOf(manifest: Manifest | undefined): string[] {
  const { objective, guards } = proxyMetrics(manifest)
  return [...new Set([objective, ...guards.map(({ metric }) => metric), ...DEFAULT_METRICS])]
}

function given(manifest: Manifest | undefined, mapping: Mapping | undefined, logs: readonly Dataset[]) {
  const stored = logs.findLast(
    (log) => log.mapping.task !== undefined || log.mapping.positive !== undefined,
  )?.mapping
  return {
    task: mapping?.task ?? manifest?.task ?? stored?.task,
    positive: mapping?.positive ?? manifest?.positive_class ?? stored?.positive,
  }
}

function gridOf(members: readonly FleetMemberLog[]): FleetGrid | null {
  const chunks = members.flatMap(({ log }) => log.logs.flatMap((dataset) => dataset.chunks))
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const { timeMin, timeMax } of chunks) {
    if (timeMin !== null) first = Math.min(first, timeMin)
    if (timeMax !== null) last = Math.max(last, timeMax)
  }
  const window = members[0]?.log.window
  if (window?.kind === 'time') {
    first = Math.max(first, window.start ?? first)
    // Half-open: the millisecond before the end is the last.
    last = Math.min(last, (window.end ?? last + 1) - 1)
  }
  if (!(last > first)) return null
  const widthMs = WIDTHS.find((ms) => (last - first) / ms <= MOST_BUCKETS) ?? WIDTHS[WIDTHS.length - 1]
  const start = Math.floor(first / widthMs) * widthMs
  return { start, widthMs, count: Math.min(MOST_BUCKETS, Math.floor((last - start) / widthMs) + 1) }
}
