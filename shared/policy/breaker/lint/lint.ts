import { formatWindowLength } from '../../../domain/duration.ts'
import { nearest } from '../../../stats/text/nearest.ts'
import { say } from '../../../words/say.ts'
import {
  type BreakerCondition,
  type BreakerPolicy,
  FALLBACKS,
  isFallback,
  needsLabels,
  watchesLabels,
} from '../policy.ts'
import { conditionText, watchedText, windowText } from '../words.ts'
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
        say('lint.latch.cooldown', { longest }),
        stepsOf([0, say('step.trips_recovers'), 'OPEN'], [longest, say('step.cooldown_ends'), 'HALF_OPEN']),
      ),
    )
  }
  const trap = findTrap(policy)
  if (trap !== null) {
    const why =
      halfOpen.share <= 0
        ? say('lint.latch.no_probe')
        : (halfOpen.closeAbove ?? 0) >= 1
          ? say('lint.latch.bound')
          : say('lint.latch.never_closes')
    found.push(
      finding(
        'latch',
        halfOpen.share <= 0 ? 'half_open.share' : 'half_open.close_above',
        say('lint.latch.state', { state: trap.state, why }),
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
        say('lint.latch.accuracy', { share: share(facts.accuracy), bar: halfOpen.closeAbove }),
        stepsOf(
          [0, say('step.trips'), 'OPEN'],
          [cooldownMs, say('step.probes_right', { share: share(facts.accuracy) }), 'HALF_OPEN'],
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
      say('lint.blind_spot', { confidence: route.confidenceBelow, to: route.to }),
      stepsOf(
        [0, say('step.turns_bad', { confidence: route.confidenceBelow }), 'CLOSED'],
        [MINUTE, say('step.bad_rows_leave', { to: route.to }), 'CLOSED'],
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
        ? say('lint.fail_open.ever')
        : say('lint.fail_open.for', { silence: maxLabelSilenceMs }),
      narrate(policy, ['healthy', 'unlabelled', 'unlabelled']),
    ),
  ]
}

function unknownFallbacks({ ladder }: BreakerPolicy): LintFinding[] {
  const unknown = ladder.filter((name) => !isFallback(name))
  const steps = (name: string) =>
    stepsOf([0, say('step.trips'), 'OPEN'], [0, say('step.rows_go_to', { name }), say('step.nobody')])
  if (ladder.length === 0) {
    return [
      finding(
        'unknown_fallback',
        'fallback',
        say('lint.fallback.none', { fallbacks: FALLBACKS }),
        steps('nothing'),
      ),
    ]
  }
  return unknown.map((name) => {
    const close = nearest(name, FALLBACKS)
    const hint =
      close === null
        ? say('lint.fallback.may_be', { fallbacks: FALLBACKS })
        : say('lint.fallback.nearest', { name: close })
    return finding(
      'unknown_fallback',
      ladder.indexOf(name) === 0 ? 'fallback' : `ladder.${ladder.indexOf(name)}`,
      say('lint.fallback.unknown', { name, hint }),
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
        say('lint.window', { rows: window.rows, fewest }),
        stepsOf(
          [0, say('step.window_fills', { rows: window.rows }), 'CLOSED'],
          [MINUTE, say('step.window_pushes', { fewest }), 'CLOSED'],
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
      say('lint.close_below_trip', { close: closeAbove, trip: bar }),
      stepsOf(
        [0, say('step.accuracy_is', { value: (closeAbove + bar) / 2 }), 'OPEN'],
        [policy.cooldownMs, say('step.probes_begin_pass'), 'CLOSED'],
        [policy.cooldownMs + MINUTE, say('step.accuracy_below', { value: bar }), 'OPEN'],
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
          say('lint.flapping.labels', {
            labels: n,
            healthy: share(healthy),
            threshold,
            chance: share(chance),
          }),
          stepsOf(
            [
              0,
              say('step.labels_chance', {
                labels: n,
                right: Math.max(0, Math.ceil(n * threshold - 1e-9) - 1),
              }),
              'OPEN',
            ],
            [policy.cooldownMs, say('step.probes_begin'), 'HALF_OPEN'],
            [policy.cooldownMs + MINUTE, say('step.probes_pass'), 'CLOSED'],
            [policy.cooldownMs + 2 * MINUTE, say('step.same_chance'), 'OPEN'],
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
          say('lint.flapping.error', {
            rows: Math.max(1, minRows),
            rate: share(1 / Math.max(1, minRows)),
            threshold,
          }),
          stepsOf([0, say('step.one_error', { rows: Math.max(1, minRows) }), 'OPEN']),
        ),
      )
    }
  }
  if (policy.cooldownMs < SHORTEST_COOLDOWN_MS) {
    found.push(
      finding(
        'flapping',
        'cooldown',
        say('lint.flapping.cooldown', { cooldown: policy.cooldownMs }),
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
    say('lint.always', { condition: conditionText(condition) }),
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
        say('lint.delay', {
          condition: conditionText(condition),
          delay: Math.ceil(delay / 60_000) * 60_000,
          promised: promisedDelayMs,
        }),
        stepsOf(
          [0, say('step.fault_begins'), 'CLOSED'],
          [promisedDelayMs, say('step.promise_over'), 'CLOSED'],
          [delay, say('step.held'), 'OPEN'],
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
    case 'mape':
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
            say('lint.dead', { condition: conditionText(one.condition), why }),
            narrate(policy, ['healthy', 'unlabelled']),
          ),
        ]
  })
}

function deadBecause(one: Placed, all: readonly Placed[], { anyCount }: BreakerPolicy): string | null {
  const { metric, comparison, threshold } = one.condition
  const [low, high] = rangeOf(metric)
  if (comparison === 'below' && threshold <= low)
    return say('lint.dead.below', { metric: watchedText(metric), low })
  if (comparison === 'above' && threshold >= high)
    return say('lint.dead.above', { metric: watchedText(metric), high })
  const others = all.filter(({ index }) => index !== one.index)
  if (one.index < anyCount) {
    const first = others.find((other) => other.index < anyCount && tripsFirst(other, one))
    return first === undefined ? null : say('lint.dead.first', { where: first.where })
  }
  const contrary = others.find(
    ({ index, condition }) => index >= anyCount && index > one.index && excludes(condition, one.condition),
  )
  return contrary === undefined ? null : say('lint.dead.contrary', { where: contrary.where })
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
