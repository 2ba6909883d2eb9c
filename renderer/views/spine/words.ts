import type { ModelSlots, ModelSpine } from '#shared/contract/documents/model.ts'
import { VERDICTS, type Verdict, worstVerdict } from '#shared/domain/verdict.ts'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import type { Translator } from '../../i18n/translator.ts'
import type { Span } from '../../stores/selections.ts'
import { bucketWords } from '../time/cell-words.ts'
import type { BucketSpan } from './geometry.ts'

/** Pixels that a label of the axis takes. */
export const TICK_ROOM = 72

/** A span in words: days where it begins and ends at midnight, else times; rows by their numbers. */
export function spanWords(t: Translator, unit: ModelSlots['unit'], { start, end }: Span): string {
  if (unit === 'time') return bucketWords(t, start, end)
  return t.text('spine.rows.range', { first: Number(start) + 1, last: Number(end) })
}

/** A place on the axis. */
export function tickWords(t: Translator, { unit, buckets }: ModelSlots, bucket: number): string {
  const { start, end } = buckets[bucket]
  if (unit === 'rows') return t.numbers.count(Number(start))
  const years = Date.parse(buckets[buckets.length - 1].end) - Date.parse(buckets[0].start) > 2 * YEAR
  if (years) return t.numbers.month(start)
  return Date.parse(end) - Date.parse(start) < DAY ? t.numbers.moment(start) : t.numbers.day(start)
}

const DAY = 86_400_000
const YEAR = 365 * DAY

export type SpineReading = {
  readonly rows: number
  /** Null while nothing is judged. */
  readonly verdict: Verdict | null
  readonly drifted: number
  /** What was found, without saying where. */
  readonly found: string
  readonly sentence: string
}

/** What some buckets of a spine say together. */
export function readSpine(t: Translator, spine: ModelSpine, { start, end }: BucketSpan): SpineReading {
  const span = { start: spine.buckets[start].start, end: spine.buckets[end - 1].end }
  const rows = spine.rows.slice(start, end).reduce((sum, count) => sum + count, 0)
  const judged = spine.verdicts?.slice(start, end).filter((code) => code >= 0) ?? new Float64Array(0)
  const verdict = judged.length === 0 ? null : worstVerdict(Array.from(judged, (code) => VERDICTS[code]))
  const drifted = Math.max(0, ...(spine.drifted?.slice(start, end) ?? []))
  const range = spanWords(t, spine.unit, span)
  const count = t.text(spine.rows_exact ? 'rows' : 'spine.rows.about', { count: rows })
  const found =
    rows === 0
      ? t.text('spine.reading.none')
      : verdict === null
        ? count
        : `${count}, ${verdictWords(t, verdict, { drifted, buckets: end - start })}`
  return { rows, verdict: rows === 0 ? null : verdict, drifted, found, sentence: `${range}: ${found}` }
}

/** The worst verdict of some buckets, each judged by itself: where each has too few rows, the whole may have enough. */
function verdictWords(
  t: Translator,
  verdict: Verdict,
  { drifted, buckets }: { readonly drifted: number; readonly buckets: number },
): string {
  switch (verdict) {
    case 'high':
    case 'moderate':
      return t.text('spine.reading.columns', { count: drifted })
    case 'none':
      return t.text('spine.reading.calm')
    case 'insufficient':
      if (buckets > 1) return t.text('spine.reading.few')
      break
    case 'low':
      break
  }
  return t.text(VERDICT_LABEL[verdict]).toLocaleLowerCase(t.language)
}
