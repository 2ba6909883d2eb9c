/** How long some units of work take: a fixed part and one for each unit. */
export type Cost = { readonly overheadSeconds: number; readonly secondsPerUnit: number }

/** What arithmetic costs here and there, as it was measured. */
export type CostOfKind = { readonly cpu: Cost; readonly gpu: Cost }

export const DENSE_KINDS = ['kernelSums', 'pairwise', 'lagged', 'resample'] as const
export type DenseKind = (typeof DENSE_KINDS)[number]
export type Calibration = { readonly [Kind in DenseKind]: CostOfKind }

/** Work that two cores end in about a second, sooner than a device is found: it is not thought of. */
export const SMALL_UNITS: { readonly [Kind in DenseKind]: number } = {
  kernelSums: 1e11,
  pairwise: 1e10,
  lagged: 1e10,
  resample: 8e8,
}

/** The line through two measurements; neither its start nor its slope is below zero. */
export function lineThrough(
  small: { readonly units: number; readonly seconds: number },
  large: { readonly units: number; readonly seconds: number },
): Cost {
  const slope = Math.max(0, (large.seconds - small.seconds) / (large.units - small.units))
  return { overheadSeconds: Math.max(0, small.seconds - slope * small.units), secondsPerUnit: slope }
}

export const secondsOf = ({ overheadSeconds, secondsPerUnit }: Cost, units: number): number =>
  overheadSeconds + secondsPerUnit * units

/** From how many units on the graphics device is the faster one; null when it never is. */
export function thresholdUnits({ cpu, gpu }: CostOfKind): number | null {
  const gained = cpu.secondsPerUnit - gpu.secondsPerUnit
  if (gained <= 0) return null
  return Math.max(0, (gpu.overheadSeconds - cpu.overheadSeconds) / gained)
}
