import type { TrafficFacts } from '#shared/policy/breaker/lint/finding.ts'
import { sortFloat64 } from '#shared/stats/sorting/float64.ts'
import type { Coded, RowFeed } from '../../observations/feed.ts'

const HOUR = 3_600_000
/** Fewest labelled rows for an accuracy. */
const FEWEST = 200

/**
 * What a log tells of its traffic. The accuracy of the healthy model is that of its better half: the median over ten equal
 * parts of the labelled rows.
 */
export function trafficFacts({
  rows,
  times,
  timed,
  right,
  late,
  loopTests,
  segments,
}: RowFeed): TrafficFacts {
  const span = rows > 1 ? times[rows - 1] - times[0] : 0
  const labelled = right.reduce((count, outcome) => count + (outcome < 0 ? 0 : 1), 0)
  const outcomes = right.filter((outcome) => outcome === 0 || outcome === 1)
  const delays =
    late === null
      ? null
      : sortFloat64(Float64Array.from(late.rows, (row, index) => late.at[index] - times[row]))
  return {
    rowsPerHour: timed && span > 0 ? rows / (span / HOUR) : null,
    labelRate: labelled === 0 ? null : labelled / rows,
    labelDelayMs: delays === null ? null : delays[Math.floor(delays.length / 2)],
    accuracy: outcomes.length < FEWEST ? null : medianOfParts(outcomes),
    loopTests: loopTests.length,
    valueShares: Object.fromEntries([...segments].map(([column, coded]) => [column, medianShare(coded)])),
  }
}

function medianOfParts(outcomes: Int8Array): number {
  const parts = Array.from({ length: 10 }, (_, part) => {
    const slice = outcomes.subarray((part * outcomes.length) / 10, ((part + 1) * outcomes.length) / 10)
    return slice.reduce((sum, outcome) => sum + outcome, 0) / slice.length
  }).toSorted((a, b) => a - b)
  return parts[5]
}

function medianShare({ codes, values }: Coded): number {
  const counts = new Float64Array(values.length + 1)
  for (const code of codes) counts[code + 1] += 1
  const present = counts.filter((count) => count > 0).sort()
  return present.length === 0 ? 1 : present[Math.floor(present.length / 2)] / codes.length
}
