import type { LatencyCurve, LatencyDocument, LatencyPointView } from '#shared/contract/documents/latency.ts'
import { latencyCells } from '#shared/contract/documents/latency-cells.ts'
import type { ChartTable } from '../../charts/csv.ts'
import type { Translator } from '../../i18n/translator.ts'

const SIZE = {
  standard_deviations: 'inject.size.standard_deviations',
  spread: 'inject.size.spread',
  share: 'inject.size.share',
} as const
const SIZES = {
  standard_deviations: 'inject.sizes.standard_deviations',
  spread: 'inject.sizes.spread',
  share: 'inject.sizes.share',
} as const

/** A size with its unit. */
export function sizeText(t: Translator, unit: LatencyDocument['unit'], size: number): string {
  return t.text(SIZE[unit], { size: axisSize(t, unit, size) })
}

/** A size at a tick, without its unit where the axis names it. */
export function axisSize(t: Translator, unit: LatencyDocument['unit'], size: number): string {
  return unit === 'share' ? t.numbers.axisShare(size) : t.numbers.axis(size)
}

/** What sizes count. */
export const sizesTitle = (t: Translator, unit: LatencyDocument['unit']): string => t.text(SIZES[unit])

/** The median delay; a dash where most trials were missed. */
export function delayText(t: Translator, { delay_seconds, delay_rows }: LatencyPointView): string {
  if (delay_seconds !== null) {
    return delay_seconds.median === null ? '–' : t.numbers.duration(delay_seconds.median)
  }
  return delay_rows.median === null ? '–' : t.text('inject.rows', { count: delay_rows.median })
}

/** How often a detector speaks without a shift. */
export function aloneText(t: Translator, { false_alarms: { rate, unit } }: LatencyCurve): string {
  if (rate === null) return '–'
  return unit === 'windows'
    ? t.text('inject.alone.windows', { share: t.numbers.share(rate) })
    : t.text('inject.alone.values', { rate: t.numbers.measure(rate) })
}

/** Every point of every curve, to be taken along. */
export function pointTable(t: Translator, document: LatencyDocument): ChartTable {
  const seconds = t.text('inject.seconds')
  return {
    columns: [
      t.text('inject.detector'),
      `${t.text('inject.size')} (${sizesTitle(t, document.unit)})`,
      t.text('inject.trials'),
      t.text('inject.detected'),
      t.text('inject.share'),
      `${t.text('inject.interval')}, ${t.text('inject.low')}`,
      `${t.text('inject.interval')}, ${t.text('inject.high')}`,
      `${t.text('inject.median')}, ${t.text('inject.delay.rows')}`,
      `${t.text('inject.p90')}, ${t.text('inject.delay.rows')}`,
      `${t.text('inject.median')}, ${seconds}`,
      `${t.text('inject.p90')}, ${seconds}`,
    ],
    rows: latencyCells(document),
  }
}
