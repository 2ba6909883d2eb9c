import { expect, test } from 'vitest'
import type { DriftColumn, DriftDocument } from '#shared/contract/documents/drift.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import { columnRow, compareBySeverity, compareNames, psiAxisEnd } from './column-rows.ts'
import { headlineOf, rowsWithValue } from './headline.ts'

function column(name: string, verdict: Verdict, psi: number | null = null): DriftColumn {
  return {
    name,
    kind: 'numeric',
    role: 'feature',
    rows: { reference: 1000, current: 800 },
    missing: { reference: 0, current: 0.25 },
    infinite: { reference: 0, current: 0 },
    psi:
      psi === null
        ? null
        : { value: psi, ci: null, expected: 0.01, binning: 'quantile', zero_rule: 'half-count', bins: [] },
    kl: null,
    js: null,
    ks: null,
    wasserstein: null,
    hellinger: null,
    chi2: null,
    verdict,
    reasons: [],
    audit: { power_at_threshold: null, false_alarm_rate: null, min_rows: null },
    onset: { at: null, ci: null },
  }
}

function documentOf(columns: DriftColumn[], rows = 1000): DriftDocument {
  const drifted = columns.filter(({ verdict }) => verdict !== 'none' && verdict !== 'insufficient').length
  return {
    schema: 'driftdesk.drift/1',
    reference: { rows: 1000, hash: 'a' },
    current: { rows, hash: 'b' },
    policy: 'default',
    columns,
    quality: [],
    summary: { verdict: 'none', drifted, columns: columns.length },
    engine: { version: '0.1.0', backend: 'cpu', seconds: 1 },
  }
}

test('the headline names the worst verdict with the largest PSI', () => {
  const headline = headlineOf(
    documentOf([
      column('a', 'moderate', 0.4),
      column('b', 'high', 0.3),
      column('c', 'high', 0.5),
      column('d', 'none', 0.01),
    ]),
  )
  expect(headline).toMatchObject({ kind: 'drifted', drifted: 3, columns: 4, worst: { name: 'c' } })
})

test('too few rows everywhere is said with the numbers, not as agreement', () => {
  expect(headlineOf(documentOf([column('a', 'insufficient')], 37))).toEqual({
    kind: 'insufficient',
    rows: 37,
    needed: 200,
  })
})

test('columns without a verdict are counted beside those that agree', () => {
  expect(headlineOf(documentOf([column('a', 'none'), column('b', 'insufficient')]))).toEqual({
    kind: 'agree',
    columns: 2,
    insufficient: 1,
  })
})

test('nothing compared is its own answer', () => {
  expect(headlineOf(documentOf([]))).toEqual({ kind: 'nothing' })
})

test('rows with a value are those of the smaller side without its missing ones', () => {
  expect(rowsWithValue(column('a', 'insufficient'))).toBe(600)
})

test('sorting by verdict puts the worst last when ascending and breaks ties by PSI', () => {
  const rows = [
    column('a', 'high', 0.3),
    column('b', 'insufficient'),
    column('c', 'none', 0),
    column('d', 'high', 0.9),
    column('e', 'low', 0.06),
  ].map(columnRow)
  expect(rows.sort(compareBySeverity).map(({ name }) => name)).toEqual(['b', 'c', 'e', 'a', 'd'])
})

test('names sort with their numbers', () => {
  expect(['v10', 'V2', 'v1'].sort(compareNames)).toEqual(['v1', 'V2', 'v10'])
})

test('the PSI axis always shows the thresholds and stops where they are still apart', () => {
  expect(psiAxisEnd([columnRow(column('a', 'none', 0.01))])).toBe(0.25)
  expect(psiAxisEnd([columnRow(column('a', 'high', 7))])).toBe(0.4)
})
