import { describe, expect, it } from 'vitest'
import { measureCategoricalColumn, measureNumericColumn } from '../../stats/drift/column.ts'
import type { ColumnMeasures } from '../../stats/drift/measures.ts'
import { createRandom, type RandomSource, randomMultinomial, randomNormal } from '../../stats/random.ts'
import { judgeRun } from '../severity.ts'
import { SEVERITY_POLICIES, type SeverityPolicy } from '../severity-policy.ts'
import { auditColumn } from './audit-column.ts'
import { auditVerdict } from './verdict-audit.ts'

function policyNamed(name: string): SeverityPolicy {
  const found = SEVERITY_POLICIES.find((policy) => policy.name === name)
  return found ?? expect.fail(`no policy ${name}`)
}

function gaussian(random: RandomSource, n: number, shift = 0): { values: Float64Array; missing: number } {
  return { values: Float64Array.from({ length: n }, () => shift + randomNormal(random)), missing: 0 }
}

function shares(random: RandomSource, n: number, p: readonly number[]) {
  const drawn = randomMultinomial(random, n, p)
  return { counts: new Map(p.map((_, i) => [`c${i}`, drawn[i]] as const)), missing: 0 }
}

/** How often fresh columns are flagged as moderate or more. */
function flagged(policy: SeverityPolicy, runs: number, draw: () => ColumnMeasures): number {
  let hits = 0
  for (let run = 0; run < runs; run++) {
    const [column] = judgeRun([{ name: 'x', measures: draw() }], policy).columns
    if (column.verdict === 'moderate' || column.verdict === 'high') hits++
  }
  return hits / runs
}

describe('auditVerdict agrees with fresh simulations (400 columns each)', () => {
  const shift = Math.sqrt(0.1)
  it.each([
    ['default', 250],
    ['psi-only', 250],
    ['or-rule', 250],
    ['evidently-auto', 400],
  ])('numeric, %s at %d rows', (name, n) => {
    const policy = policyNamed(name)
    const random = createRandom(31)
    const measure = (by: number) =>
      measureNumericColumn(gaussian(random, n), gaussian(random, n, by), { interval: false })
    const audit = auditVerdict(measure(0), policy)
    expect(Math.abs((audit.falseAlarmRate ?? -1) - flagged(policy, 400, () => measure(0)))).toBeLessThan(0.06)
    expect(
      Math.abs((audit.powerAtThreshold ?? -1) - flagged(policy, 400, () => measure(shift))),
    ).toBeLessThan(0.09)
  })
  it.each([
    ['default', 300],
    ['psi-only', 200],
    ['or-rule', 300],
  ])('categorical, %s at %d rows', (name, n) => {
    const policy = policyNamed(name)
    const random = createRandom(32)
    const p = [0.4, 0.3, 0.2, 0.1]
    // PSI of about 0.1 against p.
    const q = [0.285, 0.275, 0.265, 0.175]
    const truth = p.reduce((sum, share, i) => sum + (q[i] - share) * Math.log(q[i] / share), 0)
    expect(truth).toBeCloseTo(0.1, 2)
    const measure = (to: readonly number[]) =>
      measureCategoricalColumn(shares(random, n, p), shares(random, n, to), { interval: false })
    const audit = auditVerdict(measure(p), policy)
    expect(Math.abs((audit.falseAlarmRate ?? -1) - flagged(policy, 400, () => measure(p)))).toBeLessThan(0.04)
    expect(Math.abs((audit.powerAtThreshold ?? -1) - flagged(policy, 400, () => measure(q)))).toBeLessThan(
      0.15,
    )
  })
})

describe('auditVerdict', () => {
  const random = createRandom(33)
  const at = (n: number) =>
    measureNumericColumn(gaussian(random, n), gaussian(random, n), { interval: false })
  it('says for the default that some 440 rows a side find the threshold among 30 columns, and fewer for one', () => {
    const among30 = auditVerdict(at(1000), policyNamed('default'), { columns: 30 }).minRows ?? 0
    const alone = auditVerdict(at(1000), policyNamed('default')).minRows ?? 0
    expect(among30).toBeGreaterThan(390)
    expect(among30).toBeLessThan(490)
    expect(alone).toBeLessThan(among30)
  })
  it('says that PSI alone needs rows only against noise, and is a coin toss at its own limit', () => {
    const audit = auditVerdict(at(100_000), policyNamed('psi-only'))
    expect(audit.powerAtThreshold).toBeCloseTo(0.5, 1)
    expect(auditVerdict(at(200), policyNamed('psi-only')).falseAlarmRate).toBeGreaterThan(0.3)
  })
  it('says nothing is flagged under the least rows', () => {
    expect(auditVerdict(at(100), policyNamed('default'))).toMatchObject({
      powerAtThreshold: 0,
      falseAlarmRate: 0,
    })
  })
  it('is null with a reason for a column of one bin', () => {
    const one = { values: new Float64Array(400).fill(3), missing: 0 }
    const audit = auditVerdict(
      measureNumericColumn(one, { values: new Float64Array(400).fill(3), missing: 0 }),
      policyNamed('default'),
    )
    expect(audit).toMatchObject({ powerAtThreshold: null, falseAlarmRate: null, minRows: null })
    expect(audit.reason).toContain('one bin')
  })
  it('has equal keys for equal questions, and another for another', () => {
    const measures = at(500)
    const key = auditVerdict(measures, policyNamed('default')).key
    expect(auditVerdict(measures, policyNamed('default')).key).toBe(key)
    expect(auditVerdict(measures, policyNamed('default'), { columns: 2 }).key).not.toBe(key)
    expect(auditVerdict(at(501), policyNamed('default')).key).not.toBe(key)
  })
})

describe('auditColumn', () => {
  const random = createRandom(34)
  it('explains that a range-only histogram drops a sentinel', () => {
    const current = gaussian(random, 5000)
    for (let i = 0; i < 750; i++) current.values[i] = -999
    const audit = auditColumn({ scale: 'numeric', reference: gaussian(random, 5000), current })
    const rangeOnly = audit.readings.find((reading) => reading.binning === 'baseline-range-only')
    expect(rangeOnly?.dropped).toBeGreaterThan(0.14)
    expect(rangeOnly?.byZeroRule[0].psi).toBeLessThan(0.05)
    expect(audit.disagreements.join('\n')).toMatch(/baseline-range-only: 15% of the current rows lie outside/)
  })
  it('explains that one outlier of 1e6 crowds the pooled bins', () => {
    const current = gaussian(random, 4000, 2.5)
    current.values[0] = 1e6
    const { disagreements } = auditColumn({ scale: 'numeric', reference: gaussian(random, 4000), current })
    expect(disagreements.join('\n')).toMatch(/with uniform-pooled: extreme values stretch the range/)
  })
  it('explains that significance without effect divides the policies', () => {
    const audit = auditColumn({
      scale: 'numeric',
      reference: gaussian(random, 60_000),
      current: gaussian(random, 60_000, 0.05),
    })
    expect(audit.policies[0]).toMatchObject({ policy: 'default', verdict: 'none' })
    expect(audit.policies.find(({ policy }) => policy === 'or-rule')?.verdict).toBe('high')
    expect(audit.disagreements.join('\n')).toContain(
      'default says none, or-rule says high: the change is significant',
    )
  })
  it('explains what a zero rule does to an unseen category', () => {
    const side = (record: Record<string, number>) => ({ counts: new Map(Object.entries(record)), missing: 0 })
    const audit = auditColumn({
      scale: 'categorical',
      reference: side({ a: 6000, b: 4000 }),
      current: side({ a: 5900, b: 3950, c: 150 }),
    })
    const text = audit.disagreements.join('\n')
    expect(text).toContain('without a zero rule PSI is infinite, since (unseen) is empty on one side')
    expect(text).toMatch(/under floor-0.01 and .* under epsilon-1e-6/)
  })
  it('is silent when all conventions agree', () => {
    const reference = gaussian(random, 20_000)
    const current = { values: reference.values.slice(), missing: 0 }
    expect(auditColumn({ scale: 'numeric', reference, current }).disagreements).toEqual([])
  })
  it('takes empty columns', () => {
    const empty = { values: new Float64Array(0), missing: 0 }
    expect(auditColumn({ scale: 'numeric', reference: empty, current: empty }).policies[0].verdict).toBe(
      'insufficient',
    )
  })
})
