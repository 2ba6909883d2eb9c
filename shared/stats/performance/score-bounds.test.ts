import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelledScores } from './labelled-scores.ts'
import { brierScore, logLoss } from './probability-scores.ts'
import { rocAuc } from './roc-auc.ts'
import { rocAucBounds, scoreBounds } from './score-bounds.ts'
import { valueBounds } from './value-bounds.ts'

const rows = fc.array(
  fc.record({
    score: fc.constantFrom(0, 0.1, 0.25, 0.25, 0.4, 0.5, 0.7, 0.9, 1),
    label: fc.constantFrom(0, 1, Number.NaN),
  }),
  { minLength: 2, maxLength: 10 },
)

/** Every way in which the missing labels could turn out. */
function completions(labels: readonly number[]): number[][] {
  return labels.reduce<number[][]>(
    (found, label) =>
      found.flatMap((before) =>
        Number.isNaN(label)
          ? [
              [...before, 0],
              [...before, 1],
            ]
          : [[...before, label]],
      ),
    [[]],
  )
}

describe('bounds of metrics of scores', () => {
  it('are the least and the greatest value over all ways in which the labels could come', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const scores = given.map(({ score }) => score)
        const labels = given.map(({ label }) => label)
        const all = completions(labels).map((labels) => labelledScores(labels, scores))
        const { brier, log_loss } = scoreBounds(labels, scores)
        for (const [bounds, values] of [
          [rocAucBounds(labels, scores), all.map((data) => rocAuc(data).value)],
          [brier, all.map((data) => brierScore(data).value)],
          [log_loss, all.map((data) => logLoss(data).value)],
        ] as const) {
          const known = values.filter((value) => value !== null)
          if (known.length === 0) expect(bounds).toBeNull()
          else {
            expect(bounds?.[0]).toBeCloseTo(Math.min(...known), 10)
            expect(bounds?.[1]).toBeCloseTo(Math.max(...known), 10)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('are none without a score, and leave rows without one out', () => {
    expect(scoreBounds([1, Number.NaN], [Number.NaN, Number.NaN])).toEqual({ brier: null, log_loss: null })
    expect(rocAucBounds([Number.NaN, 1], [0.3, Number.NaN])).toBeNull()
    expect(scoreBounds([1, Number.NaN, 0], [0.5, 0.8, Number.NaN]).brier).toEqual([
      expect.closeTo((0.25 + 0.04) / 2, 12),
      expect.closeTo((0.25 + 0.64) / 2, 12),
    ])
  })
})

describe('bounds of metrics of values', () => {
  it('are reached at the nearest and the furthest end of the range of outcomes', () => {
    expect(valueBounds([3, Number.NaN], [1, 12], [0, 10])).toEqual({
      mae: [(2 + 2) / 2, (2 + 12) / 2],
      rmse: [Math.sqrt((4 + 4) / 2), Math.sqrt((4 + 144) / 2)],
      bias: [(-2 + 2) / 2, (-2 + 12) / 2],
    })
    expect(valueBounds([Number.NaN], [4], [0, 10])).toEqual({ mae: [0, 6], rmse: [0, 6], bias: [-6, 4] })
    expect(valueBounds([1], [Number.NaN], [0, 10])).toEqual({ mae: null, rmse: null, bias: null })
  })
})
