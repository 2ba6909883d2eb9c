import { z } from 'zod'
import { formatDuration, formatWindowLength, parseDuration } from '#shared/domain/duration.ts'
import {
  BREAKER_METRICS,
  type BreakerCondition,
  type BreakerMetric,
  type BreakerPolicy,
  needsLabels,
} from '#shared/policy/breaker/policy.ts'
import { DRIFT_RANKS, LOOP_VERDICTS } from '#shared/policy/breaker/words.ts'
import {
  type CheckedConfiguration,
  checkConfiguration,
  configurationError,
} from '../../configuration/check.ts'
import { durationField, shareField, windowField } from '../../configuration/fields.ts'

const MINUTE = 60_000
const DEFAULT_COOLDOWN_MS = 15 * MINUTE
const DEFAULT_COOLDOWN_MAX_MS = 1_440 * MINUTE
const DEFAULT_NO_DATA_MS = 10 * MINUTE
const DEFAULT_ROWS = 1_000
const DEFAULT_FEWEST = 100

/** Other names of metrics that people write. */
const OTHER_NAMES: Readonly<Record<string, BreakerMetric>> = {
  p99: 'latency_p99',
  latency: 'latency_p99',
  confidence: 'mean_confidence',
  estimated_performance: 'estimated_accuracy',
}

/** A limit: a number, "5%", "500 ms", or "2 x baseline". */
type Limit = { readonly value: number; readonly timesBaseline: boolean }
const limitField = z.union([z.number(), z.string()]).transform((written, context): Limit => {
  if (typeof written === 'number') return { value: written, timesBaseline: false }
  const times = /^\s*(\d+(?:\.\d+)?)\s*[x×*]\s*baseline\s*$/i.exec(written)
  if (times !== null) return { value: Number(times[1]), timesBaseline: true }
  const percent = /^\s*(-?\d+(?:\.\d+)?)\s*%\s*$/.exec(written)
  if (percent !== null) return { value: Number(percent[1]) / 100, timesBaseline: false }
  const ms = parseDuration(written)
  if (ms !== null) return { value: ms, timesBaseline: false }
  context.addIssue({
    code: 'custom',
    message: `"${written}" is no limit; write a number, "5%", "500 ms" or "2 x baseline"`,
  })
  return z.NEVER
})

const count = z.number().int().min(0).max(1_000_000_000)
const METRIC_NAMES: string[] = [...BREAKER_METRICS, ...Object.keys(OTHER_NAMES)]

const conditionShape = z
  .strictObject({
    metric: z.enum(METRIC_NAMES),
    column: z.string().min(1).max(100_000).optional(),
    below: limitField.optional(),
    above: limitField.optional(),
    at_least: z.enum([...new Set<string>([...DRIFT_RANKS, ...LOOP_VERDICTS])]).optional(),
    window: windowField.optional(),
    min_labelled: count.optional(),
    min_rows: count.optional(),
    for: durationField.optional(),
    confidence_under: shareField.optional(),
  })
  .transform((written, context): BreakerCondition => {
    const refuse = (message: string, ...path: string[]) => {
      context.addIssue({ code: 'custom', message, path })
      return z.NEVER
    }
    const metric = OTHER_NAMES[written.metric] ?? (written.metric as BreakerMetric)
    const window = written.window ?? { kind: 'rows', rows: DEFAULT_ROWS }
    const common = {
      metric,
      column: written.column ?? null,
      window,
      minRows:
        written.min_rows ?? (window.kind === 'rows' ? Math.min(DEFAULT_FEWEST, window.rows) : DEFAULT_FEWEST),
      minLabelled: needsLabels(metric) ? (written.min_labelled ?? DEFAULT_FEWEST) : 0,
      forMs: written.for ?? 0,
      confidenceUnder: written.confidence_under ?? 0.7,
      timesBaseline: false,
    }
    const needsColumn = metric === 'psi' || metric === 'drift_verdict' || metric === 'guard'
    if (needsColumn && common.column === null) return refuse(`${metric} needs the key "column"`)
    if (metric === 'no_data') {
      const limits = written.below ?? written.above ?? written.at_least
      if (limits !== undefined) return refuse('no_data has no limit; say "for: 10 min"')
      return {
        ...common,
        comparison: 'at_least',
        threshold: Math.max(1, written.for ?? DEFAULT_NO_DATA_MS),
        forMs: 0,
      }
    }
    if (metric === 'drift_verdict' || metric === 'loop_verdict') {
      const ranks: readonly string[] = metric === 'drift_verdict' ? DRIFT_RANKS : LOOP_VERDICTS
      const rank = ranks.indexOf(written.at_least ?? (metric === 'drift_verdict' ? 'high' : 'likely'))
      if (written.below !== undefined || written.above !== undefined || rank < 0) {
        return refuse(`${metric} takes "at_least" with one of ${ranks.join(', ')}`, 'at_least')
      }
      return { ...common, comparison: 'at_least', threshold: rank }
    }
    const { below, above } = written
    if (written.at_least !== undefined) return refuse(`${metric} takes "below" or "above"`, 'at_least')
    if ((below === undefined) === (above === undefined)) {
      return refuse(
        below === undefined ? 'a limit is missing: "below" or "above"' : 'take "below" or "above", not both',
      )
    }
    const limit = below ?? above
    if (limit === undefined) return z.NEVER
    if (limit.timesBaseline && metric !== 'latency_p99') {
      return refuse('only latency_p99 is compared with the baseline', below === undefined ? 'above' : 'below')
    }
    return {
      ...common,
      comparison: below === undefined ? 'above' : 'below',
      threshold: limit.value,
      timesBaseline: limit.timesBaseline,
    }
  })

const policyShape = z
  .strictObject({
    schema: z.literal('driftdesk.breaker/1').optional(),
    model: z.string().min(1).max(1_000).optional(),
    by: z.string().min(1).max(100_000).optional(),
    any: z.array(conditionShape).max(50).optional(),
    all: z.array(conditionShape).max(50).optional(),
    cooldown: durationField.optional(),
    cooldown_max: durationField.optional(),
    half_open: z
      .strictObject({
        share: shareField.optional(),
        min_labelled: count.optional(),
        close_above: z.number().optional(),
      })
      .optional(),
    fallback: z.string().max(100).nullable().optional(),
    ladder: z.array(z.string().max(100)).max(10).optional(),
    route: z
      .strictObject({
        confidence_below: shareField,
        to: z.string().min(1).max(100),
        track: z.boolean().optional(),
      })
      .optional(),
    on_no_labels: z.enum(['hold', 'open', 'estimate']).optional(),
    max_label_silence: durationField.optional(),
    autonomy: z.literal([1, 2, 3]).optional(),
    promised_delay: durationField.optional(),
  })
  .superRefine(({ any, all }, context) => {
    if ((any?.length ?? 0) + (all?.length ?? 0) > 0) return
    context.addIssue({
      code: 'custom',
      message: 'there is no condition; list some under "any" or "all"',
      path: ['any'],
    })
  })

/** What a file of a policy is called in messages. */
export const POLICY_KIND = 'breaker policy'

/** The policy in a YAML or JSON text, or all that is wrong with it and where. */
export function checkPolicyText(text: string): CheckedConfiguration<BreakerPolicy> {
  const checked = checkConfiguration(text, policyShape, POLICY_KIND)
  return 'faults' in checked ? checked : { value: policyOf(checked.value) }
}

/**
 * The policy in a YAML or JSON file.
 * @throws AppError `BAD_PARAMS` with line, column and the nearest known key.
 */
export function parsePolicyText(text: string, file: string): BreakerPolicy {
  const checked = checkPolicyText(text)
  if ('value' in checked) return checked.value
  throw configurationError(checked.faults[0], { file, kind: POLICY_KIND })
}

function policyOf(written: z.output<typeof policyShape>): BreakerPolicy {
  const any = written.any ?? []
  const conditions = [...any, ...(written.all ?? [])]
  const first = written.fallback ?? written.ladder?.[0]
  return {
    model: written.model ?? null,
    by: written.by ?? null,
    conditions,
    anyCount: any.length,
    cooldownMs: written.cooldown ?? DEFAULT_COOLDOWN_MS,
    cooldownMaxMs: written.cooldown_max ?? DEFAULT_COOLDOWN_MAX_MS,
    halfOpen: {
      share: written.half_open?.share ?? 0.05,
      minLabelled: written.half_open?.min_labelled ?? 200,
      closeAbove: written.half_open?.close_above ?? defaultCloseAbove(conditions),
    },
    ladder: [
      ...(first === undefined ? [] : [first]),
      ...(written.ladder ?? []).filter((name, place) => name !== first || place > 0),
    ],
    route:
      written.route === undefined
        ? null
        : {
            confidenceBelow: written.route.confidence_below,
            to: written.route.to,
            track: written.route.track ?? true,
          },
    onNoLabels: written.on_no_labels ?? 'hold',
    maxLabelSilenceMs: written.max_label_silence ?? null,
    autonomy: written.autonomy ?? 2,
    promisedDelayMs: written.promised_delay ?? null,
  }
}

/** A little over the accuracy that trips; null where none does. */
function defaultCloseAbove(conditions: readonly BreakerCondition[]): number | null {
  const bars = conditions.flatMap(({ metric, comparison, threshold }) =>
    metric === 'accuracy' && comparison === 'below' ? [threshold] : [],
  )
  return bars.length === 0 ? null : Math.min(0.99, Math.max(...bars) + 0.02)
}

/** A policy for a model of which nobody has said anything yet. */
export function startingPolicy(model: string): string {
  return [
    'schema: driftdesk.breaker/1',
    `model: ${JSON.stringify(model)}`,
    'any:',
    '  - metric: accuracy',
    '    below: 0.85',
    `    window: ${formatWindowLength({ kind: 'rows', rows: DEFAULT_ROWS })}`,
    `    min_labelled: ${DEFAULT_FEWEST}`,
    '  - metric: error_rate',
    '    above: 0.01',
    '    window: 5 min',
    '    for: 2 min',
    `cooldown: ${formatDuration(DEFAULT_COOLDOWN_MS)}`,
    `cooldown_max: ${formatDuration(DEFAULT_COOLDOWN_MAX_MS)}`,
    'half_open: {share: 0.05, min_labelled: 200, close_above: 0.87}',
    'fallback: rules',
    'route: {confidence_below: 0.7, to: human, track: true}',
    'on_no_labels: hold',
    'max_label_silence: 2 d',
    'autonomy: 2',
    '',
  ].join('\n')
}
