import type { LatencyCurve, LatencyDocument } from '#shared/contract/documents/latency.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { parseDuration } from '#shared/domain/duration.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { Ramp } from '#shared/policy/latency/latency.ts'
import { ACCURACY_RULES, COLUMN_RULES } from '#shared/policy/latency/rules.ts'
import { SHIFT_UNITS, type ShiftKind } from '#shared/stats/injection/shift.ts'
import type { StreamMethodName } from '#shared/stats/streams/detectors.ts'
import { resolveScoredSource } from '../../monitors/scored-log/source.ts'
import type { Services } from '../../services.ts'
import { VERSION } from '../../version.ts'
import type { MeasuredLatency } from './procedures.ts'

const DEFAULT_TRIALS = 50
const SHARES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.4]
const DEFAULT_SIZES: Readonly<Record<ShiftKind, readonly number[]>> = {
  mean: [0.05, 0.1, 0.2, 0.3, 0.5, 1],
  spread: [0.1, 0.2, 0.4, 0.7, 1, 2],
  tail: SHARES,
  mix: SHARES,
  sentinel: SHARES,
  missing: SHARES,
  flip: SHARES,
}
/** KSWIN sorts a window at every value, so it is tried where somebody asks for it. */
const COLUMN_STREAMS: readonly StreamMethodName[] = ['adwin', 'page_hinkley', 'cusum', 'ewma']
const ERROR_STREAMS: readonly StreamMethodName[] = [
  'adwin',
  'ddm',
  'eddm',
  'hddm_a',
  'hddm_w',
  'page_hinkley',
]

/** The job behind `latency.run`: every size of a shift, tried many times on all compute threads. */
export async function runLatency(
  services: Services,
  params: ParsedParams<'latency.run'>,
  context: JobContext,
): Promise<LatencyDocument> {
  const { kind, trials = DEFAULT_TRIALS, seed = 1 } = params
  const isFlip = kind === 'flip'
  if (!isFlip && params.column === undefined) {
    throw new AppError('BAD_PARAMS', 'No column is named.', `Name the column that gets the ${kind} shift.`)
  }
  const sizes = [...new Set(params.sizes ?? DEFAULT_SIZES[kind])].sort((a, b) => a - b)
  refuseShares(kind, sizes)
  const ramp = rampOf(params.ramp)
  const streams = streamsFor(kind, params.streams)
  const source = await resolveScoredSource(services, params.source, params.mapping, context)
  const started = performance.now()
  const { cancelFlag } = context
  let done = 0
  const measured = await services.pool.map(
    'measureLatency',
    sizes.map((size, index) => ({
      log: source.log,
      reference: source.reference,
      given: source.given,
      kind,
      column: isFlip ? null : (params.column ?? null),
      size,
      ramp,
      slice: params.slice ?? null,
      steady: params.steady ?? false,
      sentinel: params.sentinel,
      window: params.window,
      trials,
      streams,
      seed,
      withFalseAlarms: index === 0,
      cancelFlag,
    })),
    {
      cancelFlag,
      onResult: () => {
        done += 1
        context.report({
          stage: 'measuring',
          subject: source.model,
          done,
          total: sizes.length,
          unit: 'steps',
          rows_per_second: null,
          seconds_left: null,
        })
      },
    },
  )
  const [first] = measured
  return {
    schema: 'driftdesk.latency/1',
    model: source.model,
    rows: first.rows,
    reference_rows: first.referenceRows,
    column: isFlip ? null : (params.column ?? null),
    kind,
    unit: SHIFT_UNITS[kind],
    sizes,
    window: first.window,
    windows: first.windows,
    ramp: params.ramp ?? null,
    slice: params.slice === undefined ? null : { ...params.slice, rows: first.sliceRows ?? 0 },
    steady: params.steady ?? false,
    trials,
    seed,
    curves: curvesOf(sizes, measured),
    remarks: [...first.remarks],
    engine: { version: VERSION, backend: 'cpu', seconds: (performance.now() - started) / 1_000 },
  }
}

function curvesOf(sizes: readonly number[], measured: readonly MeasuredLatency[]): LatencyCurve[] {
  const [first] = measured
  const { rules, streams, falseAlarms, windows, rows } = first
  const of = (fired: number, total: number, unit: 'windows' | 'values') => ({
    fired,
    of: total,
    unit,
    rate: total === 0 ? null : (fired / total) * (unit === 'values' ? 1_000 : 1),
  })
  const heads = [
    ...rules.map((name, index) => ({
      ...describeRule(name),
      false_alarms: of(falseAlarms?.rules[index] ?? 0, windows, 'windows'),
    })),
    ...streams.map((name, index) => ({
      detector: name,
      family: 'stream' as const,
      formula: null,
      false_alarms: of(falseAlarms?.streams[index] ?? 0, rows, 'values'),
    })),
  ]
  return heads.map((head, detector) => ({
    ...head,
    points: measured.map(({ points }, index) => {
      const point = points[detector]
      return {
        size: sizes[index],
        trials: point.trials,
        detected: point.detected,
        probability: point.probability,
        ci: [point.interval[0], point.interval[1]] satisfies [number, number],
        delay_rows: point.rows,
        delay_seconds: point.seconds,
      }
    }),
  }))
}

function describeRule(name: string) {
  const rule = COLUMN_RULES.find((one) => one.name === name)
  if (rule !== undefined) return { detector: name, family: rule.family, formula: rule.formula }
  const formula = ACCURACY_RULES.find((one) => one.name === name)?.formula ?? null
  return { detector: name, family: 'metric' as const, formula }
}

function refuseShares(kind: ShiftKind, sizes: readonly number[]): void {
  const over = SHIFT_UNITS[kind] === 'share' ? sizes.find((size) => size > 1) : undefined
  if (over === undefined) return
  throw new AppError('BAD_PARAMS', `${over} is no share of the rows.`, 'Give sizes from 0 to 1.')
}

function rampOf(text: string | undefined): Ramp {
  if (text === undefined) return null
  const rows = /^(\d{1,9})r$/.exec(text.trim())
  if (rows !== null) return { rows: Number(rows[1]) }
  const milliseconds = parseDuration(text)
  if (milliseconds !== null) return { milliseconds }
  throw new AppError(
    'BAD_PARAMS',
    `"${text}" is no ramp.`,
    'Write a duration such as 1d, or a number of rows as 2000r.',
  )
}

function streamsFor(
  kind: ShiftKind,
  asked: readonly StreamMethodName[] | undefined,
): readonly StreamMethodName[] {
  if (asked === undefined) return kind === 'flip' ? ERROR_STREAMS : COLUMN_STREAMS
  const onlyErrors = ['ddm', 'eddm', 'hddm_a', 'hddm_w']
  const unfit = kind === 'flip' ? undefined : asked.find((name) => onlyErrors.includes(name))
  if (unfit === undefined) return asked
  throw new AppError(
    'BAD_PARAMS',
    `${unfit} watches errors, not the values of a column.`,
    'Choose adwin, page_hinkley, kswin, cusum or ewma, or flip outcomes.',
  )
}
