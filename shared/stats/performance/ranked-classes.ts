import { sortFloat64 } from '../sorting/float64.ts'
import type { LabelledScores } from './labelled-scores.ts'

/** The scores of each class, ascending. Ranking metrics need nothing else. */
export interface RankedClasses {
  readonly positive: Float64Array
  readonly negative: Float64Array
}

export function rankClasses(data: LabelledScores): RankedClasses {
  const positive = new Float64Array(data.positives)
  const negative = new Float64Array(data.negatives)
  let p = 0
  let n = 0
  for (let i = 0; i < data.rows; i++) {
    if (data.labels[i] === 1) positive[p++] = data.scores[i]
    else negative[n++] = data.scores[i]
  }
  return { positive: sortFloat64(positive), negative: sortFloat64(negative) }
}

/**
 * Walks the distinct scores from the highest down. `visit` gets the score and how many positives and negatives have
 * exactly it, so that ties are always taken together.
 */
export function descendScores(
  ranked: RankedClasses,
  visit: (score: number, positives: number, negatives: number) => void,
): void {
  const { positive, negative } = ranked
  let p = positive.length - 1
  let n = negative.length - 1
  while (p >= 0 || n >= 0) {
    const score = Math.max(
      p >= 0 ? positive[p] : Number.NEGATIVE_INFINITY,
      n >= 0 ? negative[n] : Number.NEGATIVE_INFINITY,
    )
    const fromP = p
    const fromN = n
    while (p >= 0 && positive[p] === score) p -= 1
    while (n >= 0 && negative[n] === score) n -= 1
    visit(score, fromP - p, fromN - n)
  }
}
