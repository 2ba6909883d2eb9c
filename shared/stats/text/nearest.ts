/**
 * The known name nearest to a misspelt one, for "did you mean": by optimal string alignment (insertions,
 * deletions, substitutions and swaps of neighbours cost 1). Null where nothing is at most half wrong.
 */
export function nearest(name: string, known: readonly string[]): string | null {
  let best: string | null = null
  let distance = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    const next = alignmentDistance(name.slice(0, 64), candidate)
    const bound = Math.max(1, Math.floor(Math.max(Math.min(name.length, 64), candidate.length) / 2))
    if (next < distance && next <= bound) {
      distance = next
      best = candidate
    }
  }
  return best
}

function alignmentDistance(a: string, b: string): number {
  const columns = b.length + 1
  const cost = new Int32Array((a.length + 1) * columns)
  const at = (i: number, j: number) => cost[i * columns + j] ?? 0
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) {
        cost[i * columns + j] = i + j
        continue
      }
      let least = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, at(i - 2, j - 2) + 1)
      }
      cost[i * columns + j] = least
    }
  }
  return at(a.length, b.length)
}
