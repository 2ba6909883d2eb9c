import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addNumbers, addTexts, createRowHashes } from './row-hashes.ts'
import { countRows, createRepeatCounter, type RowRepeats, rowRepeats } from './row-repeats.ts'

function repeatsOf(
  numbers: readonly number[],
  texts: readonly (string | null)[],
  slots?: number,
): RowRepeats {
  const hashes = createRowHashes(numbers.length)
  const values = [...new Set(texts.filter((text) => text !== null))]
  addNumbers(hashes, numbers)
  addTexts(
    hashes,
    texts.map((text) => (text === null ? -1 : values.indexOf(text))),
    values,
  )
  const counter = createRepeatCounter(slots)
  countRows(counter, hashes)
  return rowRepeats(counter)
}

describe('rowRepeats', () => {
  it('counts the rows beyond the first of each kind', () => {
    expect(repeatsOf([1, 2, 1, 1, 2, 3], ['a', 'b', 'a', 'a', 'b', 'a'])).toEqual({
      rows: 6,
      repeats: 3,
      groups: 2,
      largest: 3,
      exact: true,
    })
  })
  it('takes −0 for 0 and missing for missing, and nothing else', () => {
    expect(repeatsOf([0, -0], ['a', 'a']).repeats).toBe(1)
    expect(repeatsOf([Number.NaN, Number.NaN], [null, null]).repeats).toBe(1)
    expect(repeatsOf([0, Number.NaN], ['a', 'a']).repeats).toBe(0)
    expect(repeatsOf([1, 1], ['', null]).repeats).toBe(0)
  })
  it('has nothing to repeat in no and in one row', () => {
    expect(repeatsOf([], [])).toEqual({ rows: 0, repeats: 0, groups: 0, largest: 0, exact: true })
    expect(repeatsOf([7], ['a']).repeats).toBe(0)
  })
  it('agrees with counting whole rows one by one, in any order (property)', () => {
    const row = fc.tuple(
      fc.constantFrom(0, -0, 1, 2.5, Number.NaN, Number.POSITIVE_INFINITY, 5e-324),
      fc.constantFrom('a', 'b', '', 'ab', null),
    )
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const seen = new Map<string, number>()
        for (const [number, text] of rows) {
          const key = `${number === 0 ? 0 : number} ${JSON.stringify(text)}`
          seen.set(key, (seen.get(key) ?? 0) + 1)
        }
        const counts = [...seen.values()]
        const there = repeatsOf(
          rows.map(([number]) => number),
          rows.map(([, text]) => text),
        )
        expect(there).toEqual({
          rows: rows.length,
          repeats: rows.length - counts.length,
          groups: counts.filter((count) => count > 1).length,
          largest: Math.max(0, ...counts),
          exact: true,
        })
        const back = repeatsOf(
          rows.map(([number]) => number).reverse(),
          rows.map(([, text]) => text).reverse(),
        )
        expect(back).toEqual(there)
      }),
    )
  })
  it('estimates within a few percent in a table that may not grow', () => {
    const rows = 200_000
    // Every third row is a copy of the one before it.
    const numbers = Float64Array.from({ length: rows }, (_, i) => (i % 3 === 2 ? i - 1 : i))
    const hashes = createRowHashes(rows)
    addNumbers(hashes, numbers)
    const counter = createRepeatCounter(1 << 14)
    countRows(counter, hashes)
    const { repeats, groups, largest, exact } = rowRepeats(counter)
    expect(exact).toBe(false)
    expect(counter.counts).toHaveLength(1 << 14)
    expect(Math.abs(repeats / (rows / 3) - 1)).toBeLessThan(0.06)
    expect(Math.abs(groups / (rows / 3) - 1)).toBeLessThan(0.06)
    expect(largest).toBe(2)
  })
  it('keeps a million different rows apart', () => {
    const hashes = createRowHashes(1_000_000)
    addNumbers(
      hashes,
      Float64Array.from({ length: 1_000_000 }, (_, i) => i),
    )
    const counter = createRepeatCounter()
    countRows(counter, hashes)
    expect(rowRepeats(counter).repeats).toBe(0)
  })
})
