/**
 * Walks the distinct values of two ascending arrays from the smallest: `visit` gets the value and how many rows of
 * each side are at most it.
 */
export function forEachStep(
  reference: Float64Array,
  current: Float64Array,
  visit: (value: number, i: number, j: number) => void,
): void {
  const n = reference.length
  const m = current.length
  let i = 0
  let j = 0
  while (i < n || j < m) {
    const x = j >= m || (i < n && reference[i] <= current[j]) ? reference[i] : current[j]
    while (i < n && reference[i] === x) i++
    while (j < m && current[j] === x) j++
    visit(x, i, j)
  }
}
