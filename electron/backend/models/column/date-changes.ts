import type { ModelOnsets } from '#shared/contract/documents/model.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { BaselineId } from '#shared/domain/ids.ts'
import { isAtLeast, VERDICTS } from '#shared/domain/verdict.ts'
import type { Onset } from '#shared/stats/onset/onset.ts'
import { seedFromText } from '#shared/stats/random.ts'
import { stepWords } from '../../drift/time/timeline.ts'
import type { Segment } from '../../profiles/segments/types.ts'
import type { Services } from '../../services.ts'
import type { ColumnCounts } from '../worker-types.ts'

type Change = Omit<ModelOnsets['onsets'][number], 'column'>
type ModelColumns = {
  readonly model: string
  readonly baseline?: BaselineId | undefined
  readonly columns: readonly string[]
  readonly segment?: Segment | undefined
}
type DatedChanges = {
  /** In the order of the columns. */
  readonly changes: readonly (readonly Change[])[]
  readonly stepSeconds: number
  readonly stepWords: string
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Columns whose changes are marked on the spine: the worst ones. */
const MOST_COLUMNS = 12
const MOST_BUCKETS = 90

/** Dates the changes of some columns from the counts of all buckets; null where no log has times. */
export async function datedChanges(
  { profiles, pool }: Pick<Services, 'profiles' | 'pool'>,
  { model, baseline, columns, segment }: ModelColumns,
  context: JobContext,
): Promise<DatedChanges | null> {
  const resolved = await profiles.resolve({ model, baseline })
  const query = { baseline: resolved.baseline.id, datasets: resolved.datasets, segment }
  const counts = await Promise.all(
    columns.map((column) => profiles.ask(model, 'columnCounts', { ...query, column })),
  )
  const known = counts.flatMap((one, index) => (one === null ? [] : [{ counts: one, index }]))
  if (known.length === 0) return null
  const { cancelFlag } = context
  let done = 0
  const found = await pool.map(
    'findChanges',
    known.map(({ counts: { counts: rows, bins, coarse }, index }) => ({
      counts: rows,
      bins,
      coarse,
      seed: seedFromText(columns[index]),
    })),
    {
      cancelFlag,
      onResult: (index) => {
        done += 1
        context.report({
          stage: 'measuring',
          subject: columns[known[index].index],
          done,
          total: known.length,
          unit: 'columns',
          rows_per_second: null,
          seconds_left: null,
        })
      },
    },
  )
  const byColumn = new Map(known.map(({ counts: one, index }, k) => [index, describe(one, found[k])]))
  const { width } = known[0].counts
  return {
    changes: columns.map((_, index) => byColumn.get(index) ?? []),
    stepSeconds: width / 1_000,
    stepWords:
      width % DAY === 0
        ? stepWords({ unit: 'day', count: width / DAY })
        : stepWords({ unit: 'hour', count: width / HOUR }),
  }
}

/** When the worst columns of a model changed, for the marks on its spine. */
export async function modelOnsets(
  services: Services,
  { model, baseline }: { readonly model: string; readonly baseline?: BaselineId | undefined },
  context: JobContext,
): Promise<ModelOnsets> {
  const { profiles } = services
  const resolved = await profiles.resolve({ model, baseline })
  const query = { baseline: resolved.baseline.id, datasets: resolved.datasets, most: MOST_BUCKETS }
  const series = await profiles.ask(model, 'modelSeries', query)
  const weight = series.columns.map((column, c) => {
    const line = [...series.slots.keys()].map((slot) => c * series.slots.length + slot)
    const drifted = line.filter((cell) => isAtLeast(VERDICTS[series.verdicts[cell]], 'moderate'))
    return { column, buckets: drifted.length, psi: drifted.reduce((sum, cell) => sum + series.psi[cell], 0) }
  })
  const columns = weight
    .filter(({ buckets }) => buckets > 0)
    .sort((a, b) => b.psi - a.psi)
    .slice(0, MOST_COLUMNS)
    .map(({ column }) => column)
  const dated = await datedChanges(services, { model, baseline: resolved.baseline.id, columns }, context)
  return {
    onsets: (dated?.changes ?? []).flatMap((changes, index) =>
      changes.map((change) => ({ column: columns[index], ...change })),
    ),
    step_seconds: dated?.stepSeconds ?? 0,
  }
}

/** Changes in times: the moment itself can lie anywhere in the bucket before the first changed one. */
function describe({ starts, width }: ColumnCounts, onsets: readonly Onset[]): Change[] {
  const greatest = onsets.reduce((most, { psi }) => Math.max(most, psi), 0)
  const iso = (time: number) => new Date(time).toISOString()
  return onsets.map(({ at, interval, pValue, psi }) => ({
    at: iso(starts[at]),
    ci: [iso(starts[Math.max(0, interval[0] - 1)]), iso(starts[interval[1]] + width)],
    p_value: pValue,
    psi,
    main: psi === greatest,
  }))
}
