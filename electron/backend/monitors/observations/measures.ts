import { psiOfShares } from '#shared/stats/divergence/psi.ts'
import { DEFAULT_ZERO_RULE, sharesOf } from '#shared/stats/divergence/zero-rules.ts'
import { CONFIDENCE_UNIT, type RowFeed } from './feed.ts'

/**
 * A metric over a window that slides over the rows of a feed. A row enters, its label may come later, it leaves. The value
 * depends on the rows in the window alone, never on how it slid: sums are of whole numbers.
 */
export type SlidingMeasure = {
  enter(place: number): void
  /** The label of a row that is in the window came. */
  label(place: number): void
  /** `isLabelled`: whether its label had come. */
  leave(place: number, isLabelled: boolean): void
  /** NaN where the window holds fewer rows, or rows with a label, than are needed. */
  value(): number
  clear(): void
}

export type Fewest = { readonly minRows: number; readonly minLabelled: number }

/** Share of rows with a right prediction among those with a label. */
export function accuracyMeasure(
  { right }: Pick<RowFeed, 'right'>,
  { minLabelled }: Pick<Fewest, 'minLabelled'>,
): SlidingMeasure {
  let labelled = 0
  let good = 0
  return {
    enter: ignore,
    label(place) {
      labelled += 1
      good += right[place]
    },
    leave(place, isLabelled) {
      if (!isLabelled) return
      labelled -= 1
      good -= right[place]
    },
    value: () => (labelled < minLabelled || labelled === 0 ? Number.NaN : good / labelled),
    clear() {
      labelled = 0
      good = 0
    },
  }
}

/** Cells of latencies: one percent wide, from 1 µs to more than a day. */
const CELLS = 2_560
const CELL_WIDTH = Math.log(1.01)

/** The cell of a latency in milliseconds; its upper edge is at most 1% over it. */
function latencyCell(ms: number): number {
  if (ms <= 0.001) return 0
  return Math.min(CELLS - 1, Math.max(0, Math.ceil(Math.log(ms / 0.001) / CELL_WIDTH - 1e-9)))
}

/**
 * A percentile of latencies (nearest rank), the 99th unless told, as the upper edge of a cell one percent wide, in
 * milliseconds or as a multiple of `baseline`.
 */
export function latencyMeasure(
  { latency }: Pick<RowFeed, 'latency'>,
  baseline: number | null,
  { minRows }: Pick<Fewest, 'minRows'>,
  percentile = 0.99,
): SlidingMeasure {
  const cells =
    latency === null ? null : Int16Array.from(latency, (ms) => (Number.isNaN(ms) ? -1 : latencyCell(ms)))
  const counts = new Int32Array(CELLS)
  let rows = 0
  // Rows in cells over `top`.
  let top = CELLS - 1
  let above = 0
  const change = (place: number, sign: number) => {
    const cell = cells === null ? -1 : cells[place]
    if (cell < 0) return
    rows += sign
    counts[cell] += sign
    if (cell > top) above += sign
  }
  return {
    enter: (place) => change(place, 1),
    label: ignore,
    leave: (place) => change(place, -1),
    value() {
      if (rows < minRows || rows === 0) return Number.NaN
      // The nearest-rank percentile leaves this many rows over it.
      const over = rows - Math.ceil(percentile * rows)
      while (above > over) above -= counts[++top]
      while (top > 0 && above + counts[top] <= over) above += counts[top--]
      return (0.001 * Math.exp(top * CELL_WIDTH)) / (baseline ?? 1)
    },
    clear() {
      counts.fill(0)
      rows = 0
      top = CELLS - 1
      above = 0
    },
  }
}

const ECE_BINS = 15

/** Expected calibration error of the confidence, 15 bins of equal width: Σ |right − Σ confidence| / labelled. */
export function eceMeasure(
  { confidence, right }: Pick<RowFeed, 'confidence' | 'right'>,
  { minLabelled }: Pick<Fewest, 'minLabelled'>,
): SlidingMeasure {
  const sums = new Float64Array(ECE_BINS)
  const goods = new Int32Array(ECE_BINS)
  let labelled = 0
  const change = (place: number, sign: number) => {
    const unit = confidence === null ? -1 : confidence[place]
    if (unit < 0) return
    const bin = Math.min(ECE_BINS - 1, Math.floor(unit * CONFIDENCE_UNIT * ECE_BINS))
    labelled += sign
    sums[bin] += sign * unit
    goods[bin] += sign * right[place]
  }
  return {
    enter: ignore,
    label: (place) => change(place, 1),
    leave(place, isLabelled) {
      if (isLabelled) change(place, -1)
    },
    value() {
      if (labelled < minLabelled || labelled === 0) return Number.NaN
      let gap = 0
      for (let bin = 0; bin < ECE_BINS; bin++) gap += Math.abs(goods[bin] - sums[bin] * CONFIDENCE_UNIT)
      return gap / labelled
    },
    clear() {
      sums.fill(0)
      goods.fill(0)
      labelled = 0
    },
  }
}

/** PSI of a column against its baseline's bins; `rank` turns it into what the condition compares. */
export function psiMeasure(
  { binned }: Pick<RowFeed, 'binned'>,
  column: string | null,
  { minRows }: Pick<Fewest, 'minRows'>,
  rank: (psi: number) => number = (psi) => psi,
): SlidingMeasure {
  const found = column === null ? undefined : binned.get(column)
  const counts = new Float64Array(found?.reference.length ?? 0)
  const reference = found === undefined ? counts : sharesOf(found.reference, DEFAULT_ZERO_RULE)
  let rows = 0
  const change = (place: number, sign: number) => {
    const bin = found === undefined ? -1 : found.bins[place]
    if (bin < 0) return
    rows += sign
    counts[bin] += sign
  }
  return {
    enter: (place) => change(place, 1),
    label: ignore,
    leave: (place) => change(place, -1),
    value: () =>
      rows < minRows || rows === 0
        ? Number.NaN
        : rank(psiOfShares(reference, sharesOf(counts, DEFAULT_ZERO_RULE))),
    clear() {
      counts.fill(0)
      rows = 0
    },
  }
}

function ignore(): void {
  return
}
