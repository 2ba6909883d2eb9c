import { labelDelay } from '#shared/stats/performance/label-delay.ts'
import { wilsonInterval } from '#shared/stats/special/binomial.ts'
import { say } from '#shared/words/say.ts'
import { type MaturityPoint, maturityCurve } from '../../ingest/labels/maturity.ts'
import type { Frame } from './frame.ts'
import type { LogWindow } from './windows.ts'

export type Maturity = {
  readonly rule: 'label_times' | 'labelled_share' | 'no_labels'
  /** UTC milliseconds of the newest record in the log. */
  readonly asOf: number | null
  readonly delay: number | null
  readonly median: number | null
  readonly curve: readonly MaturityPoint[]
  readonly explanation: string
  /** By window. */
  readonly mature: readonly boolean[]
}

const NEARLY_ALL = 0.99
const OF_PLATEAU = 0.9
const HOUR = 3_600_000

/**
 * Which windows have had the time to get their labels. With recorded label times: those that ended at least the delay of
 * 95% of labels before the newest record, or have 99% of theirs. Without: those whose labelled share is not significantly
 * under 90% of the middle window's. Barred rows, whose label can never come, do not count.
 * @param eligible rows of each window whose label can come. @param labelled those of them that have it.
 */
export function maturityOf(
  { log, outcomes }: Frame,
  windows: readonly LogWindow[],
  eligible: readonly number[],
  labelled: readonly number[],
): Maturity {
  const { times, labels } = log
  const any = labelled.some((count) => count > 0)
  const none = { asOf: null, delay: null, median: null, curve: [] }
  if (!any) {
    return {
      ...none,
      rule: 'no_labels',
      explanation: say('performance.no_label_yet'),
      mature: windows.map(() => false),
    }
  }
  const complete = windows.map((_, w) => eligible[w] > 0 && labelled[w] >= NEARLY_ALL * eligible[w])
  if (times !== null && labels.timesRecorded) {
    const asOf = newest(times, outcomes.labelKnownAt)
    const found = labelDelay(times, outcomes.labelKnownAt, asOf)
    if (found !== null) {
      return {
        rule: 'label_times',
        asOf,
        delay: found.delay,
        median: found.median,
        curve: maturityCurve(times, outcomes.labelKnownAt, asOf),
        explanation: say('maturity.delay', { most: hours(found.delay), half: hours(found.median) }),
        mature: windows.map(
          ({ end, to }, w) =>
            complete[w] || Math.min(end ?? asOf, (times[to - 1] ?? asOf) + 1) + found.delay <= asOf,
        ),
      }
    }
  }
  const shares = windows
    .flatMap((_, w) => (labelled[w] > 0 && eligible[w] > 0 ? [labelled[w] / eligible[w]] : []))
    .sort((a, b) => a - b)
  const plateau = shares[shares.length >> 1] ?? 0
  return {
    ...none,
    rule: 'labelled_share',
    explanation: say('maturity.share'),
    mature: windows.map(
      (_, w) =>
        complete[w] ||
        (labelled[w] > 0 && wilsonInterval(labelled[w], eligible[w])[1] >= OF_PLATEAU * plateau),
    ),
  }
}

function newest(times: Float64Array, knownAt: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < times.length; i++) {
    if (times[i] > most) most = times[i]
    if (knownAt[i] > most) most = knownAt[i]
  }
  return most
}

function hours(milliseconds: number): string {
  const count = milliseconds / HOUR
  if (count < 48) return say('maturity.hours', { hours: Number(count.toPrecision(2)) })
  return say('maturity.days', { days: Number((count / 24).toPrecision(2)) })
}
