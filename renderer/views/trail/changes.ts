/** Events after which the audit table may have grown. */
export const CHANGES = [
  'logs.changed',
  'baselines.changed',
  'runs.changed',
  'settings.changed',
  'breakers.changed',
  'sinks.changed',
  'responses.changed',
  'watches.changed',
] as const
