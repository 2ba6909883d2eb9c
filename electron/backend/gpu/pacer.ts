/** No dispatch should run longer: a longer one stalls the desktop, and drivers kill those of seconds. */
export const LONGEST_DISPATCH_MS = 50
const TARGET_MS = 15
const GROWTH = 2

/**
 * Chooses how much work one dispatch gets from how long those before it took: few units at first, then as many as
 * take some 15 ms, at most doubling from one to the next. Units are whatever the caller counts.
 */
export type Pacer = {
  /** Units for the next dispatch. */
  readonly budget: () => number
  readonly record: (units: number, milliseconds: number) => void
  readonly longestMs: () => number
}

export function createPacer(firstUnits: number): Pacer {
  let budget = firstUnits
  let longest = 0
  return {
    budget: () => budget,
    record(units, milliseconds) {
      longest = Math.max(longest, milliseconds)
      const fitting = (units * TARGET_MS) / Math.max(milliseconds, 0.05)
      budget = Math.max(1, fitting < budget ? fitting : Math.min(fitting, budget * GROWTH))
    },
    longestMs: () => longest,
  }
}
