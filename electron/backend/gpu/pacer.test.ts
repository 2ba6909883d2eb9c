import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPacer, FIRST_UNITS, LONGEST_DISPATCH_MS } from './pacer.ts'

/** A device that takes a fixed time to start a dispatch, then one for each unit, and up to a tenth more by chance. */
type Device = { readonly startMs: number; readonly unitsPerMs: number; readonly jitter: readonly number[] }

const devices: fc.Arbitrary<Device> = fc.record({
  startMs: fc.double({ min: 0, max: 20, noNaN: true }),
  unitsPerMs: fc.double({ min: 1, max: 9, noNaN: true }).map((exponent) => 10 ** exponent),
  jitter: fc.array(fc.double({ min: 1, max: 1.1, noNaN: true }), { minLength: 7, maxLength: 13 }),
})

function run(device: Device, work: number, pacer = createPacer()): { times: number[]; units: number[] } {
  const times: number[] = []
  const units: number[] = []
  for (let left = work; left > 0; ) {
    const now = Math.min(left, pacer.budget())
    const took =
      (device.startMs + now / device.unitsPerMs) * device.jitter[times.length % device.jitter.length]
    pacer.record(now, took)
    times.push(took)
    units.push(now)
    left -= now
  }
  return { times, units }
}

describe('on a device of any speed', () => {
  test('no dispatch but the first takes longer than 50 ms', () => {
    fc.assert(
      fc.property(devices, fc.double({ min: 1, max: 5_000, noNaN: true }), (device, ms) => {
        const { times } = run(device, ms * device.unitsPerMs)
        expect(Math.max(0, ...times.slice(1))).toBeLessThanOrEqual(LONGEST_DISPATCH_MS)
      }),
    )
  })

  test('a dispatch is at most four times the one before, and the first is small', () => {
    fc.assert(
      fc.property(devices, (device) => {
        const { units } = run(device, 2_000 * device.unitsPerMs)
        expect(units[0]).toBeLessThanOrEqual(FIRST_UNITS)
        for (let i = 1; i < units.length; i++) expect(units[i]).toBeLessThanOrEqual(4 * units[i - 1] + 1e-6)
      }),
    )
  })

  test('starting dispatches costs a bounded part of the work', () => {
    fc.assert(
      fc.property(devices, (device) => {
        // A second of work: some 25 dispatches find the size, then each holds at least 5 ms of work.
        const { times } = run(device, 1_000 * device.unitsPerMs)
        expect(times.length).toBeLessThanOrEqual(25 + 1_000 / 5)
      }),
    )
  })
})

test('dispatches that take twice as long by chance stay within 50 ms', () => {
  const noisy = fc.record({
    startMs: fc.double({ min: 0, max: 3, noNaN: true }),
    unitsPerMs: fc.double({ min: 2, max: 9, noNaN: true }).map((exponent) => 10 ** exponent),
    jitter: fc.array(fc.double({ min: 1, max: 2, noNaN: true }), { minLength: 7, maxLength: 13 }),
  })
  fc.assert(
    fc.property(noisy, (device) => {
      const { times } = run(device, 2_000 * device.unitsPerMs)
      expect(Math.max(...times.slice(1))).toBeLessThanOrEqual(LONGEST_DISPATCH_MS)
    }),
  )
})

test('a device that starts slowly and always takes the same does not get ever smaller pieces', () => {
  const { units } = run({ startMs: 20, unitsPerMs: 1e6, jitter: [1] }, 1e9)
  expect(Math.min(...units.slice(-10, -1))).toBeGreaterThan(5e6)
})

test('a small rest of work does not make the next dispatches small', () => {
  const pacer = createPacer()
  run({ startMs: 0.1, unitsPerMs: 1e6, jitter: [1] }, 1e9, pacer)
  const before = pacer.budget()
  pacer.record(1_000, 0.101)
  expect(pacer.budget()).toBe(before)
})

test('work of another shape that is three times as slow stays within 50 ms', () => {
  const pacer = createPacer()
  run({ startMs: 0.1, unitsPerMs: 3e6, jitter: [1] }, 1e9, pacer)
  pacer.restart()
  const { times } = run({ startMs: 0.1, unitsPerMs: 1e6, jitter: [1] }, 1e9, pacer)
  expect(Math.max(...times)).toBeLessThanOrEqual(LONGEST_DISPATCH_MS)
})

test('a device that gets slower by ten gets less at once', () => {
  const pacer = createPacer()
  run({ startMs: 0.1, unitsPerMs: 1e6, jitter: [1] }, 1e9, pacer)
  const { times } = run({ startMs: 0.1, unitsPerMs: 1e5, jitter: [1] }, 1e8, pacer)
  expect(Math.max(...times.slice(1))).toBeLessThanOrEqual(LONGEST_DISPATCH_MS)
})
