import type { CategoryCounts } from '../binning/categories.ts'
import { compactNumbers, sortFloat64 } from '../sorting/float64.ts'
import { show } from './params.ts'
import { refuse, suggestion } from './refusal.ts'

/** The lists that a request can carry. */
export const INPUT_NAMES = [
  'reference',
  'current',
  'reference_counts',
  'current_counts',
  'labels',
  'scores',
  'p_values',
] as const
export type InputName = (typeof INPUT_NAMES)[number]

/** A request as it was parsed from JSON: lists by name, not yet read. */
export type StatInputs = Readonly<Partial<Record<InputName, readonly unknown[]>>>

const OTHER_KEYS = ['name', 'params', 'schema', 'id']

/** Takes the lists of a request; refuses what is no list and unknown names. */
export function readInputs(request: Readonly<Record<string, unknown>>): StatInputs {
  const inputs: Partial<Record<InputName, readonly unknown[]>> = {}
  const known: readonly string[] = INPUT_NAMES
  for (const [key, value] of Object.entries(request)) {
    if (OTHER_KEYS.includes(key)) continue
    const name = INPUT_NAMES.find((candidate) => candidate === key)
    if (name === undefined) throw refuse(key, 'is not an input of any statistic', suggestion(key, known))
    if (value === null || value === undefined) continue
    if (!Array.isArray(value)) {
      throw refuse(name, `must be a list, not ${show(value)}`, `Give "${name}" as a list of numbers.`)
    }
    inputs[name] = value
  }
  return inputs
}

function listOf(inputs: StatInputs, name: InputName): readonly unknown[] {
  const list = inputs[name]
  if (list === undefined) throw refuse(name, 'is missing', `Give "${name}" as a list.`)
  return list
}

/** A list of numbers in which null means missing (NaN here); booleans count as 0 and 1. */
export function numbersOf(inputs: StatInputs, name: InputName): Float64Array {
  const list = listOf(inputs, name)
  const values = new Float64Array(list.length)
  for (let i = 0; i < list.length; i++) {
    const item = list[i]
    if (typeof item === 'number') values[i] = item
    else if (item === null) values[i] = Number.NaN
    else if (typeof item === 'boolean') values[i] = item ? 1 : 0
    else if (item === 'Infinity' || item === '-Infinity' || item === 'NaN') values[i] = Number(item)
    else {
      throw refuse(`${name}[${i}]`, `must be a number or null, not ${show(item)}`, 'Give a list of numbers.')
    }
  }
  return values
}

/** Ascending numbers of a list; missing ones are dropped. At least `least` of them must be there. */
export function sortedNumbersOf(inputs: StatInputs, name: InputName, least = 1): Float64Array {
  const sorted = sortFloat64(compactNumbers(numbersOf(inputs, name)))
  if (sorted.length < least) {
    throw refuse(
      name,
      `holds ${sorted.length} numbers; at least ${least} ${least === 1 ? 'is' : 'are'} needed`,
      'Give more rows.',
    )
  }
  return sorted
}

/** Like `sortedNumbersOf`, for statistics on distances: infinite values are refused. */
export function finiteNumbersOf(inputs: StatInputs, name: InputName, least = 1): Float64Array {
  const sorted = sortedNumbersOf(inputs, name, least)
  if (!Number.isFinite(sorted[0]) || !Number.isFinite(sorted[sorted.length - 1])) {
    throw refuse(name, 'holds infinite values, to which no distance is defined', 'Leave them out.')
  }
  return sorted
}

/** Whether a list is of categories: it holds text. */
export function isCategorical(list: readonly unknown[]): boolean {
  return list.some(
    (item) => typeof item === 'string' && item !== 'Infinity' && item !== '-Infinity' && item !== 'NaN',
  )
}

/** Rows per category; null and empty text are missing. */
export function categoriesOf(inputs: StatInputs, name: InputName): CategoryCounts {
  const counts = new Map<string, number>()
  let missing = 0
  for (const item of listOf(inputs, name)) {
    if (item === null || item === '') missing++
    else {
      const key = String(item)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return { counts, missing }
}

/** One side of a histogram as it was given. */
export interface Histogram {
  readonly values: readonly number[]
  readonly total: number
  /** The numbers are shares that add up to one, not rows. */
  readonly probabilities: boolean
}

/** A histogram of counts or of probabilities: numbers ≥ 0, not all 0. */
export function histogramOf(inputs: StatInputs, name: InputName): Histogram {
  const list = listOf(inputs, name)
  let total = 0
  let fractions = false
  const values = list.map((item, i) => {
    if (typeof item !== 'number' || !(item >= 0) || !Number.isFinite(item)) {
      throw refuse(
        `${name}[${i}]`,
        `must be a count or a share of at least 0, not ${show(item)}`,
        'Mend the histogram.',
      )
    }
    total += item
    if (!Number.isInteger(item)) fractions = true
    return item
  })
  if (!(total > 0)) throw refuse(name, 'holds no rows', 'Give at least one bin with rows.')
  return { values, total, probabilities: fractions && Math.abs(total - 1) < 1e-6 }
}

/** Two histograms on the same bins. */
export function histogramPair(inputs: StatInputs): { reference: Histogram; current: Histogram } {
  const reference = histogramOf(inputs, 'reference_counts')
  const current = histogramOf(inputs, 'current_counts')
  if (reference.values.length !== current.values.length) {
    throw refuse(
      'current_counts',
      `has ${current.values.length} bins and "reference_counts" ${reference.values.length}`,
      'Give both sides on the same bins.',
    )
  }
  return { reference, current }
}

/** Two histograms of rows; probabilities are refused, since a test needs to know how many rows there were. */
export function countPair(inputs: StatInputs): { reference: readonly number[]; current: readonly number[] } {
  const { reference, current } = histogramPair(inputs)
  if (reference.probabilities || current.probabilities) {
    throw refuse(
      reference.probabilities ? 'reference_counts' : 'current_counts',
      'holds shares; a test needs counts of rows',
      'Give the number of rows in each bin.',
    )
  }
  return { reference: reference.values, current: current.values }
}
