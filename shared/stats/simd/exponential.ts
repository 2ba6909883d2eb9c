import { type Code, code, f64x2, i32, i64x2, type Variable } from './assembler.ts'
import { CONSTANTS } from './layout.ts'

/** ln 2 in two parts, the first with zeros at its end, so that whole multiples of it are exact. */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
/** Added to a small double, it leaves the nearest whole number in the last bits. */
const TO_WHOLE = 1.5 * 2 ** 52
/** e to less than this is taken as e to this, 10⁻³⁰⁴: its exponent would not fit. */
const LEAST_EXPONENT = -700
const DEGREE = 13

const INVERSE_FACTORIALS = Array.from({ length: DEGREE + 1 }, (_, power) => {
  let product = 1
  for (let factor = 2; factor <= power; factor++) product *= factor
  return 1 / product
})
/** Numbers that are read where they are needed: to make them anew takes longer. */
export const EXPONENTIAL_CONSTANTS = [
  LEAST_EXPONENT,
  Math.LOG2E,
  TO_WHOLE,
  LN2_HIGH,
  LN2_LOW,
  ...INVERSE_FACTORIALS,
]

/**
 * eˣ for x ≤ 0 to 2 units in the last place, in the place of x: x = n·ln 2 + r with |r| ≤ ln(2)/2, the series of eʳ up to
 * r¹³/13! (what is left out is below 10⁻¹⁷), and n added to the exponent. Neighbouring terms are joined first (Estrin), so
 * that few steps wait for one another.
 */
export function defineExponential(local: () => Variable): (x: Variable) => Code {
  const [whole, multiple] = [local(), local()]
  const powers = [local(), local(), local(), local()]
  const [rest] = powers
  const constant = (value: number): Code =>
    f64x2.loadSplat(i32.const(CONSTANTS + 8 * EXPONENTIAL_CONSTANTS.indexOf(value)))
  const joinNeighbours = (terms: readonly Code[], power: Variable): Code[] =>
    terms.flatMap((term, at) =>
      at % 2 === 1
        ? []
        : [at + 1 === terms.length ? term : f64x2.add(term, f64x2.multiply(terms[at + 1], power.get))],
    )
  const [series] = powers.reduce(joinNeighbours, INVERSE_FACTORIALS.map(constant))
  return (x) =>
    code(
      x.set(f64x2.atLeast(x.get, constant(LEAST_EXPONENT))),
      whole.set(f64x2.add(f64x2.multiply(x.get, constant(Math.LOG2E)), constant(TO_WHOLE))),
      multiple.set(f64x2.subtract(whole.get, constant(TO_WHOLE))),
      rest.set(f64x2.subtract(x.get, f64x2.multiply(multiple.get, constant(LN2_HIGH)))),
      rest.set(f64x2.subtract(rest.get, f64x2.multiply(multiple.get, constant(LN2_LOW)))),
      powers.slice(1).map((power, at) => power.set(f64x2.multiply(powers[at].get, powers[at].get))),
      x.set(i64x2.add(series, i64x2.shiftLeft(whole.get, i32.const(52)))),
    )
}
