import { describe, expect, it } from 'vitest'
import golden from '../golden/special.golden.json' with { type: 'json' }
import { betaRegularized, betaRegularizedInverse } from './beta.ts'
import { binomialCdf, binomialPmf, binomialSf, clopperPearsonInterval, wilsonInterval } from './binomial.ts'
import { chiSquaredSf, chiSquaredUpperQuantile, noncentralChiSquaredSf } from './chi-squared.ts'
import { erf, erfc } from './erf.ts'
import { fSf } from './f-distribution.ts'
import { gammaLower, gammaLowerInverse, gammaUpper, gammaUpperInverse, logGamma } from './gamma.ts'
import { kolmogorovSf, kolmogorovUpperQuantile } from './kolmogorov.ts'
import { kolmogorovSmirnovSf, smirnovSf } from './kolmogorov-finite.ts'
import { normalQuantile, normalSf } from './normal.ts'
import { studentTQuantile, studentTSf } from './student-t.ts'

function expectClose(actual: number, expected: number, relative: number, what: string): void {
  const error = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300)
  expect(error, `${what}: ${actual} against ${expected}`).toBeLessThanOrEqual(relative)
}

describe('against mpmath at 50 digits', () => {
  it('logGamma', () => {
    for (const [x, value] of golden.log_gamma) expectClose(logGamma(x), value, 2e-14, `lgamma ${x}`)
  })
  it('incomplete gamma, both tails', () => {
    for (const [a, x, p, q] of golden.incomplete_gamma) {
      expectClose(gammaLower(a, x), p, 3e-13, `P(${a}, ${x})`)
      expectClose(gammaUpper(a, x), q, 3e-13, `Q(${a}, ${x})`)
    }
  })
  it('incomplete beta', () => {
    for (const [a, b, x, value] of golden.incomplete_beta) {
      expectClose(betaRegularized(a, b, x), value, 3e-13, `I ${x} (${a}, ${b})`)
    }
  })
  it('erf and erfc', () => {
    for (const [x, lower, upper] of golden.erf) {
      expectClose(erf(x), lower, 1e-14, `erf ${x}`)
      expectClose(erfc(x), upper, 1e-13, `erfc ${x}`)
    }
  })
  it('normal tail', () => {
    for (const [x, value] of golden.normal_sf) expectClose(normalSf(x), value, 2e-13, `sf ${x}`)
  })
  it('chi-squared tail', () => {
    for (const [x, df, value] of golden.chi2_sf) {
      if (value > 1e-290) expectClose(chiSquaredSf(x, df), value, 3e-13, `chi2 ${x} ${df}`)
    }
  })
  it("Student's t tail", () => {
    for (const [x, df, value] of golden.t_sf) expectClose(studentTSf(x, df), value, 2e-13, `t ${x} ${df}`)
  })
  it('F tail', () => {
    for (const [x, a, b, value] of golden.f_sf) expectClose(fSf(x, a, b), value, 2e-13, `F ${x} ${a} ${b}`)
  })
})

describe('against SciPy', () => {
  it('normal quantile', () => {
    for (const [p, value] of golden.normal_quantile) {
      if (p === 0.5) expect(normalQuantile(p)).toBe(0)
      else expectClose(normalQuantile(p), value, 1e-13, `ppf ${p}`)
    }
  })
  it('chi-squared upper quantile', () => {
    for (const [p, df, value] of golden.chi2_isf) {
      expectClose(chiSquaredUpperQuantile(p, df), value, 1e-12, `isf ${p} ${df}`)
    }
  })
  it('noncentral chi-squared tail', () => {
    for (const [x, df, lambda, value] of golden.ncx2_sf) {
      expectClose(noncentralChiSquaredSf(x, df, lambda), value, 1e-9, `ncx2 ${x} ${df} ${lambda}`)
    }
  })
  it("Student's t quantile", () => {
    for (const [p, df, value] of golden.t_ppf) {
      if (p === 0.5) expect(studentTQuantile(p, df)).toBe(0)
      else expectClose(studentTQuantile(p, df), value, 1e-11, `t ppf ${p} ${df}`)
    }
  })
  it('Kolmogorov limit law and its quantile', () => {
    for (const [x, value] of golden.kolmogorov_sf) expectClose(kolmogorovSf(x), value, 1e-13, `K ${x}`)
    for (const [p, value] of golden.kolmogorov_isf)
      expectClose(kolmogorovUpperQuantile(p), value, 1e-12, `K ${p}`)
  })
  it('Smirnov one-sided law', () => {
    for (const [n, x, value] of golden.smirnov_sf) {
      if (value > 1e-290) expectClose(smirnovSf(n, x), value, 1e-10, `smirnov ${n} ${x}`)
    }
  })
  it('finite-sample Kolmogorov–Smirnov law', () => {
    for (const [n, d, value] of golden.kstwo_sf) {
      expect(Math.abs(kolmogorovSmirnovSf(n, d) - value), `kstwo ${n} ${d}`).toBeLessThanOrEqual(1e-10)
    }
  })
  it('binomial law', () => {
    for (const [k, n, p, pmf, cdf, sf] of golden.binom) {
      expectClose(binomialPmf(k, n, p), pmf, 1e-12, `pmf ${k} ${n}`)
      expectClose(binomialCdf(k, n, p), cdf, 1e-12, `cdf ${k} ${n}`)
      expectClose(binomialSf(k, n, p), sf, 1e-11, `sf ${k} ${n}`)
    }
  })
  it('Wilson and Clopper–Pearson intervals', () => {
    for (const [k, n, low, high] of golden.wilson) {
      expect(wilsonInterval(k, n)[0]).toBeCloseTo(low, 12)
      expect(wilsonInterval(k, n)[1]).toBeCloseTo(high, 12)
    }
    for (const [k, n, low, high] of golden.clopper_pearson) {
      expect(clopperPearsonInterval(k, n)[0]).toBeCloseTo(low, 12)
      expect(clopperPearsonInterval(k, n)[1]).toBeCloseTo(high, 12)
    }
  })
})

describe('inverses', () => {
  it('undo the incomplete gamma', () => {
    for (const a of [0.3, 1, 4.5, 60, 2000]) {
      for (const p of [1e-12, 0.001, 0.2, 0.5, 0.9, 0.9999]) {
        expectClose(gammaLower(a, gammaLowerInverse(a, p)), p, 1e-11, `P⁻¹(${a}, ${p})`)
        expectClose(gammaUpper(a, gammaUpperInverse(a, p)), p, 1e-11, `Q⁻¹(${a}, ${p})`)
      }
    }
  })
  it('undo the incomplete beta', () => {
    for (const [a, b] of [
      [0.5, 0.5],
      [2, 7],
      [300, 4],
    ]) {
      for (const p of [1e-9, 0.01, 0.5, 0.97]) {
        expectClose(betaRegularized(a, b, betaRegularizedInverse(a, b, p)), p, 1e-10, `I⁻¹(${a}, ${b}, ${p})`)
      }
    }
  })
})

describe('outside the domain', () => {
  it('gives NaN, never a number', () => {
    expect(gammaLower(-1, 2)).toBeNaN()
    expect(betaRegularized(1, 0, 0.5)).toBeNaN()
    expect(normalQuantile(1.1)).toBeNaN()
    expect(kolmogorovSmirnovSf(0, 0.1)).toBeNaN()
  })
})
