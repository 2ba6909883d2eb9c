import { fitLogisticLine, type LogisticLine } from './logistic-line.ts'

/** P(y = 1 | s) = 1/(1 + exp(a·s + b)), Platt's signs: a is negative where a higher score means positive. */
export interface Platt {
  readonly a: number
  readonly b: number
}

/**
 * Platt scaling of any real scores, with his targets (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2) in place of 1 and 0, which
 * give a finite fit to separable scores. Null where the scores are constant or there are none.
 *
 * Source: Platt (1999), Probabilistic outputs for support vector machines; Lin, Lin and Weng (2007) for the fit.
 */
export function fitPlatt(scores: ArrayLike<number>, labels: ArrayLike<number>): Platt | null {
  let positives = 0
  for (let i = 0; i < labels.length; i++) positives += labels[i]
  const high = (positives + 1) / (positives + 2)
  const low = 1 / (labels.length - positives + 2)
  const targets = Float64Array.from({ length: labels.length }, (_, i) => (labels[i] === 1 ? high : low))
  const line: LogisticLine | null = fitLogisticLine(scores, targets)
  return line === null ? null : { a: -line.slope, b: -line.intercept }
}

export const plattAt = (model: Platt, score: number): number => 1 / (1 + Math.exp(model.a * score + model.b))
