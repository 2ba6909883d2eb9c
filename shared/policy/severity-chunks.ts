import { jensenShannon } from '../stats/divergence/divergences.ts'
import type { ColumnMeasures } from '../stats/drift/measures.ts'
import { createRandom, randomMultinomial } from '../stats/random.ts'
import { say } from '../words/say.ts'
import type { RuleJudgement } from './severity-bands.ts'
import type { ChunksPolicy } from './severity-policy.ts'

export interface ChunkThreshold {
  readonly mean: number
  readonly deviation: number
  readonly threshold: number
  /** The baseline's chunks were drawn from its counts, since their order was not given. */
  readonly simulated: boolean
}

const SIMULATED_CHUNKS = 200

/**
 * Mean + `sigmas` standard deviations of the Jensen–Shannon distance (base 2) of baseline chunks from the whole
 * baseline. `distances` are those of the real chunks; without them chunks of the same size are drawn, seeded, from
 * the baseline's counts. Null without baseline rows.
 */
export function chunkThreshold(
  measures: ColumnMeasures,
  policy: ChunksPolicy,
  distances: readonly number[] | null = null,
): ChunkThreshold | null {
  const reference = measures.bins.map((bin) => bin.reference)
  const rows = measures.rows.reference
  if (rows < policy.chunks) return null
  let values = distances
  if (values === null || values.length < 2) {
    const random = createRandom(0)
    const chunk = Math.floor(rows / policy.chunks)
    values = Array.from({ length: SIMULATED_CHUNKS }, () => {
      const drawn = randomMultinomial(random, chunk, reference)
      return jensenShannon(reference, drawn).distance
    })
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  return {
    mean,
    deviation,
    threshold: mean + policy.sigmas * deviation,
    simulated: distances === null || distances.length < 2,
  }
}

/** The rule knows alert or not; an alert is shown as moderate. */
export function judgeByChunks(
  measures: ColumnMeasures,
  policy: ChunksPolicy,
  distances: readonly number[] | null,
): RuleJudgement {
  const limit = chunkThreshold(measures, policy, distances)
  if (limit === null || measures.js === null) {
    return { severity: 'none', reasons: [say('severity.chunks.few')] }
  }
  const value = measures.js.distance
  return {
    severity: value > limit.threshold ? 'moderate' : 'none',
    reasons: [
      say(limit.simulated ? 'severity.chunks.drawn' : 'severity.chunks.real', {
        value,
        limit: limit.threshold,
      }),
    ],
  }
}
