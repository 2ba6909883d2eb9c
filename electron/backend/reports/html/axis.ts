const STEPS = [1, 2, 2.5, 5, 10]

/**
 * Round positions in [low, high] for the labels of an axis: multiples of 1, 2, 2.5 or 5 times a power of ten,
 * about `wanted` of them. A range without extent gives its one position.
 */
export function axisTicks(low: number, high: number, wanted: number): readonly number[] {
  const span = high - low
  if (!(span > 0) || !Number.isFinite(span)) return Number.isFinite(low) ? [low] : []
  const rough = span / Math.max(1, wanted)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * (STEPS.find((factor) => power * factor >= rough * (1 - 1e-9)) ?? 10)
  const ticks: number[] = []
  for (let index = Math.ceil(low / step - 1e-9); index * step <= high + step * 1e-9; index++) {
    ticks.push(Number((index * step).toPrecision(12)))
  }
  return ticks
}
