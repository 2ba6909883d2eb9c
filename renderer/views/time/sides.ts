import type { HeatmapData } from './heatmap-data.ts'

/** The first bucket of each side that there is. */
export function sideLabels({ buckets }: HeatmapData) {
  return (
    [
      ['slot.baseline', 'reference'],
      ['slot.current', 'current'],
    ] as const
  ).flatMap(([key, side]) => {
    const bucket = buckets.findIndex((one) => one.side === side)
    return bucket < 0 ? [] : [{ key, bucket, side }]
  })
}
