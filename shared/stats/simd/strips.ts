import { advance, type Code, code, define, f64, f64x2, i32, whileBelow } from './assembler.ts'
import { defineExponential } from './exponential.ts'
import { GROUPS, MASKS, MOST_WIDTH, STRIP_BYTES, STRIP_ROWS, TABLES } from './layout.ts'

const VECTORS = STRIP_ROWS / 2
const vectors = <T>(make: (offset: number, vector: number) => T): T[] =>
  Array.from({ length: VECTORS }, (_, vector) => make(vector * 16, vector))

/**
 * Kernel values of the rows of a strip with `count` others. `others` has `columns` doubles a row; `strip` the same of its
 * rows, column by column; `factor` is that of the squared distance in an exponential kernel.
 */
const defineFill = (kind: 'rbf' | 'distance') =>
  define(
    kind,
    ['i32', 'i32', 'i32', 'i32', 'f64', 'i32'],
    (local, others, count, columns, strip, factor, into) => {
      const squares = vectors(() => local('f64x2'))
      const [value, gap] = [local('f64x2'), local('f64x2')]
      const [at, stripEnd, end] = [local('i32'), local('i32'), local('i32')]
      const addSquares = code(
        value.set(f64x2.loadSplat(others.get)),
        squares.map((sum, vector) =>
          code(
            gap.set(f64x2.subtract(f64x2.load(at.get, vector * 16), value.get)),
            sum.set(f64x2.add(sum.get, f64x2.multiply(gap.get, gap.get))),
          ),
        ),
        advance(others, i32.const(8)),
        advance(at, i32.const(STRIP_BYTES)),
      )
      const finish =
        kind === 'distance'
          ? squares.map((sum) => sum.set(f64x2.negate(f64x2.squareRoot(sum.get))))
          : [
              value.set(f64x2.splat(factor.get)),
              ...squares.map((sum) => sum.set(f64x2.multiply(sum.get, value.get))),
              ...squares.map(defineExponential(() => local('f64x2'))),
            ]
      const row = code(
        squares.map((sum) => sum.set(f64x2.const(0))),
        at.set(strip.get),
        whileBelow(at, stripEnd.get, addSquares),
        finish,
        squares.map((sum, vector) => f64x2.store(into.get, sum.get, vector * 16)),
        advance(into, i32.const(STRIP_BYTES)),
      )
      return code(
        stripEnd.set(i32.add(strip.get, i32.multiply(columns.get, i32.const(STRIP_BYTES)))),
        end.set(i32.add(into.get, i32.multiply(count.get, i32.const(STRIP_BYTES)))),
        whileBelow(into, end.get, row),
      )
    },
  )

const sumOfLanes = (vector: Code): Code => f64.add(f64x2.lane(vector, 0), f64x2.lane(vector, 1))
const sumOf = (parts: readonly Code[]): Code => parts.reduce((sum, part) => f64x2.add(sum, part))

/** Adds the values of `count` columns to the totals of the strip's rows and, transposed, to those of the columns. */
const defineTotals = define(
  'totals',
  ['i32', 'i32', 'i32', 'i32'],
  (local, values, count, rowTotals, columnTotals) => {
    const totals = vectors(() => local('f64x2'))
    const own = vectors(() => local('f64x2'))
    const sum = local('f64x2')
    const end = local('i32')
    return code(
      totals.map((total, vector) => total.set(f64x2.load(rowTotals.get, vector * 16))),
      end.set(i32.add(values.get, i32.multiply(count.get, i32.const(STRIP_BYTES)))),
      whileBelow(
        values,
        end.get,
        code(
          own.map((value, vector) => value.set(f64x2.load(values.get, vector * 16))),
          own.map((value, vector) => totals[vector].set(f64x2.add(totals[vector].get, value.get))),
          sum.set(sumOf(own.map(({ get }) => get))),
          f64.store(columnTotals.get, f64.add(f64.load(columnTotals.get), sumOfLanes(sum.get))),
          advance(columnTotals, i32.const(8)),
          advance(values, i32.const(STRIP_BYTES)),
        ),
      ),
      totals.map((total, vector) => f64x2.store(rowTotals.get, total.get, vector * 16)),
    )
  },
)

/**
 * Adds to the sums of each labelling the columns that it holds, `GROUPS` groups of `width` columns a pass. The sums of a
 * group's columns are made once for each of the 2ʷ choices among them; a labelling then takes one of these for all of
 * its choice. `choices` has a byte for each pass, labelling and group.
 */
const defineAddChosen = (width: number) =>
  define(
    `addChosen${width}`,
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    (local, values, choices, passes, labellings, sums) => {
      const own = vectors(() => local('f64x2'))
      const [at, end, pass, from] = [local('i32'), local('i32'), local('i32'), local('i32')]
      const places = Array.from({ length: GROUPS }, () => local('i32'))
      const tableOf = (group: number): number => TABLES + group * (STRIP_BYTES << width)
      const fillTable = (group: number): Code =>
        code(
          vectors((offset) => f64x2.store(i32.const(tableOf(group)), f64x2.const(0), offset)),
          Array.from({ length: width }, (_, bit) => {
            const half = STRIP_BYTES << bit
            return code(
              own.map((value, vector) =>
                value.set(f64x2.load(values.get, (group * width + bit) * STRIP_BYTES + vector * 16)),
              ),
              from.set(i32.const(tableOf(group))),
              whileBelow(
                from,
                i32.const(tableOf(group) + half),
                code(
                  own.map((value, vector) =>
                    f64x2.store(
                      from.get,
                      f64x2.add(f64x2.load(from.get, vector * 16), value.get),
                      half + vector * 16,
                    ),
                  ),
                  advance(from, i32.const(STRIP_BYTES)),
                ),
              ),
            )
          }),
        )
      const addOne = code(
        places.map((place, group) =>
          place.set(i32.shiftLeft(i32.loadByte(choices.get, group), i32.const(Math.log2(STRIP_BYTES)))),
        ),
        vectors((offset) =>
          f64x2.store(
            at.get,
            f64x2.add(
              f64x2.load(at.get, offset),
              sumOf(places.map((place, group) => f64x2.load(place.get, tableOf(group) + offset))),
            ),
            offset,
          ),
        ),
        advance(choices, i32.const(GROUPS)),
        advance(at, i32.const(STRIP_BYTES)),
      )
      return code(
        end.set(i32.add(sums.get, i32.multiply(labellings.get, i32.const(STRIP_BYTES)))),
        pass.set(i32.const(0)),
        whileBelow(
          pass,
          passes.get,
          code(
            Array.from({ length: GROUPS }, (_, group) => fillTable(group)),
            at.set(sums.get),
            whileBelow(at, end.get, addOne),
            advance(values, i32.const(GROUPS * width * STRIP_BYTES)),
            advance(pass, i32.const(1)),
          ),
        ),
      )
    },
  )

/** Adds to `into` of each labelling twice the sums of those rows of the strip that it holds: bits of a byte each. */
const defineAddHeld = define(
  'addHeld',
  ['i32', 'i32', 'i32', 'i32'],
  (local, sums, held, labellings, into) => {
    const [end, mask] = [local('i32'), local('i32')]
    const sum = local('f64x2')
    return code(
      end.set(i32.add(held.get, labellings.get)),
      whileBelow(
        held,
        end.get,
        code(
          mask.set(i32.shiftLeft(i32.loadByte(held.get), i32.const(Math.log2(STRIP_BYTES)))),
          sum.set(
            sumOf(
              vectors((offset) =>
                f64x2.multiply(f64x2.load(sums.get, offset), f64x2.load(mask.get, MASKS + offset)),
              ),
            ),
          ),
          sum.set(f64x2.add(sum.get, sum.get)),
          f64.store(into.get, f64.add(f64.load(into.get), sumOfLanes(sum.get))),
          advance(sums, i32.const(STRIP_BYTES)),
          advance(held, i32.const(1)),
          advance(into, i32.const(8)),
        ),
      ),
    )
  },
)

export const STRIP_FUNCTIONS = [
  defineFill('rbf'),
  defineFill('distance'),
  defineTotals,
  ...Array.from({ length: MOST_WIDTH }, (_, index) => defineAddChosen(index + 1)),
  defineAddHeld,
]
