import { expect, test } from 'vitest'
import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { loadTranslator } from '../../i18n/translator.ts'
import { auditWords } from './audit-words.ts'
import { stepWords } from './onset-step.ts'

const t = await loadTranslator('en')
const hindi = await loadTranslator('hi')
const column: DriftColumn = {
  name: 'a',
  kind: 'numeric',
  role: 'feature',
  rows: { reference: 1000, current: 250 },
  missing: { reference: 0, current: 0 },
  infinite: { reference: 0, current: 0 },
  psi: {
    value: 0.232,
    ci: [0.213, 0.252],
    expected: 0.01,
    binning: 'quantile',
    zero_rule: 'half-count',
    bins: [],
  },
  kl: null,
  js: null,
  ks: null,
  wasserstein: null,
  hellinger: null,
  chi2: null,
  verdict: 'high',
  reasons: [],
  audit: { power_at_threshold: 0.6, false_alarm_rate: 0.00001, min_rows: 377 },
  onset: { at: null, ci: null },
}
const words = (of: DriftColumn) => auditWords(t, of).map(({ text }) => text)

test('the audit says what is found, what is falsely found and whether the rows suffice', () => {
  expect(words(column)).toEqual([
    'PSI is 0.232 here (0.213 to 0.252), and 0.0100 is what these row counts show without any drift.',
    'A drift of just the threshold’s size would be found in 60.0% of comparisons with these row counts.',
    'Without any drift the rule would speak up in < 0.01% of them.',
    '377 rows with a value are needed on each side; there are only 250.',
  ])
})

test('numbers that are not there come with their reason and never as a number', () => {
  const audit = { power_at_threshold: null, false_alarm_rate: null, min_rows: null, reason: 'one bin only' }
  expect(words({ ...column, psi: null, audit })).toEqual([
    'These numbers could not be computed: one bin only.',
  ])
})

test('the step of the scan is in the language of the window', () => {
  expect([stepWords(t, '1 hour'), stepWords(hindi, '6 hours'), stepWords(t, 'soon')]).toEqual([
    '1 hour',
    '6 घंटे',
    'soon',
  ])
})

test('a column without any audit says so', () => {
  const audit = {
    power_at_threshold: null,
    false_alarm_rate: null,
    min_rows: null,
    reason: 'not yet computed',
  }
  expect(words({ ...column, psi: null, audit })).toEqual(['not yet computed'])
})
