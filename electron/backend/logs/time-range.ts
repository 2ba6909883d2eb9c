/** UTC times of the first and last row of some parts as texts; null where none of them has times. */
export function timeRange(
  parts: readonly { readonly timeMin: number | null; readonly timeMax: number | null }[],
): [string, string] | null {
  const times = parts.flatMap(({ timeMin, timeMax }) =>
    timeMin === null || timeMax === null ? [] : [timeMin, timeMax],
  )
  if (times.length === 0) return null
  const first = times.reduce((least, time) => Math.min(least, time))
  const last = times.reduce((most, time) => Math.max(most, time))
  return [new Date(first).toISOString(), new Date(last).toISOString()]
}
