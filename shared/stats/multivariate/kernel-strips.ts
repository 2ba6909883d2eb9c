import { GROUPS, MOST_WIDTH, STRIP_BYTES, STRIP_ROWS } from '../simd/layout.ts'
import { simdMachine } from '../simd/machine.ts'
import type { KernelPlan, KernelSums } from './kernel-sums.ts'

/** Columns whose kernel values are in the cache at the same time, and the next tables made from. */
const CHUNK = 512

/**
 * Columns that are summed by one look into a table: the values of neighbouring columns are added up once for each of the
 * 2ʷ choices among w of them, and each labelling takes one of these sums. The w with the least to do a column.
 */
function tableWidth(labellings: number): number {
  const costOf = (width: number): number => (2 ** width + labellings) / width
  let best = 1
  for (let width = 2; width <= MOST_WIDTH; width++) if (costOf(width) < costOf(best)) best = width
  return best
}

/** Each labelling's choice among the columns of a group, for the passes from `first` on: pass, labelling, group. */
function fillChoices(
  { held, strips, labellings }: KernelPlan,
  width: number,
  first: number,
  choices: Uint8Array,
): void {
  const passes = choices.length / (labellings * GROUPS)
  for (let pass = 0; pass < passes; pass++) {
    for (let group = 0; group < GROUPS; group++) {
      const column = ((first + pass) * GROUPS + group) * width
      const strip = Math.floor(column / STRIP_ROWS)
      const shift = column - strip * STRIP_ROWS
      const here = Math.min(strip, strips) * labellings
      const next = Math.min(strip + 1, strips) * labellings
      for (let l = 0; l < labellings; l++) {
        // Beyond the last strip nothing is held.
        const bits = (held[here + l] | (held[next + l] << 8)) >> shift
        choices[(pass * labellings + l) * GROUPS + group] = bits & ((1 << width) - 1)
      }
    }
  }
}

/**
 * Adds the pairs of the rows of the strips `from` ≤ strip < `to` with themselves and all rows after them, to `sums`. The
 * kernel values of a strip are made for some columns at a time, and never held as a matrix. O(pairs × (columns +
 * labellings/w)) with tables of w columns. `between` is called before each strip and may throw.
 */
export function addStrips(
  plan: KernelPlan,
  from: number,
  to: number,
  sums: KernelSums,
  between: () => void = () => {},
): void {
  const { pooled, kernel, labellings, held } = plan
  const { rows, columns, values } = pooled
  const machine = simdMachine()
  const width = tableWidth(labellings)
  const perPass = GROUPS * width
  const passesAtOnce = Math.floor(CHUNK / perPass)
  const firstPass = Math.floor((from * STRIP_ROWS) / perPass)
  const passes = Math.ceil(rows / perPass) - firstPass
  const ownHeld = held.subarray(from * labellings, to * labellings)
  const [others, strip, block, choices, bytes, chosen, within, totals, nowhere] = machine.layOut([
    rows * columns * 8,
    columns * STRIP_BYTES,
    passesAtOnce * perPass * STRIP_BYTES,
    passes * labellings * GROUPS,
    ownHeld.length,
    labellings * STRIP_BYTES,
    labellings * 8,
    (rows + STRIP_ROWS) * 8,
    STRIP_BYTES,
  ])
  fillChoices(plan, width, firstPass, machine.bytes(choices, passes * labellings * GROUPS))
  machine.numbers(others, rows * columns).set(values)
  machine.bytes(bytes, ownHeld.length).set(ownHeld)
  const stripValues = machine.numbers(strip, columns * STRIP_ROWS)
  const kernels = machine.numbers(block, passesAtOnce * perPass * STRIP_ROWS)
  const ofChosen = machine.numbers(chosen, labellings * STRIP_ROWS)
  const ofLabelling = machine.numbers(within, labellings).fill(0)
  const ofRow = machine.numbers(totals, rows).fill(0)
  const factor = kernel.kind === 'rbf' ? -1 / (2 * kernel.sigma * kernel.sigma) : 0
  for (let index = from; index < to; index++) {
    between()
    const first = index * STRIP_ROWS
    const own = Math.min(STRIP_ROWS, rows - first)
    for (let row = 0; row < own; row++) {
      for (let c = 0; c < columns; c++)
        stripValues[c * STRIP_ROWS + row] = values[(first + row) * columns + c]
    }
    ofChosen.fill(0)
    let start = Math.floor(first / perPass)
    for (; start * perPass < rows; start += passesAtOnce) {
      const begin = start * perPass
      const column = Math.max(begin, first)
      const count = Math.min(rows, begin + passesAtOnce * perPass) - column
      const at = block + (column - begin) * STRIP_BYTES
      machine.call(kernel.kind, others + column * columns * 8, count, columns, strip, factor, at)
      // The pairs within the strip are there in both orders, the others in one.
      const both = column === first ? own : 0
      machine.call('totals', at, both, totals + first * 8, nowhere)
      machine.call(
        'totals',
        at + both * STRIP_BYTES,
        count - both,
        totals + first * 8,
        totals + (column + both) * 8,
      )
      kernels.fill(0, 0, (column - begin) * STRIP_ROWS)
      const halves = (column - begin) * STRIP_ROWS
      for (let i = halves; i < halves + both * STRIP_ROWS; i++) kernels[i] *= 0.5
      const inChunk = Math.ceil((column + count - begin) / perPass)
      machine.call(
        `addChosen${width}`,
        block,
        choices + (start - firstPass) * labellings * GROUPS,
        inChunk,
        labellings,
        chosen,
      )
    }
    machine.call('addHeld', chosen, bytes + (index - from) * labellings, labellings, within)
  }
  for (let l = 0; l < labellings; l++) sums.within[l] += ofLabelling[l]
  for (let row = 0; row < rows; row++) sums.rowTotals[row] += ofRow[row]
}
