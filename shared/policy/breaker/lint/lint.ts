import { formatDuration, formatWindowLength } from '../../../domain/duration.ts'
import { nearest } from '../../../stats/text/nearest.ts'
import {
  type BreakerCondition,
  type BreakerPolicy,
  FALLBACKS,
  isFallback,
  needsLabels,
  watchesLabels,
} from '../policy.ts'
import { conditionText } from '../words.ts'
import { findTrap, narrate } from './explore.ts'
import { type LintFinding, type LintStep, NO_FACTS, type TrafficFacts } from './finding.ts'
import { assumedAccuracy, chanceBelow } from './noise.ts'

const DAY = 86_400_000
const MINUTE = 60_000
/** A cooldown beyond it is as good as none that ends. */
const LONGEST_COOLDOWN_MS = 7 * DAY
const LONGEST_SILENCE_MS = 30 * DAY
const SHORTEST_COOLDOWN_MS = 30_000
/** Rows a model may need until its probes are enough. */
const MOST_ROWS_TO_CLOSE = 100_000
const MOST_WAIT_TO_CLOSE_MS = 7 * DAY
/** Part of the rows that may be taken to get a label, where nobody knows. */
const LIKELY_LABEL_RATE = 0.5
const MOST_LABELS_A_MINUTE = 1_000
const MOST_ROWS_A_SECOND = 1_000
/** A healthy model may read as bad this often on the fewest labels. */
const BORNE_CHANCE = 0.05

/**
 * Checks a policy: a finite exploration of the reducer for states that are never left, and rules for what can be told from
 * the numbers. What is known of the traffic makes it sharper; without it only what no usual traffic could bear is found.
 */
export function lintBreaker(policy: BreakerPolicy, facts: TrafficFacts = NO_FACTS): LintFinding[] {
  return [
    ...latches(policy, facts),
    ...blindSpots(policy),
    ...starvations(policy, facts),
    ...failOpen(policy),
    ...unknownFallbacks(policy),
    ...windowsBelowMinimum(policy),
    ...closeBelowTrip(policy),
    ...flapping(policy, facts),
    ...delaysNotMet(policy, facts),
    ...deadConditions(policy),
  ]
}

type Placed = { readonly condition: BreakerCondition; readonly where: string; readonly index: number }

function placed({ conditions, anyCount }: BreakerPolicy): Placed[] {
  return conditions.map((condition, index) => ({
    condition,
    index,
    where: index < anyCount ? `any.${index}` : `all.${index - anyCount}`,
  }))
}

function finding(
  code: LintFinding['code'],
  where: string,
  explanation: string,
  counterexample: readonly LintStep[],
  severity: LintFinding['severity'] = 'error',
): LintFinding {
  return { code, severity, where, explanation, counterexample }
}

/** A counterexample of the numbers themselves, where the reducer needs no walk. */
function stepsOf(...steps: readonly (readonly [at: number, what: string, state: string])[]): LintStep[] {
  return steps.map(([at, what, state]) => ({ at, what, state }))
}

function latches(policy: BreakerPolicy, facts: TrafficFacts): LintFinding[] {
  const { halfOpen, cooldownMs, cooldownMaxMs } = policy
  const found: LintFinding[] = []
  const longest = Math.max(cooldownMs, cooldownMaxMs)
  if (longest > LONGEST_COOLDOWN_MS) {
    found.push(
      finding(
        'latch',
        cooldownMs > LONGEST_COOLDOWN_MS ? 'cooldown' : 'cooldown_max',
        `A model that recovered stays stopped for up to ${formatDuration(longest)}.`,
        stepsOf(
          [0, 'the breaker trips, and the model recovers at once', 'OPEN'],
          [longest, 'the cooldown ends', 'HALF_OPEN'],
        ),
      ),
    )
  }
  const trap = findTrap(policy)
  if (trap !== null) {
    const why =
      halfOpen.share <= 0
        ? 'no row is ever a probe'
        : (halfOpen.closeAbove ?? 0) >= 1
          ? 'the lower bound of a share is never over 1'
          : 'no run of right probes closes it'
    found.push(
      finding(
        'latch',
        halfOpen.share <= 0 ? 'half_open.share' : 'half_open.close_above',
        `${trap.state} is never left, even by a perfect model: ${why}.`,
        trap.steps,
      ),
    )
  } else if (
    facts.accuracy !== null &&
    halfOpen.closeAbove !== null &&
    halfOpen.closeAbove >= facts.accuracy
  ) {
    found.push(
      finding(
        'latch',
        'half_open.close_above',
        `The healthy model is right in ${share(facts.accuracy)} of its rows, so the lower bound of its probes never comes over ${halfOpen.closeAbove}.`,
        stepsOf(
          [0, 'the breaker trips', 'OPEN'],
          [cooldownMs, `probes are right in ${share(facts.accuracy)} of the cases, for ever`, 'HALF_OPEN'],
        ),
      ),
    )
  }
  return found
}

function blindSpots({ route }: BreakerPolicy): LintFinding[] {
  if (route === null || route.track) return []
  return [
    finding(
      'blind_spot',
      'route.track',
      `Rows with a confidence under ${route.confidenceBelow} go to ${route.to} and are not tracked: where the model is weakest the breaker sees nothing.`,
      stepsOf(
        [0, `the model turns bad; its confidence falls under ${route.confidenceBelow}`, 'CLOSED'],
        [MINUTE, `every bad row goes to ${route.to} and leaves the windows; what stays is right`, 'CLOSED'],
      ),
    ),
  ]
}

function starvations(policy: BreakerPolicy, facts: TrafficFacts): LintFinding[] {
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
        `${minLabelled} labelled rows are asked of a window of ${formatWindowLength(window)}, which holds about ${Math.floor(most)} at ${facts.labelRate === null ? 'a usual' : 'this'} rate of labels.`,
        [
          ...stepsOf([0, `about ${Math.floor(most)} labels are in the window, all wrong`, 'CLOSED']),
          ...narrate(policy, ['unlabelled', 'unlabelled']),
        ],
      ),
    )
  }
  if (halfOpen.share <= 0) return found
  const labelsPerRow = watchesLabels(policy) ? (facts.labelRate ?? 1) : 1
  const rowsToClose = halfOpen.minLabelled / (halfOpen.share * Math.max(labelsPerRow, 1e-9))
  const wait = facts.rowsPerHour === null ? null : (rowsToClose / facts.rowsPerHour) * 3_600_000
  if (rowsToClose > MOST_ROWS_TO_CLOSE || (wait !== null && wait > MOST_WAIT_TO_CLOSE_MS)) {
    found.push(
      finding(
        'starvation',
        'half_open.min_labelled',
        `${halfOpen.minLabelled} labelled probes at a share of ${halfOpen.share} take ${Math.ceil(rowsToClose)} rows${wait === null ? '' : `, ${formatDuration(Math.ceil(wait / 3_600_000) * 3_600_000)}`}.`,
        stepsOf(
          [policy.cooldownMs, 'the model has recovered; probes begin', 'HALF_OPEN'],
          [
            policy.cooldownMs + DAY,
            `still fewer than ${halfOpen.minLabelled} probes have a label`,
            'HALF_OPEN',
          ],
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
        `Labels need about ${formatDuration(delay)} to come, and a silence of ${formatDuration(maxLabelSilenceMs)} counts as too long.`,
        narrate(policy, ['healthy', 'unlabelled', 'unlabelled']),
      ),
    )
  }
  return found
}

function failOpen(policy: BreakerPolicy): LintFinding[] {
  const { onNoLabels, maxLabelSilenceMs } = policy
  if (!watchesLabels(policy)) return []
  const isUnbounded = maxLabelSilenceMs === null || maxLabelSilenceMs > LONGEST_SILENCE_MS
  if (!isUnbounded || (onNoLabels !== 'hold' && maxLabelSilenceMs === null)) return []
  return [
    finding(
      'fail_open',
      'max_label_silence',
      maxLabelSilenceMs === null
        ? 'Without labels the breaker stays as it is, and no silence is too long: a model of which nothing is known reads as healthy.'
        : `Without labels the breaker stays as it is for ${formatDuration(maxLabelSilenceMs)}: a model of which nothing is known reads as healthy.`,
      narrate(policy, ['healthy', 'unlabelled', 'unlabelled']),
    ),
  ]
}

function unknownFallbacks({ ladder }: BreakerPolicy): LintFinding[] {
  const unknown = ladder.filter((name) => !isFallback(name))
  const steps = (name: string) =>
    stepsOf([0, 'the breaker trips', 'OPEN'], [0, `rows go to ${name}`, 'nobody serves'])
  if (ladder.length === 0) {
    return [
      finding(
        'unknown_fallback',
        'fallback',
        `No fallback is named; it may be ${FALLBACKS.join(', ')}.`,
        steps('nothing'),
      ),
    ]
  }
  return unknown.map((name) => {
    const close = nearest(name, FALLBACKS)
    const hint = close === null ? `it may be ${FALLBACKS.join(', ')}.` : `did you mean "${close}"?`
    return finding(
      'unknown_fallback',
      ladder.indexOf(name) === 0 ? 'fallback' : `ladder.${ladder.indexOf(name)}`,
      `There is no fallback "${name}"; ${hint}`,
      steps(name),
    )
  })
}

function windowsBelowMinimum(policy: BreakerPolicy): LintFinding[] {
  return placed(policy).flatMap(({ condition, where }) => {
    const { window, minLabelled, minRows, metric } = condition
    if (window.kind !== 'rows' || metric === 'no_data' || metric === 'loop_verdict') return []
    const fewest = needsLabels(metric) ? minLabelled : minRows
    if (fewest <= window.rows) return []
    return [
      finding(
        'window_below_minimum',
        `${where}.window`,
        `The window holds ${window.rows} rows and the condition asks for ${fewest}: it never has a value.`,
        stepsOf(
          [0, `${window.rows} rows fill the window, all wrong`, 'CLOSED'],
          [MINUTE, `the next row pushes the oldest out; ${fewest} are never there`, 'CLOSED'],
        ),
      ),
    ]
  })
}

function closeBelowTrip(policy: BreakerPolicy): LintFinding[] {
  const { closeAbove } = policy.halfOpen
  const bars = policy.conditions.filter(
    ({ metric, comparison }) => metric === 'accuracy' && comparison === 'below',
  )
  const bar = Math.max(...bars.map(({ threshold }) => threshold))
  if (closeAbove === null || bars.length === 0 || closeAbove > bar) return []
  return [
    finding(
      'close_below_trip',
      'half_open.close_above',
      `The breaker closes over ${closeAbove} and trips below ${bar}: a model between them is served and stopped in turns.`,
      stepsOf(
        [0, `accuracy is ${(closeAbove + bar) / 2}`, 'OPEN'],
        [policy.cooldownMs, 'probes begin and pass', 'CLOSED'],
        [policy.cooldownMs + MINUTE, `accuracy is below ${bar}`, 'OPEN'],
      ),
    ),
  ]
}

function flapping(policy: BreakerPolicy, facts: TrafficFacts): LintFinding[] {
  const found: LintFinding[] = []
  for (const { condition, where } of placed(policy)) {
    const { metric, comparison, threshold, window, minLabelled, minRows, forMs } = condition
    if (metric === 'accuracy' && comparison === 'below') {
      if (threshold > 1) {
        found.push(alwaysMet(policy, condition, where))
        continue
      }
      if (threshold <= 0) continue
      const healthy = facts.accuracy ?? assumedAccuracy(threshold)
      const most = window.kind === 'rows' ? window.rows : Number.POSITIVE_INFINITY
      const n = Math.max(1, Math.min(minLabelled, most))
      const chance = chanceBelow(threshold, healthy, n)
      if (chance <= BORNE_CHANCE) continue
      found.push(
        finding(
          'flapping',
          `${where}.min_labelled`,
          `On ${n} labelled rows a healthy model (right in ${share(healthy)}) reads below ${threshold} in ${share(chance)} of the cases.`,
          stepsOf(
            [
              0,
              `${n} labels came, ${Math.max(0, Math.ceil(n * threshold - 1e-9) - 1)} of them right by chance`,
              'OPEN',
            ],
            [policy.cooldownMs, 'probes begin', 'HALF_OPEN'],
            [policy.cooldownMs + MINUTE, 'probes pass', 'CLOSED'],
            [policy.cooldownMs + 2 * MINUTE, 'the same chance again', 'OPEN'],
          ),
        ),
      )
    }
    const isRate = metric === 'error_rate' || metric === 'low_confidence_share' || metric === 'ece'
    if (isRate && comparison === 'above' && threshold < 0) found.push(alwaysMet(policy, condition, where))
    else if (
      metric === 'error_rate' &&
      comparison === 'above' &&
      forMs === 0 &&
      threshold * Math.max(1, minRows) < 1
    ) {
      found.push(
        finding(
          'flapping',
          `${where}.min_rows`,
          `On ${Math.max(1, minRows)} rows a single error is a rate of ${share(1 / Math.max(1, minRows))}, over ${threshold}.`,
          stepsOf([0, `${Math.max(1, minRows)} rows came, one of them an error`, 'OPEN']),
        ),
      )
    }
  }
  if (policy.cooldownMs < SHORTEST_COOLDOWN_MS) {
    found.push(
      finding(
        'flapping',
        'cooldown',
        `After ${formatDuration(policy.cooldownMs)} nothing has been mended: the breaker goes to and fro.`,
        narrate(policy, ['bad', 'bad', 'bad', 'bad']),
      ),
    )
  }
  return found
}

function alwaysMet(policy: BreakerPolicy, condition: BreakerCondition, where: string): LintFinding {
  return finding(
    'flapping',
    where,
    `"${conditionText(condition)}" holds for every model, also a perfect one.`,
    narrate(policy, ['bad', 'bad']),
  )
}

function delaysNotMet(policy: BreakerPolicy, facts: TrafficFacts): LintFinding[] {
  const { promisedDelayMs } = policy
  if (promisedDelayMs === null) return []
  return placed(policy).flatMap(({ condition, where }) => {
    const delay = delayOf(condition, facts)
    if (delay <= promisedDelayMs) return []
    return [
      finding(
        'delay_not_met',
        where,
        `"${conditionText(condition)}" trips ${formatDuration(Math.ceil(delay / 60_000) * 60_000)} after a fault at the earliest; ${formatDuration(promisedDelayMs)} are promised.`,
        stepsOf(
          [0, 'the fault begins', 'CLOSED'],
          [promisedDelayMs, 'the promised delay is over', 'CLOSED'],
          [delay, 'the condition has held for its time', 'OPEN'],
        ),
      ),
    ]
  })
}

/**
 * From a fault as far beyond the threshold as the healthy model was on this side of it: half a window, then the time for
 * which it has to hold, and the time that labels need.
 */
function delayOf(condition: BreakerCondition, facts: TrafficFacts): number {
  const { metric, window, forMs, threshold } = condition
  if (metric === 'no_data') return threshold
  const perRow = facts.rowsPerHour === null ? 1_000 / MOST_ROWS_A_SECOND : 3_600_000 / facts.rowsPerHour
  const length = window.kind === 'time' ? window.ms : window.rows * perRow
  const labels = needsLabels(metric) ? (facts.labelDelayMs ?? 0) : 0
  return length / 2 + forMs + labels
}

/** Ranges beyond which a metric never is. */
function rangeOf(metric: BreakerCondition['metric']): readonly [low: number, high: number] {
  switch (metric) {
    case 'accuracy':
    case 'estimated_accuracy':
    case 'ece':
    case 'mean_confidence':
    case 'low_confidence_share':
    case 'error_rate':
      return [0, 1]
    case 'latency_p99':
    case 'psi':
      return [0, Number.POSITIVE_INFINITY]
    case 'drift_verdict':
    case 'loop_verdict':
    case 'guard':
    case 'no_data':
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  }
}

function deadConditions(policy: BreakerPolicy): LintFinding[] {
  const all = placed(policy)
  return all.flatMap((one) => {
    const why = deadBecause(one, all, policy)
    return why === null
      ? []
      : [
          finding(
            'dead_condition',
            one.where,
            `"${conditionText(one.condition)}" never trips: ${why}.`,
            narrate(policy, ['healthy', 'unlabelled']),
          ),
        ]
  })
}

function deadBecause(one: Placed, all: readonly Placed[], { anyCount }: BreakerPolicy): string | null {
  const { metric, comparison, threshold } = one.condition
  const [low, high] = rangeOf(metric)
  if (comparison === 'below' && threshold <= low) return `${metric} is never below ${low}`
  if (comparison === 'above' && threshold >= high) return `${metric} is never above ${high}`
  const others = all.filter(({ index }) => index !== one.index)
  if (one.index < anyCount) {
    const first = others.find((other) => other.index < anyCount && tripsFirst(other, one))
    return first === undefined ? null : `${first.where} trips whenever it would`
  }
  const contrary = others.find(
    ({ index, condition }) => index >= anyCount && index > one.index && excludes(condition, one.condition),
  )
  return contrary === undefined ? null : `it excludes ${contrary.where}, and all have to hold together`
}

function sameSubject(a: BreakerCondition, b: BreakerCondition): boolean {
  return (
    a.metric === b.metric &&
    a.column === b.column &&
    a.timesBaseline === b.timesBaseline &&
    a.confidenceUnder === b.confidenceUnder &&
    formatWindowLength(a.window) === formatWindowLength(b.window)
  )
}

/** Whether `first` holds whenever `second` does, for no longer a time. */
function tripsFirst(first: Placed, second: Placed): boolean {
  const [a, b] = [first.condition, second.condition]
  if (!sameSubject(a, b) || a.comparison !== b.comparison) return false
  if (a.forMs > b.forMs || a.minLabelled > b.minLabelled || a.minRows > b.minRows) return false
  const isWider = a.comparison === 'below' ? a.threshold >= b.threshold : a.threshold <= b.threshold
  const isSame = a.threshold === b.threshold && a.forMs === b.forMs
  return isWider && (!isSame || first.index < second.index)
}

function excludes(a: BreakerCondition, b: BreakerCondition): boolean {
  if (!sameSubject(a, b) || a.comparison === b.comparison) return false
  const below = a.comparison === 'below' ? a : b
  const over = a.comparison === 'below' ? b : a
  return below.threshold <= over.threshold
}

function windowMs({ window }: BreakerCondition): number {
  return window.kind === 'time' ? window.ms : Number.POSITIVE_INFINITY
}

function share(value: number): string {
  return `${Number((value * 100).toPrecision(3))}%`
}
