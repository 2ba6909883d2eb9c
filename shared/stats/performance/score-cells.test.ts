import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { labelledScores } from './labelled-scores.ts'
import { brierScore } from './probability-scores.ts'
import { rocAuc } from './roc-auc.ts'
import { countedMetrics } from './score-cells.ts'

const CELLS = 500

/** Rows and their counts on cells of equal width. */
function sample(rows: number, seed: number) {
  const random = createRandom(seed)
  const scores = Float64Array.from({ length: rows }, () => random.uniform() ** 2)
  const labels = scores.map((score) => (random.uniform() < score ? 1 : 0))
  const empty = () => new Float64Array(CELLS)
  const cells = { rows: empty(), sums: empty(), labelled: empty(), positives: empty() }
  for (let i = 0; i < rows; i++) {
    const c = Math.floor(scores[i] * CELLS)
    cells.rows[c] += 1
    cells.sums[c] += scores[i]
    cells.labelled[c] += 1
    cells.positives[c] += labels[i]
  }
  const correct = scores.reduce((sum, score, i) => sum + Number(Number(score >= 0.5) === labels[i]), 0)
  return { data: labelledScores(labels, scores), cells, accuracy: correct / rows }
}

describe('metrics from score cells', () => {
  const { data, cells, accuracy } = sample(20_000, 3)
  const found = countedMetrics(cells)

  it('hold the values of the rows within their bounds', () => {
    const auc = rocAuc(data).value ?? Number.NaN
    expect(found.rocAuc.bounds?.[0]).toBeLessThanOrEqual(auc)
    expect(found.rocAuc.bounds?.[1]).toBeGreaterThanOrEqual(auc)
    expect((found.rocAuc.bounds?.[1] ?? 1) - (found.rocAuc.bounds?.[0] ?? 0)).toBeLessThan(0.02)
    expect(found.accuracy.bounds?.[0]).toBeLessThanOrEqual(accuracy)
    expect(found.accuracy.bounds?.[1]).toBeGreaterThanOrEqual(accuracy)
    expect(found.brier.value).toBeCloseTo(brierScore(data).value ?? Number.NaN, 4)
  })

  it('have an interval like that of the rows', () => {
    const exact = rocAuc(data).ci
    expect(found.rocAuc.ci?.[0]).toBeCloseTo(exact?.[0] ?? Number.NaN, 3)
    expect(found.rocAuc.ci?.[1]).toBeCloseTo(exact?.[1] ?? Number.NaN, 3)
  })

  it('are calibrated where the rows are', () => {
    expect(found.ece.value).toBeLessThan(0.02)
    const shifted = {
      ...cells,
      sums: cells.sums.map((sum, c) => Math.min(cells.rows[c], sum + 0.1 * cells.rows[c])),
    }
    expect(countedMetrics(shifted).ece.value).toBeGreaterThan(0.08)
  })

  it('are those of the rows exactly when every cell holds one score', () => {
    // Fawcett (2006), An introduction to ROC analysis: 10 of 10 with AUC 0.68 by hand (68 of 100 pairs).
    const labels = [1, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0].reverse()
    const ones = new Float64Array(20).fill(1)
    const counted = countedMetrics({
      rows: ones,
      sums: Float64Array.from({ length: 20 }, (_, i) => (i + 0.5) / 20),
      labelled: ones,
      positives: labels,
    })
    expect(counted.rocAuc.value).toBeCloseTo(0.68, 12)
    expect(counted.rocAuc.bounds).toEqual([counted.rocAuc.value, counted.rocAuc.value])
  })

  it('are null with a reason without labels, of one class, and of labels other than 0 and 1', () => {
    const none = new Float64Array(CELLS)
    expect(countedMetrics({ ...cells, labelled: none, positives: none }).rocAuc.reason).toBe(
      'no row has a label',
    )
    expect(countedMetrics({ ...cells, positives: none }).rocAuc.reason).toBe(
      'no row is of the positive class',
    )
    const negative = cells.positives.map((count) => -count)
    expect(countedMetrics({ ...cells, positives: negative }).ece.reason).toContain('other than 0 and 1')
  })
})
