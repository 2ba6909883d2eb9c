import type { PlainKey } from '../../i18n/english.ts'

/** What a job works on, where its title only names a model or a file. */
export const JOB_KIND: Readonly<Record<string, PlainKey>> = {
  'alerts.replay': 'view.alerts',
  'baselines.create': 'view.baselines',
  'baselines.use': 'view.baselines',
  'models.use_rows': 'view.baselines',
  'breakers.replay': 'view.breakers',
  'calibration.run': 'view.calibration',
  'drift.run': 'view.drift',
  'feedback.run': 'view.feedback',
  'fleet.run': 'view.fleet',
  'latency.run': 'view.latency',
  'log.import': 'view.imports',
  'models.examine': 'view.explorer',
  'models.onsets': 'view.explorer',
  'profiles.exact': 'view.explorer',
  'performance.run': 'view.performance',
  'readiness.run': 'view.readiness',
  'scenarios.open': 'view.lab',
  'scenarios.run': 'view.lab',
  'workspace.verify': 'view.storage',
}
