import { expect, test } from 'vitest'
import type { ColumnAuditDocument } from '#shared/contract/documents/column-audit.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import { stripOf, verdictsOf } from './readings.ts'

const policy = (name: string, verdict: Verdict) => ({
  policy: name,
  summary: '',
  verdict,
  reasons: [],
  audit: {
    power_at_threshold: null,
    false_alarm_rate: null,
    min_rows: null,
    method: 'none' as const,
    reason: null,
  },
})

const binning = (name: string, psi: readonly (number | null)[]) => ({
  binning: name,
  bins: 10,
  dropped: 0,
  crowding: 0.1,
  crowded_bin: 'a',
  one_sided: [],
  expected_psi: 0.01,
  js: { divergence: 0, distance: 0, base: 2 as const },
  zero_rules: psi.map((value, index) => ({
    zero_rule: ['half-count', 'none'][index] ?? '',
    psi: value,
    kl: value,
  })),
})

const audit: ColumnAuditDocument = {
  column: 'a',
  kind: 'numeric',
  rows: { reference: 1000, current: 1000 },
  binnings: [binning('quantile', [0.12, null]), binning('uniform-pooled', [5.7, 0.4])],
  policies: [policy('default', 'moderate'), policy('psi-only', 'moderate'), policy('or-rule', 'high')],
  disagreements: [],
}

test('verdicts that rules share are counted once', () => {
  expect(verdictsOf(audit)).toEqual(['moderate', 'high'])
})

test('the axis stays near the default, and what lies beyond it is counted, the infinite included', () => {
  const strip = stripOf(audit, 'half-count')
  expect(strip.end).toBe(0.3)
  expect(strip.beyond).toBe(3)
  expect(strip.lines[0].dots).toEqual([
    { zeroRule: 'none', psi: null, main: false },
    { zeroRule: 'half-count', psi: 0.12, main: true },
  ])
})

test('small values leave room for the thresholds', () => {
  expect(stripOf({ ...audit, binnings: [binning('quantile', [0.001, 0.002])] }, 'half-count').end).toBe(0.3)
})
