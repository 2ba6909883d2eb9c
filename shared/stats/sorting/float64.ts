/**
 * Ascending sort of doubles, in the total order −∞ < … < −0 < +0 < … < +∞, without NaN.
 *
 * One counting pass over the leading 16 bits (sign, exponent, four bits of mantissa) gives exact bucket sizes,
 * one scatter pass fills the buckets, and inside a bucket, where a double is a linear number, a second linear
 * distribution leaves handfuls that insertion sort finishes. Both passes touch a few hundred streams at a time,
 * so the work stays in the cache. Buckets that resist (a spread over many magnitudes, or few odd values) go to
 * the engine's own sort; buckets of one value are done as they are.
 */

const PREFIXES = 65_536
const SMALL = 24
const INSERTION = 48
const NATIVE_BELOW = 1500

/** Buffers that can be kept between sorts, to save their allocation. */
export interface SortScratch {
  values: Float64Array<ArrayBuffer>
  prefixes: Int32Array<ArrayBuffer>
  cells: Int32Array<ArrayBuffer>
}

/** Scratch space for sorts of up to `rows` rows; it grows when needed. */
export function createSortScratch(rows = 0): SortScratch {
  return {
    values: new Float64Array(rows),
    prefixes: new Int32Array(0),
    cells: new Int32Array(0),
  }
}

function insertionSort(values: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const x = values[i]
    let j = i - 1
    while (j >= from && values[j] > x) {
      values[j + 1] = values[j]
      j--
    }
    values[j + 1] = x
  }
}

function isAscending(values: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (values[i - 1] > values[i]) return false
  return true
}

/** Sorts source[from, to) into target[from, to); the source is overwritten. All values are finite, one sign. */
function sortLinear(
  source: Float64Array,
  target: Float64Array,
  from: number,
  to: number,
  scratch: SortScratch,
  depth: number,
): void {
  const size = to - from
  let low = source[from]
  let high = low
  let ascending = true
  let last = low
  for (let i = from + 1; i < to; i++) {
    const x = source[i]
    if (x < low) low = x
    else if (x > high) high = x
    if (x < last) ascending = false
    last = x
  }
  if (ascending) {
    copyRange(source, target, from, to)
    return
  }
  const cells = size < 64 ? 16 : size >>> 2
  const scale = (cells - 1) / (high - low)
  if (!(scale < Number.MAX_VALUE) || depth > 3) {
    copyRange(source, target, from, to)
    target.subarray(from, to).sort()
    return
  }
  if (scratch.cells.length < cells + 2) scratch.cells = new Int32Array(Math.max(1024, cells + 2))
  const starts = scratch.cells
  starts.fill(0, 0, cells + 1)
  for (let i = from; i < to; i++) starts[((source[i] - low) * scale) | 0]++
  let sum = from
  let largest = 0
  for (let c = 0; c < cells; c++) {
    const count = starts[c]
    if (count > largest) largest = count
    starts[c] = sum
    sum += count
  }
  for (let i = from; i < to; i++) {
    const x = source[i]
    target[starts[((x - low) * scale) | 0]++] = x
  }
  if (largest <= INSERTION) {
    insertionSort(target, from, to)
    return
  }
  // Each start has moved to its cell's end.
  const ends = depth < 3 ? starts.slice(0, cells) : starts
  let begin = from
  for (let c = 0; c < cells; c++) {
    const end = ends[c]
    const count = end - begin
    if (count > 1) {
      if (count <= INSERTION) insertionSort(target, begin, end)
      else if (!isAscending(target, begin, end)) {
        if (count < NATIVE_BELOW || depth >= 3) target.subarray(begin, end).sort()
        else {
          copyRange(target, source, begin, end)
          sortLinear(source, target, begin, end, scratch, depth + 1)
        }
      }
    }
    begin = end
  }
}

function copyRange(source: Float64Array, target: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) target[i] = source[i]
}

/**
 * Sorts `values` in place. NaN must have been removed before (`compactNumbers`). n log n at worst, and close to
 * linear for data with a density.
 */
export function sortFloat64(values: Float64Array, scratch: SortScratch = createSortScratch()): Float64Array {
  const n = values.length
  if (n < 2 || isAscending(values, 0, n)) return settleZeros(values)
  if (n < NATIVE_BELOW) return values.sort()
  if (scratch.values.length < n) scratch.values = new Float64Array(n)
  const spread = scratch.values
  if (scratch.prefixes.length === 0) scratch.prefixes = new Int32Array(PREFIXES)
  const counts = scratch.prefixes
  counts.fill(0)
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * n)
  for (let i = 1; i < 2 * n; i += 2) counts[words[i] >>> 16]++
  // Negative numbers ascend as their bits descend, and come before the positive ones.
  let sum = 0
  for (let p = PREFIXES - 1; p >= 32_768; p--) {
    const count = counts[p]
    counts[p] = sum
    sum += count
  }
  for (let p = 0; p < 32_768; p++) {
    const count = counts[p]
    counts[p] = sum
    sum += count
  }
  for (let i = 0; i < n; i++) {
    const prefix = words[2 * i + 1] >>> 16
    spread[counts[prefix]++] = values[i]
  }
  let begin = 0
  const finish = (end: number): void => {
    const size = end - begin
    if (size > 0) {
      if (size <= SMALL) {
        copyRange(spread, values, begin, end)
        insertionSort(values, begin, end)
      } else sortLinear(spread, values, begin, end, scratch, 0)
      begin = end
    }
  }
  for (let p = PREFIXES - 1; p >= 32_768; p--) finish(counts[p])
  for (let p = 0; p < 32_768; p++) finish(counts[p])
  return values
}

/** Puts −0 before +0 in an array that is ascending by value. */
function settleZeros(values: Float64Array): Float64Array {
  const from = lowerBound(values, 0)
  const to = upperBound(values, 0)
  let negative = 0
  for (let i = from; i < to; i++) if (Object.is(values[i], -0)) negative++
  if (negative > 0) {
    values.fill(-0, from, from + negative)
    values.fill(0, from + negative, to)
  }
  return values
}

/** The number of values in ascending `sorted` that are < x. */
export function lowerBound(sorted: Float64Array, x: number, from = 0, to: number = sorted.length): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle] < x) low = middle + 1
    else high = middle
  }
  return low
}

/** The number of values in ascending `sorted` that are ≤ x. */
export function upperBound(sorted: Float64Array, x: number, from = 0, to: number = sorted.length): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle] <= x) low = middle + 1
    else high = middle
  }
  return low
}

/** Moves the numbers of `values` to its front, in place and in order, and returns the view of them without NaN. */
export function compactNumbers(values: Float64Array): Float64Array {
  const n = values.length
  let kept = 0
  while (kept < n && !Number.isNaN(values[kept])) kept++
  for (let i = kept + 1; i < n; i++) {
    const x = values[i]
    if (!Number.isNaN(x)) values[kept++] = x
  }
  return kept === n ? values : values.subarray(0, kept)
}
