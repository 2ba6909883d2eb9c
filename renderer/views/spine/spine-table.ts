import { type BreakerState, type ModelSpine, SPINE_MARKS } from '#shared/contract/documents/model.ts'
import { VERDICTS } from '#shared/domain/verdict.ts'
import type { ChartCell, ChartTable } from '../../charts/csv.ts'
import { BREAKER_LABEL } from '../../components/BreakerMark.tsx'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import type { Translator } from '../../i18n/translator.ts'
import { positionOf } from './geometry.ts'

/** From the state that says least to the one that is drawn on top. */
const WORST_LAST: readonly BreakerState[] = ['CLOSED', 'FORCED_CLOSED', 'HALF_OPEN', 'OPEN', 'FORCED_OPEN']

/** The course of a model, one row a bucket: what its lanes show, empty where a lane has nothing. */
export function spineTable(t: Translator, spine: ModelSpine, labelled: ArrayLike<number> | null): ChartTable {
  const { buckets, rows, verdicts, drifted } = spine
  const known = (value: number | undefined) => (value === undefined || value < 0 ? null : value)
  const states = spine.lanes.flatMap(({ spans }) =>
    spans.map(({ start, end, state }) => ({
      state,
      from: positionOf(spine, start),
      to: end === null ? buckets.length : positionOf(spine, end),
    })),
  )
  const marks = spine.marks.map(({ kind, start, end }) => {
    const from = positionOf(spine, start)
    return { kind, from, to: end === null ? from : positionOf(spine, end) }
  })
  const place = (at: string): ChartCell => (spine.unit === 'time' ? { time: at } : Number(at))
  return {
    columns: [
      t.text('time.table.start'),
      t.text('time.table.end'),
      t.text('column.rows'),
      t.text('term.verdict.name'),
      t.text('spine.table.drifted'),
      t.text('spine.table.labelled'),
      t.text('spine.table.breaker'),
      t.text('spine.table.marks'),
    ],
    rows: buckets.map(({ start, end }, bucket) => {
      const verdict = known(verdicts?.[bucket])
      const within = states.filter(({ from, to }) => from < bucket + 1 && to > bucket)
      const worst = WORST_LAST.findLast((state) => within.some((one) => one.state === state))
      const there = SPINE_MARKS.filter((kind) =>
        marks.some(
          (mark) =>
            mark.kind === kind &&
            Math.floor(mark.from) <= bucket &&
            Math.max(mark.to, mark.from + 1e-9) > bucket,
        ),
      )
      return [
        place(start),
        place(end),
        rows[bucket],
        verdict === null ? null : t.text(VERDICT_LABEL[VERDICTS[verdict]]),
        known(drifted?.[bucket]),
        known(labelled?.[bucket]),
        worst === undefined ? null : t.text(BREAKER_LABEL[worst]),
        there.length === 0 ? null : t.numbers.list(there.map((kind) => t.text(`spine.mark.${kind}`))),
      ]
    }),
  }
}
