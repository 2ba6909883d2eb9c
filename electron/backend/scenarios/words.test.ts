import { expect, test } from 'vitest'
import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import { hear } from '#shared/words/hear.ts'
import { subjectOf } from './words.ts'

const open = { start: null, end: null }
const CHECKS: readonly (readonly [ScenarioCheck, string])[] = [
  [{ monitor: 'drift', columns: ['a', 'b'], at_least: 'high' }, 'check.drift'],
  [{ monitor: 'drift', columns: null, at_least: 'low' }, 'check.drift.any'],
  [{ monitor: 'onset', columns: null }, 'check.onset.any'],
  [{ monitor: 'onset', columns: ['a'] }, 'check.onset'],
  [{ monitor: 'quality', code: null }, 'check.quality.any'],
  [{ monitor: 'quality', code: null, at_least: 'high' }, 'check.quality.any.level'],
  [{ monitor: 'quality', code: 'stale' }, 'check.quality'],
  [{ monitor: 'quality', code: 'stale', at_least: 'low' }, 'check.quality.level'],
  [{ monitor: 'quality', code: 'stale', column: 'a' }, 'check.quality.column'],
  [{ monitor: 'quality', code: 'stale', column: 'a', at_least: 'low' }, 'check.quality.column.level'],
  [{ monitor: 'performance', at_least: 'low' }, 'check.performance'],
  [{ monitor: 'performance', metric: 'f1', at_least: 'low' }, 'check.performance.metric'],
  [{ monitor: 'slices' }, 'check.slices'],
  [{ monitor: 'slices', column: 'a' }, 'check.slices.column'],
  [{ monitor: 'slices', column: 'a', value: 'x' }, 'check.slices.value'],
  [{ monitor: 'fairness', column: 'a' }, 'check.fairness'],
  [{ monitor: 'fairness', column: 'a', trend: true }, 'check.fairness.trend'],
  [{ monitor: 'calibration', at_least: 'low' }, 'check.calibration'],
  [{ monitor: 'calibration', at_least: 'low', signature: 'blended' }, 'check.calibration.signature'],
  [{ monitor: 'feedback', at_least: 'possible' }, 'check.feedback.possible'],
  [{ monitor: 'feedback', at_least: 'likely', tests: ['narrowing', 'arm_contrast'] }, 'check.feedback.tests'],
  [{ monitor: 'labels', finds: 'bounds' }, 'check.labels.bounds'],
  [{ monitor: 'labels', finds: 'never', column: 'a', value: 'x' }, 'check.labels.never.value'],
  [{ monitor: 'consensus', column: 'a', value: 'x' }, 'check.consensus'],
  [{ monitor: 'consensus', column: 'a', value: 'x', until: '2026-08-03T09:35:00Z' }, 'check.consensus.until'],
  [{ monitor: 'skew', online: 'm', offline: 'n', column: 'a', window: open, share: [0.1, 1] }, 'check.skew'],
  [
    {
      monitor: 'skew',
      online: 'm',
      offline: 'n',
      column: 'a',
      window: { start: null, end: '2026-08-03T00:00:00Z' },
      share: [0.1, 1],
    },
    'check.skew.before',
  ],
  [{ monitor: 'rollout', arm: 'a', finds: 'slice_veto', value: 'x' }, 'check.rollout.value'],
  [{ monitor: 'rollout', arm: 'a', finds: 'sample_ratio_mismatch' }, 'check.rollout.sample_ratio_mismatch'],
  [{ monitor: 'readiness', question: 'diversity' }, 'check.readiness.diversity'],
  [{ monitor: 'fleet', mode: 'cascade' }, 'check.fleet.cascade'],
  [{ monitor: 'fleet', mode: 'cascade', root: 'fraud' }, 'check.fleet.root'],
  [
    { monitor: 'fleet', mode: 'cascade', window: { start: '2026-08-03T00:00:00Z', end: null } },
    'check.fleet.after',
  ],
  [{ monitor: 'breaker', path: ['CLOSED', 'OPEN'] }, 'check.breaker'],
  [{ monitor: 'breaker', path: ['OPEN'], segment: { column: 'a', value: 'x' } }, 'check.breaker.segment'],
  [{ monitor: 'breaker_lint', code: 'latch' }, 'check.breaker_lint'],
  [{ monitor: 'alerts', rule: null, severity: 'warning' }, 'check.alerts.any'],
  [{ monitor: 'alerts', rule: 'slow', severity: 'critical' }, 'check.alerts.rule'],
  [{ monitor: 'alert_lint', code: 'boiling_frog', rule: 'slow' }, 'check.alert_lint'],
  [{ monitor: 'convention', column: 'a', binning: 'uniform-pooled', psi_above: 0.1 }, 'check.convention'],
  [{ monitor: 'detector', method: 'adwin', stream: 'error' }, 'check.detector'],
]

test.each(CHECKS)('%o is a sentence of the catalogue', (check, key) => {
  expect(hear(subjectOf(check))?.key).toBe(key)
})
