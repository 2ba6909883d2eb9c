/** Whether a model may be deployed, and what would settle what is open. */
export const readiness = {
  'readiness.isolation.untested': 'The loop test has not been run.',
  'readiness.isolation.none':
    'The loop test found no feedback ({tests:count} of 7 tests applied to {rows:count} rows).',
  'readiness.isolation.insufficient':
    'The loop test has too little to go by ({tests:count} of 7 tests applied to {rows:count} rows).',
  'readiness.isolation.loop':
    'The loop test says {verdict} over {rows:count} rows: the model feeds on its own output.',
  'readiness.isolation.settles':
    'Let a random share of some 10% be decided without the model, log who decided (role served_by), and import the outcomes.',
  'readiness.isolation.mend':
    'Lower the loop gain: override a random share, explore, or leave rows that the model decided out of training; then test again.',
  'readiness.radius.unknown': 'How much stands behind the model is not known.',
  'readiness.radius.rows_only':
    '{rows:count} rows in the last day; how many people or how much money that is, the log does not say.',
  'readiness.radius.users': '{rows:count} rows of {users:count} entities in the last day',
  'readiness.radius.money': '{rows:count} rows worth {money:number} in the last day',
  'readiness.radius.unbounded': '{size:said} stand behind the model, and no breaker bounds them.',
  'readiness.radius.bounded': '{size:said} stand behind the model; its breaker puts {fallback} in its place.',
  'readiness.radius.no_previous':
    '{size:said} stand behind the model; its breaker would go back to the version before, and there is none.',
  'readiness.radius.no_previous.mend':
    'Keep a version that served before, or name a fallback that is there: rules, people or a constant answer.',
  'readiness.radius.settles': 'Import a log with a column of the role entity_id or value.',
  'readiness.radius.mend': 'Arm a breaker with a fallback, so that damage ends where it opens.',
  'readiness.detection.nothing': 'No alert rule and no breaker would see drift or a fall in performance.',
  'readiness.detection.measured': 'In the log {by:said} saw it {span:span} after it began.',
  'readiness.detection.calculated': '{by:said} sees it at the latest {span:span} after it began.',
  'readiness.detection.no_traffic': 'How long {by:said} takes cannot be said: the rows have no times.',
  'readiness.breaker': 'the breaker',
  'readiness.breaker_on': 'the breaker ({condition:said})',
  'readiness.detection.settles':
    'Save an alert rule or arm a breaker on drift, accuracy or calibration, for a log whose rows have times.',
  'readiness.detection.mend': 'Shorten its window or its duration until it fires within {limit:span}.',
  'readiness.override.never': 'No drill was ever held.',
  'readiness.override.unanswered': 'The last drill, started by {by}, was not answered in time.',
  'readiness.override.slow': 'The last drill, started by {by}, took {seconds:number} s.',
  'readiness.override.old': 'The last drill, started by {by}, is more than {days:count} days ago.',
  'readiness.override.passed':
    'In the last drill, started by {by}, the model was stopped after {seconds:number} s.',
  'readiness.override.settles':
    'Hold a drill: start it in the view Breakers, stop the model and acknowledge within {limit:count} s.',
  'readiness.diversity.unknown': 'The fleet was not measured.',
  'readiness.diversity.alone':
    'This is the only model of the workspace, so there is nothing to compare its errors with.',
  'readiness.diversity.uncompared': 'The errors of the {models:count} models could not be compared.',
  'readiness.diversity.collapses':
    'Errors of this model and of others come together beyond chance: {models:count} models are worth {effective:number}.',
  'readiness.diversity.alike':
    'The errors are alike: {models:count} models are worth {effective:number} independent ones.',
  'readiness.diversity.apart': 'The {models:count} models are worth {effective:number} independent ones.',
  'readiness.diversity.settles':
    'Import the logs of the models beside it, with the same prediction_id or times, and their labels.',
  'readiness.diversity.mend':
    'Let one of them learn from other data, other features or another architecture, or keep rules or people beside them.',
} as const
