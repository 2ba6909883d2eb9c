import { VERDICTS } from '#shared/domain/verdict.ts'
import type { ChartTable } from '../../charts/csv.ts'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import type { Translator } from '../../i18n/translator.ts'
import { bucketWords } from './cell-words.ts'
import type { HeatmapData, HeatmapLine } from './heatmap-data.ts'

/** Every cell as a row, for a spreadsheet or a program: ISO times, PSI empty where a bucket has no rows. */
export function heatmapRows(t: Translator, heatmap: HeatmapData, lines: readonly HeatmapLine[]): ChartTable {
  const { buckets } = heatmap
  return {
    columns: [
      t.text('table.column'),
      t.text('time.table.start'),
      t.text('time.table.end'),
      t.text('time.table.side'),
      t.text('column.rows'),
      t.text('term.psi.name'),
      t.text('term.verdict.name'),
    ],
    rows: lines.flatMap(({ name, index }) =>
      buckets.map(({ start, end, side }, bucket) => {
        const cell = index * buckets.length + bucket
        const empty = heatmap.psi[cell] < 0
        return [
          name,
          start,
          end,
          t.text(side === 'reference' ? 'slot.baseline' : 'slot.current'),
          heatmap.rows[bucket],
          empty ? null : heatmap.psi[cell],
          empty ? t.text('time.cell.none') : t.text(VERDICT_LABEL[VERDICTS[heatmap.verdicts[cell]]]),
        ]
      }),
    ),
  }
}

/** The map as a person reads it: a line for each column, PSI and verdict in each bucket, the rows on top. */
export function heatmapGrid(t: Translator, heatmap: HeatmapData, lines: readonly HeatmapLine[]): ChartTable {
  const { buckets } = heatmap
  return {
    columns: [
      t.text('table.column'),
      ...buckets.map(({ start, end }) => bucketWords(t, start, end, heatmap.unit)),
    ],
    rows: [
      [t.text('column.rows'), ...heatmap.rows],
      ...lines.map(({ name, index }) => [
        name,
        ...buckets.map((_, bucket) => {
          const cell = index * buckets.length + bucket
          if (heatmap.psi[cell] < 0) return null
          const verdict = t.text(VERDICT_LABEL[VERDICTS[heatmap.verdicts[cell]]])
          return `${t.numbers.statistic(heatmap.psi[cell])} · ${verdict}`
        }),
      ]),
    ],
  }
}
