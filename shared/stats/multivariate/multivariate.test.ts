import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, randomNormal } from '../random.ts'
import { correlationChange, correlationMatrix } from './correlation-change.ts'
import { domainClassifier, domainFeatures } from './domain-classifier.ts'
import { addStrips } from './kernel-strips.ts'
import { emptyKernelSums } from './kernel-sums.ts'
import {
  completeRows,
  fitStandardizer,
  type Matrix,
  matrixOfRows,
  sampleRows,
  standardize,
} from './matrix.ts'
import { energyTest, finishMmd, medianDistance, mmd, planMmd } from './mmd.ts'
import golden from './multivariate.golden.json' with { type: 'json' }
import { fitPca, reconstructionDrift, reconstructionErrors } from './pca-reconstruction.ts'
import { fitRidgeLogistic } from './ridge-logistic.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

const x = matrixOfRows(golden.x)
const y = matrixOfRows(golden.y)

function normal(rows: number, columns: number, seed: number, shift = 0, scale = 1): Matrix {
  const random = createRandom(seed)
  const values = Float64Array.from({ length: rows * columns }, () => shift + scale * randomNormal(random))
  return { rows, columns, values }
}

/** Two columns of standard deviation one with a correlation. */
function correlated(rows: number, r: number, seed: number): Matrix {
  const free = normal(rows, 2, seed)
  const values = free.values.slice()
  for (let i = 0; i < rows; i++)
    values[2 * i + 1] = r * values[2 * i] + Math.sqrt(1 - r * r) * values[2 * i + 1]
  return { rows, columns: 2, values }
}

describe('MMD', () => {
  it('is that of its definition, biased and unbiased', () => {
    const { sigma } = golden
    expect(mmd(x, y, { sigma, unbiased: false }).value?.value).toBeCloseTo(golden.biased, 12)
    expect(mmd(x, y, { sigma }).value?.value).toBeCloseTo(golden.unbiased, 12)
    expect(medianDistance(x, y)).toBeCloseTo(golden.median_distance, 12)
    expect(mmd(x, y).value?.sigma).toBeCloseTo(golden.median_distance, 12)
  })

  it('has a p-value that the seed repeats and that sees a planted shift', () => {
    const options = { permutations: 199, seed: 3 }
    const shifted = mmd(normal(120, 3, 1), normal(100, 3, 2, 0.8), options).value
    expect(shifted?.pValue).toBe(1 / 200)
    expect(mmd(normal(120, 3, 1), normal(100, 3, 2, 0.8), options).value).toEqual(shifted)
  })

  it('keeps its level under no change', () => {
    let fired = 0
    for (let seed = 0; seed < 100; seed++) {
      const { value } = mmd(normal(30, 2, 2 * seed), normal(30, 2, 2 * seed + 1), { permutations: 99, seed })
      if ((value?.pValue ?? 0) <= 0.05) fired += 1
    }
    expect(fired).toBeLessThan(13)
  })

  it('can be shared out by strips', () => {
    const plan = planMmd(normal(200, 2, 1), normal(190, 2, 2, 0.1), { permutations: 20, sigma: 1 })
    const whole = emptyKernelSums(plan)
    addStrips(plan, 0, plan.strips, whole)
    const shared = emptyKernelSums(plan)
    for (let strip = plan.strips; strip > 0; strip--) addStrips(plan, strip - 1, strip, shared)
    expect(plan.strips).toBe(49)
    const one = finishMmd(plan, whole, true)
    const other = finishMmd(plan, shared, true)
    expect(other.value).toBeCloseTo(one.value, 12)
    expect(other.pValue).toBe(one.pValue)
  })

  it('is not negative when biased, 0 on itself, and the same both ways', () => {
    const rows = fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 2 }), {
      minLength: 2,
      maxLength: 20,
    })
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const options = { sigma: 1.3, unbiased: false }
        const forward = mmd(matrixOfRows(a), matrixOfRows(b), options).value?.value ?? Number.NaN
        expect(forward).toBeGreaterThanOrEqual(-1e-12)
        expect(mmd(matrixOfRows(b), matrixOfRows(a), options).value?.value).toBeCloseTo(forward, 12)
        expect(mmd(matrixOfRows(a), matrixOfRows(a), options).value?.value).toBeCloseTo(0, 12)
      }),
    )
  })

  it('warns of too few rows and refuses what it cannot compare', () => {
    expect(mmd(normal(30, 4, 1), normal(30, 4, 2)).value?.warning).toContain('too few')
    expect(mmd(x, y).value?.warning).toBeNull()
    expect(mmd(normal(1, 2, 1), normal(9, 2, 2)).reason).toContain('fewer than two rows')
    expect(mmd(normal(5, 0, 1), normal(9, 0, 2)).reason).toBe('there is no column')
    expect(() => mmd(normal(5, 2, 1), normal(5, 3, 2))).toThrow('2 and 3 columns')
    expect(medianDistance(matrixOfRows([1, 1]), matrixOfRows([1]))).toBe(1)
  })
})

describe('energy test', () => {
  it('is that of its definition and sees a change of spread', () => {
    expect(energyTest(x, y).value?.value).toBeCloseTo(golden.energy, 12)
    const wide = energyTest(normal(150, 2, 1), normal(150, 2, 2, 0, 1.7), { permutations: 199 }).value
    expect(wide?.pValue).toBeLessThan(0.02)
    const same = energyTest(normal(150, 2, 1), normal(150, 2, 9), { permutations: 199 }).value
    expect(same?.pValue).toBeGreaterThan(0.05)
  })
})

describe('symmetric eigen solver', () => {
  it('has the eigenvalues of NumPy, and vectors that diagonalise', () => {
    const matrix = Float64Array.from(golden.square)
    const { values, vectors } = symmetricEigen(matrix, 6)
    for (const [k, value] of golden.eigenvalues.entries()) {
      expect(values[k]).toBeCloseTo(value, 10)
      for (let i = 0; i < 6; i++) {
        let product = 0
        for (let j = 0; j < 6; j++) product += matrix[i * 6 + j] * vectors[k * 6 + j]
        expect(product).toBeCloseTo(value * vectors[k * 6 + i], 10)
      }
    }
  })
})

describe('PCA reconstruction', () => {
  it("has scikit-learn's errors", () => {
    const model = fitPca(x, { components: 2 })
    expect(model.explained).toBeCloseTo(golden.pca_explained, 10)
    for (const [sample, errors] of [
      [x, golden.pca_errors_x],
      [y, golden.pca_errors_y],
    ] as const) {
      const own = reconstructionErrors(model, sample)
      for (const [i, error] of errors.entries()) expect(own[i]).toBeCloseTo(error, 8)
    }
  })

  it('sees a broken relation that no column shows by itself', () => {
    const baseline = correlated(2000, 0.9, 1)
    expect(reconstructionDrift(baseline, correlated(1000, 0.9, 2), { components: 1 }).value?.drifted).toBe(
      false,
    )
    expect(reconstructionDrift(baseline, correlated(1000, 0, 3), { components: 1 }).value?.drifted).toBe(true)
    expect(reconstructionDrift(baseline, correlated(1000, 0.99, 3), { components: 1 }).value?.drifted).toBe(
      true,
    )
  })

  it('says why it cannot answer', () => {
    expect(reconstructionDrift(normal(10, 2, 1), normal(10, 2, 2)).reason).toContain('too few')
    expect(reconstructionDrift(normal(100, 2, 1), normal(0, 2, 2)).reason).toContain('0 current rows')
  })
})

describe('correlation change', () => {
  it("has NumPy's correlations and Fisher's z", () => {
    const pairs = correlationChange(x, y)?.pairs ?? []
    for (const [first, second, reference, current, z, p] of golden.pairs) {
      const pair = pairs.find((candidate) => candidate.first === first && candidate.second === second)
      expect(pair?.reference).toBeCloseTo(reference, 12)
      expect(pair?.current).toBeCloseTo(current, 12)
      expect(pair?.z).toBeCloseTo(z, 9)
      expect(pair?.pValue).toBeCloseTo(p, 9)
      expect(pair?.pAdjusted).toBeGreaterThanOrEqual(p - 1e-12)
    }
  })

  it('sees a broken pair and leaves constant columns out', () => {
    expect(correlationChange(correlated(300, 0.8, 1), correlated(300, 0.2, 2))?.changed).toBe(1)
    expect(correlationChange(correlated(300, 0.8, 1), correlated(300, 0.8, 2))?.changed).toBe(0)
    const constant = matrixOfRows(Array.from({ length: 20 }, (_, i) => [i, 5]))
    expect(correlationChange(constant, constant)?.pairs).toEqual([])
    expect(correlationChange(normal(3, 2, 1), normal(9, 2, 2))).toBeNull()
    expect(
      correlationMatrix(
        matrixOfRows([
          [1, 2],
          [2, 4],
          [3, 6],
        ]),
      )[1],
    ).toBe(1)
  })
})

describe('domain classifier', () => {
  it("has scikit-learn's features and ridge weights", () => {
    const pooled = matrixOfRows([...golden.x, ...golden.y])
    const features = domainFeatures(pooled)
    for (const [j, value] of golden.features_first.entries())
      expect(features.values[j]).toBeCloseTo(value, 10)
    const labels = [...golden.x.map(() => 0), ...golden.y.map(() => 1)]
    const model = fitRidgeLogistic(features, labels)
    expect(model.intercept).toBeCloseTo(golden.intercept, 5)
    for (const [j, weight] of golden.weights.entries()) expect(model.weights[j]).toBeCloseTo(weight, 5)
  })

  it('names the column whose level moved and the one whose spread did', () => {
    const current = normal(800, 4, 2)
    for (let i = 0; i < current.rows; i++) {
      current.values[i * 4 + 2] += 1
      current.values[i * 4 + 1] *= 2
    }
    const { value } = domainClassifier(normal(800, 4, 1), current)
    expect(value?.auc).toBeGreaterThan(0.75)
    expect(value?.pValue).toBeLessThan(1e-6)
    const [first, second] = value?.weights ?? []
    expect([first.column, second.column].sort()).toEqual([1, 2])
    const level = value?.weights.find(({ column }) => column === 2)
    const spread = value?.weights.find(({ column }) => column === 1)
    expect(Math.abs(level?.level ?? 0)).toBeGreaterThan(Math.abs(level?.spread ?? 0))
    expect(Math.abs(spread?.spread ?? 0)).toBeGreaterThan(Math.abs(spread?.level ?? 0))
  })

  it('finds nothing where nothing moved, and its p-values are those of no change', () => {
    let fired = 0
    for (let seed = 0; seed < 40; seed++) {
      const { value } = domainClassifier(normal(150, 3, 2 * seed), normal(150, 3, 2 * seed + 1), { seed })
      if ((value?.pValue ?? 0) < 0.05) fired += 1
    }
    expect(fired).toBeLessThan(8)
  })

  it('says why it cannot answer and warns of too few rows', () => {
    expect(domainClassifier(normal(5, 2, 1), normal(50, 2, 2)).reason).toContain('folds')
    expect(domainClassifier(normal(20, 5, 1), normal(20, 5, 2)).value?.warning).toContain('100 are needed')
    expect(domainClassifier(normal(300, 2, 1), normal(300, 2, 2), { maxRows: 50 }).value?.rowsUsed).toBe(100)
  })
})

describe('matrices', () => {
  it('keep complete rows, refuse ragged ones and standardise constant columns to 0', () => {
    const { matrix, left } = completeRows([
      [1, Number.NaN, 3],
      [4, 5, 6],
    ])
    expect([...matrix.values]).toEqual([1, 4, 3, 6])
    expect(left).toBe(1)
    expect(() => completeRows([[1], [1, 2]])).toThrow('different lengths')
    expect(() => matrixOfRows([[1], [1, 2]])).toThrow('different lengths')
    expect(() => matrixOfRows([Number.NaN])).toThrow('no finite number')
    const constant = matrixOfRows([0.1, 0.1, 0.1])
    expect([...standardize(constant, fitStandardizer(constant)).values]).toEqual([0, 0, 0])
    expect(sampleRows(normal(100, 2, 1), 10, 4)).toEqual(sampleRows(normal(100, 2, 1), 10, 4))
  })
})
