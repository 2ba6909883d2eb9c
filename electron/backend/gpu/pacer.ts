/** No dispatch should run longer: a longer one stalls the desktop, and drivers kill those of seconds. */
export const LONGEST_DISPATCH_MS = 50
/** Work of the first dispatch on a device that nothing is known of, in multiply-adds or the like. */
export const FIRST_UNITS = 1e5
/** What a dispatch is meant to take, and the least of it that is not spent on starting it. */
const TARGET_MS = 15
const LEAST_WORK_MS = 10
/** A dispatch is given no more than would take so long if time grew as fast as the work. */
const SAFE_MS = 0.9 * LONGEST_DISPATCH_MS
const GROWTH = 4
/** The slowest of the last dispatches counts: a quick one may have been luck. */
const REMEMBERED = 3

/**
 * Chooses how much work one dispatch gets from how long those before it took: little at first, then as much as takes
 * some 15 ms, at most four times as much as the one before. A dispatch takes a fixed time to start, which is told from
 * dispatches of different size, and then a time for each unit of work. Units are whatever the caller counts.
 *
 * On a device that takes o + u/s for u units, with o up to 30 ms, each dispatch but the first takes at most 50 ms, and at
 * least 10 ms of it are work once the size is found.
 */
export type Pacer = {
  /** Units for the next dispatch. */
  readonly budget: () => number
  /** What so many units should take; 0 while nothing is known. */
  readonly expectedMs: (units: number) => number
  readonly record: (units: number, milliseconds: number) => void
  /** Before work of another shape, whose units may take longer. */
  readonly restart: () => void
}

type Dispatched = { readonly units: number; readonly milliseconds: number }

export function createPacer(firstUnits = FIRST_UNITS): Pacer {
  let budget = firstUnits
  let overhead = 0
  let starts: readonly number[] = [0]
  let perUnit = Number.POSITIVE_INFINITY
  let least = Number.POSITIVE_INFINITY
  let recent: readonly Dispatched[] = []
  return {
    budget: () => budget,
    expectedMs: (units) => (recent.length === 0 ? 0 : overhead + perUnit * units),
    record(units, milliseconds) {
      const took = Math.max(milliseconds, 0.01)
      const isRest = units < budget / 2 && took <= 2 * (overhead + perUnit * units)
      least = Math.min(least, took)
      // What is left at an end tells nothing of larger work that was not known.
      if (isRest) return
      const before = recent.at(-1)
      if (before !== undefined && Math.abs(units - before.units) > 0.2 * Math.max(units, before.units)) {
        const slope = Math.max(0, (took - before.milliseconds) / (units - before.units))
        starts = [...starts, Math.max(0, took - slope * units)].slice(-REMEMBERED)
      }
      overhead = Math.min(least, ...starts)
      recent = [...recent, { units, milliseconds: took }].slice(-REMEMBERED)
      // Small dispatches tell of their start rather than of their work.
      const alike = recent.filter((one) => one.units >= units / 2)
      perUnit = Math.max(...alike.map((one) => Math.max(one.milliseconds - overhead, 1e-3) / one.units))
      const work = Math.max(TARGET_MS - overhead, LEAST_WORK_MS)
      budget = Math.max(1, Math.min(units * GROWTH, (units * SAFE_MS) / took, work / perUnit))
    },
    restart() {
      budget = Math.min(budget, Math.max(firstUnits, budget / GROWTH))
    },
  }
}
