import type { QualityFinding } from '#shared/contract/documents/drift.ts'
import { plainCount, plainNumber } from '#shared/stats/text/format.ts'
import { say } from '#shared/words/say.ts'
import type { ColumnFacts } from '../../compute/facts/column-facts.ts'
import type { MeasuredColumn } from '../../compute/procedures.ts'
import type { PlannedColumn } from '../plan.ts'
import { partOfRows } from './words.ts'

type Facts = {
  readonly planned: PlannedColumn
  readonly measured: MeasuredColumn
  readonly facts: ColumnFacts
}

/** Rows that a column needs on both sides before its values are judged. */
const LEAST_ROWS = 200
const QUARTER = 0.25

/** What the values of each column say about its quality, apart from drift. */
export function columnFindings(
  columns: readonly PlannedColumn[],
  measured: readonly MeasuredColumn[],
): QualityFinding[] {
  return columns.flatMap((planned, index) => {
    const column = measured[index]
    if (column.facts === null || Math.min(...column.rows) < LEAST_ROWS) return []
    const facts = { planned, measured: column, facts: column.facts }
    return [constant, range, spikes, unseen, latency, errors].flatMap((find) => find(facts) ?? [])
  })
}

function constant({ planned, facts: { constant: sides } }: Facts): QualityFinding | null {
  if (sides.current !== 'constant') return null
  const always = sides.reference === 'constant'
  return {
    code: 'constant_column',
    column: planned.name,
    severity: always ? 'low' : 'high',
    detail: always ? say('quality.constant.always') : say('quality.constant.now'),
  }
}

function range({ planned, measured, facts }: Facts): QualityFinding | null {
  if (facts.range === null || planned.kind !== 'numeric' || measured.measures?.binning === 'values')
    return null
  const { fences, check } = facts.range
  if (!check.fired || check.current === null || check.reference === null) return null
  const outside = check.below + check.above
  const rows = measured.measures?.present.current ?? 0
  const parts = [
    check.below > 0
      ? say('quality.range.below', { rows: check.below, limit: plainNumber(fences.lower, 4) })
      : '',
    check.above > 0
      ? say('quality.range.above', { rows: check.above, limit: plainNumber(fences.upper, 4) })
      : '',
  ].filter((part) => part !== '')
  return {
    code: 'out_of_range',
    column: planned.name,
    severity: check.current >= 0.05 ? 'high' : check.current >= 0.01 ? 'moderate' : 'low',
    detail: say('quality.range', {
      part: partOfRows(outside, rows),
      where: parts,
      baseline: check.reference,
    }),
  }
}

function spikes({ planned, measured, facts }: Facts): QualityFinding[] {
  // Where every value is a bin, a new share of one is drift and is reported as such.
  if (planned.kind !== 'numeric' && planned.kind !== 'categorical') return []
  if (planned.kind === 'numeric' && measured.measures?.binning === 'values') return []
  return facts.spikes
    .filter(({ reference, current }) => reference <= current / 2)
    .slice(0, 3)
    .map(({ value, reference, current, isDefault, pAdjusted }) => ({
      code: isDefault ? 'default_spike' : 'value_spike',
      column: planned.name,
      severity: current >= 0.1 ? 'high' : isDefault || current >= 0.05 ? 'moderate' : 'low',
      detail: say(isDefault ? 'quality.spike.default' : 'quality.spike', {
        value: typeof value === 'number' ? plainNumber(value, 8) : `"${value.slice(0, 60)}"`,
        now: current,
        before: reference,
        p: pAdjusted,
      }),
    }))
}

function unseen({ planned, facts }: Facts): QualityFinding | null {
  // A version that the baseline never had is what versions are for.
  if (facts.unseen === null || planned.kind !== 'categorical' || planned.role === 'version') return null
  const { change, rows, share, categories, examples } = facts.unseen
  if (!change.fired || share === null) return null
  const named = examples
    .slice(0, 3)
    .map(({ category, rows: count }) => `"${category.slice(0, 40)}" (${plainCount(count)})`)
  return {
    code: 'unseen_categories',
    column: planned.name,
    severity: share >= 0.1 ? 'high' : share >= 0.01 ? 'moderate' : 'low',
    detail:
      categories === 1
        ? say('quality.unseen.one', { rows, share, examples: named })
        : say('quality.unseen.more', {
            rows,
            share,
            categories,
            examples: categories > named.length ? [...named, '…'] : named,
          }),
  }
}

function latency({ planned, facts }: Facts): QualityFinding | null {
  const { reference, current } = facts.latency ?? { reference: null, current: null }
  if (reference === null || current === null) return null
  const worse = (['p99', 'p95', 'p50'] as const).filter(
    (name) =>
      current[name].ci[0] > reference[name].ci[1] &&
      current[name].value >= (1 + QUARTER) * reference[name].value,
  )
  if (worse.length === 0) return null
  const times = Math.max(...worse.map((name) => current[name].value / reference[name].value))
  const quantiles = (['p50', 'p95', 'p99'] as const).map((name) =>
    say(`quality.latency.${name}`, { now: current[name].value, before: reference[name].value }),
  )
  return {
    code: 'latency',
    column: planned.name,
    severity: times >= 2 ? 'high' : times >= 1.5 ? 'moderate' : 'low',
    detail: say('quality.latency', { quantiles }),
  }
}

function errors({ planned, facts: { errors: change } }: Facts): QualityFinding | null {
  if (change === null || !change.fired || change.current === null || change.reference === null) return null
  return {
    code: 'error_rate',
    column: planned.name,
    severity: change.current >= 0.05 ? 'high' : change.current >= 0.01 ? 'moderate' : 'low',
    detail: say('quality.errors', { now: change.current, before: change.reference }),
  }
}
