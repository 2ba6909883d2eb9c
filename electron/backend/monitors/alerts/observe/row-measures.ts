import { chiSquaredHomogeneity } from '#shared/stats/counts/chi-squared.ts'
import { valueSpikes } from '#shared/stats/quality/default-spike.ts'
import type { BinnedColumn } from '../../observations/feed.ts'
import { type SlidingMeasure, stepwise } from '../../observations/measures/sliding-measure.ts'
import type { AlertRows, DefaultsOf } from './alert-rows.ts'

/** A shift of predictions counts when chance is less likely than this. */
const SIGNIFICANT = 0.001
const SCORE_BINS = 256

/** Area under the ROC curve from scores in 256 equal bins; two scores of one bin count as equal. */
export function aucMeasure({ score, label }: AlertRows, minLabelled: number): SlidingMeasure {
  const positives = new Int32Array(SCORE_BINS)
  const negatives = new Int32Array(SCORE_BINS)
  const change = (place: number, sign: number) => {
    const value = score === null ? Number.NaN : score[place]
    if (!(value >= 0 && value <= 1) || (label[place] !== 0 && label[place] !== 1)) return
    const bin = Math.min(SCORE_BINS - 1, Math.floor(value * SCORE_BINS))
    if (label[place] === 1) positives[bin] += sign
    else negatives[bin] += sign
  }
  return stepwise({
    counts: 'labels',
    change,
    value() {
      let above = 0
      let below = 0
      let area = 0
      for (let bin = 0; bin < SCORE_BINS; bin++) {
        area += positives[bin] * (below + negatives[bin] / 2)
        below += negatives[bin]
        above += positives[bin]
      }
      return above === 0 || below === 0 || above + below < minLabelled ? Number.NaN : area / (above * below)
    },
    clear() {
      positives.fill(0)
      negatives.fill(0)
    },
  })
}

export function missingMeasure(column: BinnedColumn | undefined, minRows: number): SlidingMeasure {
  let rows = 0
  let missing = 0
  const change = (place: number, sign: number) => {
    if (column === undefined) return
    rows += sign
    if (column.bins[place] < 0) missing += sign
  }
  return stepwise({
    counts: 'rows',
    change,
    value: () => (rows < Math.max(1, minRows) ? Number.NaN : missing / rows),
    clear() {
      rows = 0
      missing = 0
    },
  })
}

/** By how much the share of the steepest value has risen over the baseline's; 0 where chance may have done it. */
export function spikeMeasure(column: DefaultsOf | undefined, minRows: number): SlidingMeasure {
  const counts = new Int32Array(column?.values.length ?? 0)
  let rows = 0
  const change = (place: number, sign: number) => {
    const code = column === undefined ? -2 : column.codes[place]
    if (code === -2) return
    rows += sign
    if (code >= 0) counts[code] += sign
  }
  const by = (numbers: ArrayLike<number>) =>
    new Map((column?.values ?? []).flatMap((value, at) => (numbers[at] > 0 ? [[value, numbers[at]]] : [])))
  return stepwise({
    counts: 'rows',
    change,
    value() {
      if (column === undefined || rows < Math.max(1, minRows)) return Number.NaN
      return valueSpikes(by(column.reference), column.referenceRows, by(counts), rows)[0]?.change ?? 0
    },
    clear() {
      counts.fill(0)
      rows = 0
    },
  })
}

/** Cramér's V of counts against the baseline's where χ² is significant, else 0. */
export function shiftMeasure(column: BinnedColumn | null, minRows: number): SlidingMeasure {
  const counts = new Float64Array(column?.reference.length ?? 0)
  let rows = 0
  const change = (place: number, sign: number) => {
    const bin = column === null ? -1 : column.bins[place]
    if (bin < 0) return
    rows += sign
    counts[bin] += sign
  }
  return stepwise({
    counts: 'rows',
    change,
    value() {
      if (column === null || rows < Math.max(1, minRows)) return Number.NaN
      const test = chiSquaredHomogeneity(column.reference, counts)
      return test === null || test.pValue >= SIGNIFICANT ? 0 : test.cramersVCorrected
    },
    clear() {
      counts.fill(0)
      rows = 0
    },
  })
}

export function schemaMeasure({ logOf, schemaChanges }: AlertRows): SlidingMeasure {
  const counts = new Int32Array(schemaChanges.length)
  let rows = 0
  const change = (place: number, sign: number) => {
    counts[logOf[place]] += sign
    rows += sign
  }
  return stepwise({
    counts: 'rows',
    change,
    value() {
      let most = 0
      for (let log = 0; log < counts.length; log++)
        if (counts[log] > 0) most = Math.max(most, schemaChanges[log])
      return rows === 0 ? Number.NaN : most
    },
    clear() {
      counts.fill(0)
      rows = 0
    },
  })
}
