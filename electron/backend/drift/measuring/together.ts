import type { BackendChoice } from '#shared/contract/backend-choice.ts'
import type { Multivariate } from '#shared/contract/documents/multivariate.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import { finishMmd, type KernelTest } from '#shared/stats/multivariate/mmd.ts'
import { say } from '#shared/words/say.ts'
import { backendOf } from '../../compute/dense/dense.ts'
import { kernelSumsWork } from '../../compute/dense/work.ts'
import type { MeasuredColumn } from '../../compute/procedures.ts'
import type { Services } from '../../services.ts'
import type { PlannedColumn } from '../plan.ts'

/** Columns that are taken together at most: the cost of the classifier grows with the cube of their number. */
const MOST_COLUMNS = 60
const LEAST_ROWS = 100

/** The numeric and boolean features, as far as they are compared. */
export function columnsTogether(columns: readonly PlannedColumn[]): {
  readonly taken: readonly string[]
  readonly leftOut: number
} {
  const features = columns.filter(
    ({ role, kind, leftOut }) =>
      role === 'feature' && leftOut === null && (kind === 'numeric' || kind === 'boolean'),
  )
  const names = features.map(({ name }) => name)
  return { taken: names.slice(0, MOST_COLUMNS), leftOut: Math.max(0, names.length - MOST_COLUMNS) }
}

/** Measures the drift of the features together from the rows that were sampled while they were measured. */
export async function measureFeaturesTogether(
  { pool, dense }: Pick<Services, 'pool' | 'dense'>,
  features: ReturnType<typeof columnsTogether>,
  measured: ReadonlyMap<string, MeasuredColumn>,
  { seed, backend }: { readonly seed: number; readonly backend: BackendChoice },
  { cancelFlag }: JobContext,
): Promise<Multivariate> {
  const samples = features.taken.flatMap((name) => measured.get(name)?.sample ?? [])
  const rows = {
    reference: samples[0]?.reference.length ?? 0,
    current: samples[0]?.current.length ?? 0,
  }
  const fewest = Math.min(rows.reference, rows.current)
  const reason =
    samples.length < 2
      ? say(samples.length === 1 ? 'together.one_feature' : 'together.no_features')
      : fewest < LEAST_ROWS
        ? say('together.few_rows', { rows: fewest, needed: LEAST_ROWS })
        : null
  if (reason !== null) {
    return {
      reason,
      columns: [...features.taken],
      columns_left_out: features.leftOut,
      imputed: { reference: 0, current: 0 },
      sample: { seed, rows, kernel_rows: { reference: 0, current: 0 }, classifier_rows: 0 },
      mmd: null,
      energy: null,
      reconstruction: null,
      correlation: null,
      classifier: null,
      warnings: [],
      seconds: 0,
    }
  }
  const started = performance.now()
  const [{ kernelTests, ...together }] = await pool.map(
    'measureTogether',
    [{ columns: features.taken, samples, seed, cancelFlag }],
    { cancelFlag },
  )
  const options = { choice: backend, cancelFlag }
  const [discrepancy, energy] = await Promise.all([
    dense.compute(kernelSumsWork(kernelTests.mmd), options),
    dense.compute(kernelSumsWork(kernelTests.energy), options),
  ])
  return {
    reason: null,
    columns_left_out: features.leftOut,
    ...together,
    mmd: kernelResult(finishMmd(kernelTests.mmd, discrepancy.value, true)),
    energy: kernelResult(finishMmd(kernelTests.energy, energy.value, false)),
    backend: backendOf([discrepancy, energy]),
    seconds: (performance.now() - started) / 1_000,
  }
}

function kernelResult({ value, pValue, permutations, sigma }: KernelTest): Multivariate['mmd'] {
  return { value, p_value: pValue, permutations, sigma }
}
