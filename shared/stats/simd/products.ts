import { advance, type Code, code, define, f64, f64x2, i32, whileBelow } from './assembler.ts'

/** Series of a block of pairs, and lags of one series that are taken at the same time. */
export const PAIR_ROWS = 4
export const PAIR_COLUMNS = 2
export const LAGS_AT_ONCE = 8

/** Doubles that one round of the loop takes of each series. */
export const PRODUCT_STEP = 8

/**
 * The function that adds to `into[r · columns + c]` the inner product of series r at `first + r · firstStride` with series
 * c at `second + c · secondStride` (bytes), of `bytes` each: a multiple of `PRODUCT_STEP` doubles. It does so for `blocks`
 * blocks of `columns` series beside one another. All sums of a block stay in registers, and a value that was read serves
 * all of them.
 */
const defineProducts = (name: string, rows: number, columns: number) =>
  define(
    name,
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    (local, first, firstStride, second, secondStride, bytes, into, blocks) => {
      const sums = Array.from({ length: rows * columns }, () => local('f64x2'))
      const series = (count: number, start: Code, stride: Code) =>
        Array.from({ length: count }, (_, index) => {
          const at = local('i32')
          return { at, begin: at.set(i32.add(start, i32.multiply(stride, i32.const(index)))) }
        })
      const left = series(rows, first.get, firstStride.get)
      const right = series(columns, second.get, secondStride.get)
      // The values of the side with fewer series are kept, those of the other pass by.
      const keepsLeft = rows < columns
      const kept = (keepsLeft ? left : right).map(({ at }) => ({ at, value: local('f64x2') }))
      const passing = local('f64x2')
      const [end, block] = [local('i32'), local('i32')]
      const step = (offset: number): Code =>
        code(
          kept.map(({ at, value }) => value.set(f64x2.load(at.get, offset))),
          (keepsLeft ? right : left).flatMap(({ at }, index) => [
            passing.set(f64x2.load(at.get, offset)),
            ...kept.map(({ value }, other) => {
              const sum = sums[keepsLeft ? other * columns + index : index * columns + other]
              return sum.set(f64x2.add(sum.get, f64x2.multiply(passing.get, value.get)))
            }),
          ]),
        )
      const both = [...left, ...right]
      const round = code(
        Array.from({ length: PRODUCT_STEP / 2 }, (_, index) => step(index * 16)),
        both.map(({ at }) => advance(at, i32.const(PRODUCT_STEP * 8))),
      )
      const oneBlock = code(
        both.map(({ begin }) => begin),
        sums.map((sum) => sum.set(f64x2.const(0))),
        end.set(i32.add(first.get, bytes.get)),
        whileBelow(left[0].at, end.get, round),
        sums.map((sum, at) =>
          f64.store(
            into.get,
            f64.add(f64.load(into.get, at * 8), f64.add(f64x2.lane(sum.get, 0), f64x2.lane(sum.get, 1))),
            at * 8,
          ),
        ),
        advance(second, i32.multiply(secondStride.get, i32.const(columns))),
        advance(into, i32.const(rows * columns * 8)),
        advance(block, i32.const(1)),
      )
      return whileBelow(block, blocks.get, oneBlock)
    },
  )

export const PRODUCT_FUNCTIONS = [
  defineProducts('pairs', PAIR_ROWS, PAIR_COLUMNS),
  defineProducts('lags', 1, LAGS_AT_ONCE),
]
