import { say } from '../../../words/say.ts'
import { finding, stepsOf } from '../../lint/finding.ts'
import { type BreakerCondition, type BreakerPolicy, needsLabels, watchesLabels } from '../policy.ts'
import { windowText } from '../words.ts'
import { narrate } from './explore.ts'
import type { LintFinding, TrafficFacts } from './finding.ts'
import { placed } from './policy-findings.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const LONGEST_SILENCE_MS = 30 * DAY
/** Rows a model may need until its probes are enough. */
const MOST_ROWS_TO_CLOSE = 100_000
const MOST_WAIT_TO_CLOSE_MS = 7 * DAY
/** Part of the rows that may be taken to get a label, where nobody knows. */
const LIKELY_LABEL_RATE = 0.5
const MOST_LABELS_A_MINUTE = 1_000

export function starvations(policy: BreakerPolicy, facts: TrafficFacts): LintFinding[] {
  const { halfOpen } = policy
  const found: LintFinding[] = []
  for (const { condition, where } of placed(policy)) {
    const { window, minLabelled, metric } = condition
    if (!needsLabels(metric) || minLabelled === 0) continue
    const rate = facts.labelRate ?? LIKELY_LABEL_RATE
    const rows =
      window.kind === 'rows'
        ? window.rows
        : facts.rowsPerHour === null
          ? null
          : (facts.rowsPerHour * window.ms) / 3_600_000
    const most = rows === null ? (MOST_LABELS_A_MINUTE * windowMs(condition)) / MINUTE : rows * rate
    // A window that is shorter than its minimum has a code of its own.
    if (minLabelled <= most || (rows !== null && minLabelled > rows && window.kind === 'rows')) continue
    found.push(
      finding(
        'starvation',
        `${where}.min_labelled`,
        say(facts.labelRate === null ? 'lint.starvation.usual' : 'lint.starvation.known', {
          labels: minLabelled,
          window: windowText(window),
          most: Math.floor(most),
        }),
        [
          ...stepsOf([0, say('step.labels_wrong', { labels: Math.floor(most) }), 'CLOSED']),
          ...narrate(policy, ['unlabelled', 'unlabelled']),
        ],
      ),
    )
  }
  if (halfOpen.share <= 0) return found
  const labelsPerRow = watchesLabels(policy) ? (facts.labelRate ?? 1) : 1
  const rowsToClose = halfOpen.minLabelled / (halfOpen.share * Math.max(labelsPerRow, 1e-9))
  const wait = facts.rowsPerHour === null ? null : (rowsToClose / facts.rowsPerHour) * 3_600_000
  const values = {
    probes: halfOpen.minLabelled,
    share: halfOpen.share,
    rows: Math.ceil(rowsToClose),
  }
  if (rowsToClose > MOST_ROWS_TO_CLOSE || (wait !== null && wait > MOST_WAIT_TO_CLOSE_MS)) {
    found.push(
      finding(
        'starvation',
        'half_open.min_labelled',
        wait === null
          ? say('lint.starvation.probes', values)
          : say('lint.starvation.probes_time', {
              ...values,
              time: Math.ceil(wait / 3_600_000) * 3_600_000,
            }),
        stepsOf(
          [policy.cooldownMs, say('step.probes_begin_recovered'), 'HALF_OPEN'],
          [policy.cooldownMs + DAY, say('step.few_probes', { probes: halfOpen.minLabelled }), 'HALF_OPEN'],
        ),
      ),
    )
  }
  const { maxLabelSilenceMs } = policy
  const delay = facts.labelDelayMs ?? 5 * MINUTE
  if (watchesLabels(policy) && maxLabelSilenceMs !== null && maxLabelSilenceMs < delay) {
    found.push(
      finding(
        'starvation',
        'max_label_silence',
        say('lint.starvation.silence', { delay, silence: maxLabelSilenceMs }),
        narrate(policy, ['healthy', 'unlabelled', 'unlabelled']),
      ),
    )
  }
  return found
}

export function failOpen(policy: BreakerPolicy): LintFinding[] {
  const { onNoLabels, maxLabelSilenceMs } = policy
  if (!watchesLabels(policy)) return []
  const isUnbounded = maxLabelSilenceMs === null || maxLabelSilenceMs > LONGEST_SILENCE_MS
  if (!isUnbounded || (onNoLabels !== 'hold' && maxLabelSilenceMs === null)) return []
  return [
    finding(
      'fail_open',
      'max_label_silence',
      maxLabelSilenceMs === null
        ? say('lint.fail_open.ever')
        : say('lint.fail_open.for', { silence: maxLabelSilenceMs }),
      narrate(policy, ['healthy', 'unlabelled', 'unlabelled']),
    ),
  ]
}

export function blindSpots({ route }: BreakerPolicy): LintFinding[] {
  if (route === null || route.track) return []
  return [
    finding(
      'blind_spot',
      'route.track',
      say('lint.blind_spot', { confidence: route.confidenceBelow, to: route.to }),
      stepsOf(
        [0, say('step.turns_bad', { confidence: route.confidenceBelow }), 'CLOSED'],
        [MINUTE, say('step.bad_rows_leave', { to: route.to }), 'CLOSED'],
      ),
    ),
  ]
}

export function windowsBelowMinimum(policy: BreakerPolicy): LintFinding[] {
  return placed(policy).flatMap(({ condition, where }) => {
    const { window, minLabelled, minRows, metric } = condition
    if (window.kind !== 'rows' || metric === 'no_data' || metric === 'loop_verdict') return []
    const fewest = needsLabels(metric) ? minLabelled : minRows
    if (fewest <= window.rows) return []
    return [
      finding(
        'window_below_minimum',
        `${where}.window`,
        say('lint.window', { rows: window.rows, fewest }),
        stepsOf(
          [0, say('step.window_fills', { rows: window.rows }), 'CLOSED'],
          [MINUTE, say('step.window_pushes', { fewest }), 'CLOSED'],
        ),
      ),
    ]
  })
}

function windowMs({ window }: BreakerCondition): number {
  return window.kind === 'time' ? window.ms : Number.POSITIVE_INFINITY
}
