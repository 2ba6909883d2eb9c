/** An axis with one number on it says nothing about its scale. */
const LEAST_TICKS = 2

/**
 * Round numbers from `low` to `high` (multiples of 1, 2 or 5 times a power of ten), about `count` of them and two at
 * least, all within the range. An empty or endless range has none.
 */
export function niceTicks(low: number, high: number, count: number): number[] {
  const ticks = ticksOf(low, high, count)
  // A step is at most 2.5 times as long as it was asked for, so that a sixth of the range fits twice.
  return ticks.length < LEAST_TICKS ? ticksOf(low, high, 3 * LEAST_TICKS) : ticks
}

function ticksOf(low: number, high: number, count: number): number[] {
  const step = niceStep(high - low, count)
  if (step === null) return []
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  // Multiplying whole numbers keeps 0.3 from becoming 0.30000000000000004 at the tenth addition.
  const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    round((first + index) * step, step),
  )
  // Where the range is so narrow that doubles hardly tell its ends apart, rounding can leave it.
  const slack = step * 1e-6
  return ticks.filter((tick) => tick >= low - slack && tick <= high + slack)
}

/** The smallest round number that is not below `value`, for an axis that starts at zero. */
export function niceEnd(value: number, count: number): number {
  const step = niceStep(value, count)
  return step === null ? 1 : round(Math.ceil(value / step - 1e-9) * step, step)
}

function niceStep(span: number, count: number): number | null {
  if (!(span > 0) || !Number.isFinite(span)) return null
  const rough = span / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10
  return factor * power
}

function round(value: number, step: number): number {
  const digits = Math.max(0, Math.min(100, -Math.floor(Math.log10(step))))
  return Number(value.toFixed(digits))
}
