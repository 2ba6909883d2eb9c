import { evaluateExpression } from '#shared/policy/alerts/expression.ts'
import { ALERT_METRICS } from '#shared/policy/alerts/metrics.ts'
import type { AlertReading } from '#shared/policy/alerts/reducer.ts'
import type { AlertRule, AlertRules } from '#shared/policy/alerts/rules.ts'
import type { AlertSeries } from '#shared/policy/alerts/state.ts'
import { type AlertRows, placesBySegment, rowsAt } from './alert-rows.ts'
import { type Measured, measureOf, UNKNOWN } from './measures.ts'
import { type TickWindows, tickWindows } from './ticks.ts'

/** Values of one series for ascending times. */
type SeriesReader = {
  readonly series: AlertSeries
  readonly baseline: Measured
  /** The windows that it reads, by term. */
  readonly terms: readonly { readonly windows: TickWindows; readonly index: number }[]
  readonly rule: AlertRule
}

/** Readings of all rules and segments at ascending times. */
export type RuleReader = {
  readonly series: readonly AlertSeries[]
  at(time: number): AlertReading[]
  /** Whether no window held a row at the last time. */
  readonly isEmpty: boolean
}

/** Segments of one rule that are followed; those that come later are left to a rule without a segment. */
const MOST_SEGMENTS = 2_000

/**
 * Reads rules over rows. Rules that look at the same metric of the same rows share its window. `baseline`: rows of the
 * baseline; each value is held against the one that the whole baseline has for the same segment.
 */
export function ruleReader(
  rows: AlertRows,
  baseline: AlertRows | null,
  rules: AlertRules,
  beganAt: number,
): RuleReader {
  const parts = partsOf(rows)
  const baselineParts = baseline === null ? null : partsOf(baseline)
  const windows = new Map<string, TickWindows>()
  const measures = new Map<string, number>()
  const readers: SeriesReader[] = []
  for (const [index, rule] of rules.rules.entries()) {
    for (const segment of segmentsOf(rows, rule)) {
      const part = parts(rule.by, segment)
      const { windowMs, reachMs, labelDelayMs } = rule
      const needsLabels = rule.expression.terms.some(({ metric }) => ALERT_METRICS[metric].needsLabels)
      const fewest = reachMs > windowMs ? rule.minRows : 0
      const span = { lengthMs: windowMs, reachMs, delayMs: labelDelayMs, fewest, needsLabels }
      const where = JSON.stringify([segment === null ? null : rule.by, segment, span])
      const own = windows.get(where) ?? tickWindows(part, span, beganAt)
      windows.set(where, own)
      const terms = rule.expression.terms.map(({ metric, column }) => {
        const { minRows, confidenceUnder } = rule
        const asked = { metric, column, minRows, confidenceUnder, isSegment: segment !== null }
        const key = where + JSON.stringify(asked)
        const measure = measures.get(key) ?? own.add(measureOf(part, asked))
        measures.set(key, measure)
        return { windows: own, index: measure }
      })
      const known = baselineParts === null ? null : baselineParts(rule.by, segment)
      readers.push({
        series: {
          key: segment === null ? rule.name : `${rule.name}|${segment}`,
          rule: index,
          segment: segment === null || rule.by === null ? null : { column: rule.by, value: segment },
        },
        baseline: known === null || known.rows === 0 ? UNKNOWN : wholeValue(known, rule),
        terms,
        rule,
      })
    }
  }
  const all = [...windows.values()]
  return {
    series: readers.map(({ series }) => series),
    at(time) {
      for (const one of all) one.moveTo(time)
      return readers.map(({ series, baseline, terms, rule }) => {
        const measured = terms.map(({ windows, index }) => windows.measured(index))
        return {
          series,
          baseline: baseline.value,
          baselineError: baseline.error,
          ...combined(rule, measured),
        }
      })
    },
    get isEmpty() {
      return all.every(({ isEmpty }) => isEmpty)
    },
  }
}

function combined({ expression }: AlertRule, measured: readonly Measured[]): Measured {
  const value = evaluateExpression(expression, (term) => measured[term].value)
  const isPlain = measured.length === 1 && expression.root.kind === 'term'
  return { value, error: isPlain ? measured[0].error : Number.NaN }
}

/** The value of a rule over all rows at once, with all labels. */
function wholeValue(rows: AlertRows, rule: AlertRule): Measured {
  const { times } = rows.feed
  const lengthMs = times[rows.rows - 1] - times[0] + 1
  const whole = { lengthMs, reachMs: lengthMs, delayMs: 0, fewest: 0, needsLabels: false }
  const windows = tickWindows({ ...rows, late: null }, whole, Number.NEGATIVE_INFINITY)
  const { minRows, confidenceUnder } = rule
  const indices = rule.expression.terms.map(({ metric, column }) =>
    windows.add(measureOf(rows, { metric, column, minRows, confidenceUnder, isSegment: false })),
  )
  windows.moveTo(times[rows.rows - 1])
  return combined(
    rule,
    indices.map((index) => windows.measured(index)),
  )
}

function segmentsOf(rows: AlertRows, { by }: AlertRule): readonly (string | null)[] {
  if (by === null) return [null]
  const coded = rows.segments.get(by)
  return coded === undefined ? [] : [...placesBySegment(coded).keys()].slice(0, MOST_SEGMENTS)
}

/** Rows of a segment; all of them for none. */
function partsOf(rows: AlertRows): (by: string | null, segment: string | null) => AlertRows {
  const kept = new Map<string, ReadonlyMap<string, Uint32Array>>()
  const parts = new Map<string, AlertRows>()
  return (by, segment) => {
    const coded = by === null ? undefined : rows.segments.get(by)
    if (by === null || segment === null || coded === undefined) return rows
    const places = kept.get(by) ?? placesBySegment(coded)
    kept.set(by, places)
    const key = JSON.stringify([by, segment])
    const part = parts.get(key) ?? rowsAt(rows, places.get(segment) ?? new Uint32Array(0))
    parts.set(key, part)
    return part
  }
}
