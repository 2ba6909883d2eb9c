import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { SeverityPolicy } from '#shared/policy/severity-policy.ts'
import { say } from '#shared/words/say.ts'
import type { ExplainedColumn } from '../../compute/explain/explain-column.ts'
import type { RowGroupings } from '../measuring/row-groupings.ts'
import { stepWords } from './timeline.ts'

/** The heat map of a run: one line for each column that was judged. */
export function describeHeatmap(
  explained: ReadonlyMap<string, ExplainedColumn>,
  { timeline, surveys }: RowGroupings,
  policy: SeverityPolicy,
): DriftHeatmap {
  const lines = [...explained].flatMap(([column, { heat }]) => (heat === null ? [] : [{ column, heat }]))
  if (timeline === null || lines.length === 0) {
    const empty = new Float64Array(0)
    return {
      buckets: [],
      step: '',
      columns: [],
      psi: empty,
      rows: empty,
      verdicts: empty,
      min_rows: policy.minRows,
      unplaced: { reference: 0, current: 0 },
      reason: timeline === null ? say('time.no_times') : say('time.no_columns'),
    }
  }
  const sides = (['reference', 'current'] as const).flatMap((side) =>
    (timeline[side]?.buckets ?? []).map(({ start, end }) => ({ side, start: iso(start), end: iso(end) })),
  )
  const join = (part: 'psi' | 'verdicts') => {
    const cells = new Float64Array(lines.length * sides.length)
    for (const [line, { heat }] of lines.entries()) cells.set(heat[part], line * sides.length)
    return cells
  }
  const rows = lines[0].heat.rows
  return {
    buckets: sides,
    step: stepWords(timeline.step),
    columns: lines.map(({ column }) => column),
    psi: join('psi'),
    rows,
    verdicts: join('verdicts'),
    min_rows: policy.minRows,
    unplaced: {
      reference: timeline.reference === null ? surveys.reference.rows : unplaced('reference'),
      current: unplaced('current'),
    },
    reason: null,
  }

  function unplaced(side: 'reference' | 'current'): number {
    let placed = 0
    for (const [bucket, { side: of }] of sides.entries()) if (of === side) placed += rows[bucket]
    return surveys[side].rows - placed
  }
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
