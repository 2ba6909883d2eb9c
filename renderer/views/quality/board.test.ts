import { expect, test } from 'vitest'
import type { QualityFinding, QualitySeverity } from '#shared/contract/documents/drift.ts'
import { boardOf, groupOf } from './board.ts'

const finding = (code: string, severity: QualitySeverity): QualityFinding => ({
  code,
  column: 'a',
  severity,
  detail: code,
})
const LOG = [{ roles: { a: 'feature', at: 'timestamp' } as const }]

test('findings are grouped by what they mean, the most pressing first', () => {
  const board = boardOf(
    [finding('missing_rate', 'low'), finding('default_spike', 'high'), finding('volume', 'low')],
    LOG,
  )
  const found = board.filter(({ findings }) => findings.length > 0)
  expect(found.map(({ group, findings }) => [group, findings.map(({ code }) => code)])).toEqual([
    ['missing', ['default_spike', 'missing_rate']],
    ['volume', ['volume']],
  ])
})

test('groups without a finding are there, and say whether they could be checked', () => {
  expect(boardOf([], LOG).map(({ group, checked }) => [group, checked])).toEqual([
    ['schema', true],
    ['missing', true],
    ['values', true],
    ['time', true],
    ['volume', true],
    ['service', false],
  ])
  expect(boardOf([], [{ roles: { ms: 'latency_ms' } }]).find(({ group }) => group === 'time')?.checked).toBe(
    false,
  )
})

test('a code of a later version has a place, and a hostile one no meaning', () => {
  expect([groupOf('something_new'), groupOf('constructor'), groupOf('__proto__')]).toEqual([
    'other',
    'other',
    'other',
  ])
})
