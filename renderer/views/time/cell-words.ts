import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { VERDICTS, type Verdict } from '#shared/domain/verdict.ts'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import type { Translator } from '../../i18n/translator.ts'
import type { HeatmapData } from './heatmap-data.ts'

/** What a cell says: its verdict (null without rows), its numbers, and one sentence for those who do not see it. */
export type CellReading = {
  readonly verdict: Verdict | null
  readonly range: string
  readonly side: string
  readonly finding: string
  readonly rows: string
  readonly sentence: string
}

/** One cell in words. `column` is the index in the map's arrays. */
export function readCell(t: Translator, heatmap: HeatmapData, column: number, bucket: number): CellReading {
  const cell = column * heatmap.buckets.length + bucket
  const { start, end, side: of } = heatmap.buckets[bucket]
  const empty = heatmap.psi[cell] < 0
  const verdict = VERDICTS[heatmap.verdicts[cell]]
  const side = t.text(of === 'reference' ? 'slot.baseline' : 'slot.current')
  const range = bucketWords(t, start, end, heatmap.unit)
  const rows = t.text('rows', { count: heatmap.rows[bucket] })
  const finding = empty
    ? t.text('time.cell.none')
    : verdict === 'insufficient'
      ? t.text('time.cell.few', { rows: heatmap.rows[bucket], needed: heatmap.min_rows })
      : t.text('time.cell.psi', {
          psi: t.numbers.statistic(heatmap.psi[cell]),
          verdict: t.text(VERDICT_LABEL[verdict]).toLocaleLowerCase(t.language),
        })
  const place = t.text('time.cell', { column: heatmap.columns[column], range, side })
  return {
    verdict: empty ? null : verdict,
    range,
    side,
    finding,
    rows,
    sentence: empty || verdict === 'insufficient' ? `${place}: ${finding}` : `${place}: ${finding}, ${rows}`,
  }
}

const DAY_MS = 86_400_000

/** A bucket in few words: its day or days where it begins and ends at midnight, else its times; its rows by number. */
export function bucketWords(
  t: Translator,
  start: string,
  end: string,
  unit: HeatmapData['unit'] = 'time',
): string {
  if (unit === 'rows') return t.text('spine.rows.range', { first: Number(start) + 1, last: Number(end) })
  const [from, to] = [Date.parse(start), Date.parse(end)]
  if (from % DAY_MS !== 0 || to % DAY_MS !== 0) return t.numbers.timeRange(start, end)
  const last = new Date(to - DAY_MS).toISOString()
  return to - from === DAY_MS
    ? t.numbers.day(start)
    : t.text('time.days', { start: t.numbers.day(start), end: t.numbers.day(last) })
}

/** A bucket on the axis: its day, its moment where it is shorter, or its first row. */
export function axisWords(t: Translator, { buckets, unit = 'time' }: HeatmapData, bucket: number): string {
  const { start } = buckets[bucket]
  if (unit === 'rows') return t.numbers.count(Number(start))
  if (isHourly(buckets[bucket])) return t.numbers.moment(start)
  return spansYears(buckets) ? t.numbers.month(start) : t.numbers.day(start)
}

/** Whether a bucket is shorter than a day. */
export function isHourly({ start, end }: { readonly start: string; readonly end: string }): boolean {
  return Date.parse(end) - Date.parse(start) < DAY_MS
}

const YEARS_MS = 730 * DAY_MS

function spansYears(buckets: HeatmapData['buckets']): boolean {
  return Date.parse(buckets[buckets.length - 1].end) - Date.parse(buckets[0].start) > YEARS_MS
}

/** When a column changed, in words; null where no time was found. */
export function onsetWords(t: Translator, onset: DriftColumn['onset'] | undefined): string | null {
  if (onset === undefined || onset.at === null) return null
  const at = t.numbers.moment(onset.at)
  const said =
    onset.ci === null
      ? t.text('time.onset.at', { at })
      : t.text('time.onset', {
          at,
          start: t.numbers.moment(onset.ci[0]),
          end: t.numbers.moment(onset.ci[1]),
        })
  const others = (onset.changes?.length ?? 1) - 1
  return others > 0 ? `${said}, ${t.text('time.onset.more', { count: others })}` : said
}
