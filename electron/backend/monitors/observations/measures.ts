import { CONFIDENCE_UNIT, MEASURED, type RowFeed } from './feed.ts'

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
      if (right[place] === MEASURED) return
      labelled += 1
      good += right[place]
    },
    leave(place, isLabelled) {
      if (!isLabelled || right[place] === MEASURED) return
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

/** Mean absolute percentage error of predicted numbers, as a share: the mean of |prediction − label| / |label|. */
export function mapeMeasure(
  { errors }: Pick<RowFeed, 'errors'>,
  { minLabelled }: Pick<Fewest, 'minLabelled'>,
): SlidingMeasure {
  let labelled = 0
  let sum = 0
  const change = (place: number, sign: number) => {
    const unit = errors === null ? -1 : errors[place]
    if (unit < 0) return
    labelled += sign
    sum += sign * unit
  }
  return {
    enter: ignore,
    label: (place) => change(place, 1),
    leave(place, isLabelled) {
      if (isLabelled) change(place, -1)
    },
    value: () => (labelled < minLabelled || labelled === 0 ? Number.NaN : (sum * CONFIDENCE_UNIT) / labelled),
    clear() {
      labelled = 0
      sum = 0
    },
  }
}

/** Cells of latencies: one percent wide, from 1 µs to more than a day. */
const CELLS = 2_560
const CELL_WIDTH = Math.log(1.01)

/** Upper edges of the cells, milliseconds. */
const UPPER_EDGES = Float64Array.from({ length: CELLS }, (_, cell) => 0.001 * Math.exp(cell * CELL_WIDTH))

/** The cell of a latency in milliseconds; its upper edge is at most 1% over it. */
function latencyCell(ms: number): number {
  if (ms <= 0.001) return 0
  return Math.min(CELLS - 1, Math.max(0, Math.ceil(Math.log(ms / 0.001) / CELL_WIDTH - 1e-9)))
}

/** Cells of all latencies of a feed; a slider asks for them again and again. */
const cellsOfFeeds = new WeakMap<Float64Array, Int16Array>()
function cellsOf(latency: Float64Array): Int16Array {
  const kept = cellsOfFeeds.get(latency)
  if (kept !== undefined) return kept
  const cells = new Int16Array(latency.length)
  for (let place = 0; place < cells.length; place++) {
    cells[place] = Number.isNaN(latency[place]) ? -1 : latencyCell(latency[place])
  }
  cellsOfFeeds.set(latency, cells)
  return cells
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
  const cells = latency === null ? null : cellsOf(latency)
  const counts = new Int32Array(CELLS)
  const unit = baseline ?? 1
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
      return UPPER_EDGES[top] / unit
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
/** A confidence of 1 in units. */
const CERTAIN = 1 / CONFIDENCE_UNIT

/** Expected calibration error of the confidence, 15 bins of equal width: Σ |right − Σ confidence| / labelled. */
export function eceMeasure(
  { confidence, right }: Pick<RowFeed, 'confidence' | 'right'>,
  { minLabelled }: Pick<Fewest, 'minLabelled'>,
): SlidingMeasure {
  // In units of confidence; whole numbers, so that the gap is the same however the window came about.
  const gaps = new Float64Array(ECE_BINS)
  let gap = 0
  let labelled = 0
  const change = (place: number, sign: number) => {
    const unit = confidence === null ? -1 : confidence[place]
    if (unit < 0 || right[place] === MEASURED) return
    const bin = Math.min(ECE_BINS - 1, Math.floor(unit * CONFIDENCE_UNIT * ECE_BINS))
    const before = gaps[bin]
    const after = before + sign * (right[place] * CERTAIN - unit)
    gaps[bin] = after
    gap += Math.abs(after) - Math.abs(before)
    labelled += sign
  }
  return {
    enter: ignore,
    label: (place) => change(place, 1),
    leave(place, isLabelled) {
      if (isLabelled) change(place, -1)
    },
    value: () => (labelled < minLabelled || labelled === 0 ? Number.NaN : (gap * CONFIDENCE_UNIT) / labelled),
    clear() {
      gaps.fill(0)
      gap = 0
      labelled = 0
    },
  }
}

/** A measure that does not look at something. */
export function ignore(): void {
  return
}
