import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assemble, code, define, f64, i32, whileBelow } from './assembler.ts'
import { STRIP_ROWS } from './layout.ts'
import { simdMachine } from './machine.ts'

/** e to minus the squares of these distances, as kernel values are made. */
function exponentials(distances: readonly number[]): number[] {
  const machine = simdMachine()
  const [others, strip, values] = machine.layOut([distances.length * 8, 64, distances.length * 64])
  machine.numbers(others, distances.length).set(distances)
  machine.numbers(strip, STRIP_ROWS).fill(0)
  machine.call('rbf', others, distances.length, 1, strip, -1, values)
  return distances.map((_, at) => machine.numbers(values + at * 64, STRIP_ROWS)[at % STRIP_ROWS])
}

test('exponentials are those of JavaScript to two units in the last place', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 26, noNaN: true }), { minLength: 1 }), (distances) => {
      for (const [at, found] of exponentials(distances).entries()) {
        const expected = Math.exp(-(distances[at] ** 2))
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(2 * Number.EPSILON * expected)
      }
    }),
  )
})

test('of what is far away next to nothing is left', () => {
  expect(exponentials([0, 1, 27, 1e10, 1e200]).map((value) => (value < 1e-300 ? 0 : value))).toEqual([
    1,
    Math.exp(-1),
    0,
    0,
    0,
  ])
})

test('blocks begin at multiples of 64, apart from one another, and hold what is written to them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200_000 }), { maxLength: 6 }), (sizes) => {
      const machine = simdMachine()
      const places = machine.layOut(sizes)
      for (const [at, place] of places.entries()) machine.bytes(place, sizes[at]).fill(at + 1)
      for (const [at, place] of places.entries()) {
        expect(place % 64).toBe(0)
        expect(machine.bytes(place, sizes[at]).every((byte) => byte === at + 1)).toBe(true)
      }
    }),
    { numRuns: 20 },
  )
})

test('numbers of every length are written as the machine reads them', async () => {
  // Adds `by` to the number in the memory for each of `rounds` rounds.
  const many = define('many', ['i32', 'i32'], (local, at, rounds) => {
    const round = local('i32')
    const addConstant = f64.store(at.get, f64.add(f64.load(at.get), f64.load(at.get, 8)))
    return code(
      round.set(i32.const(-300)),
      round.set(i32.add(round.get, i32.const(300))),
      whileBelow(round, rounds.get, code(addConstant, round.set(i32.add(round.get, i32.const(1))))),
    )
  })
  const memory = new WebAssembly.Memory({ initial: 1 })
  const { instance } = await WebAssembly.instantiate(assemble([many]), { env: { memory } })
  const run = instance.exports.many
  if (typeof run !== 'function') throw new Error('no function')
  const numbers = new Float64Array(memory.buffer)
  numbers.set([0, 0.25], 16)
  run(128, 1000)
  expect(numbers[16]).toBe(250)
  run(128, 0)
  expect(numbers[16]).toBe(250)
})

test('a function that is not there is told', () => {
  expect(() => simdMachine().call('nothing')).toThrow('no "nothing"')
})
