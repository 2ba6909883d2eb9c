/** Sentences about alerts, and what people outside the window are told. */
export const alerts = {
  'value.share': '{value:raw}%',
  'value.rows_per_hour': '{value:raw} rows an hour',

  'alert.below': '{model}: {metric} is {value:said}, below {limit:said}',
  'alert.above': '{model}: {metric} is {value:said}, above {limit:said}',
  'alert.below.held': '{model}: {metric} is {value:said}, below {limit:said} ({reference:said})',
  'alert.above.held': '{model}: {metric} is {value:said}, above {limit:said} ({reference:said})',
  'alert.below.where': '{model}: {metric} where {column} is {segment} is {value:said}, below {limit:said}',
  'alert.above.where': '{model}: {metric} where {column} is {segment} is {value:said}, above {limit:said}',
  'alert.below.where.held':
    '{model}: {metric} where {column} is {segment} is {value:said}, below {limit:said} ({reference:said})',
  'alert.above.where.held':
    '{model}: {metric} where {column} is {segment} is {value:said}, above {limit:said} ({reference:said})',
  'alert.reference.constant': 'limit {value:said}',
  'alert.reference.baseline': 'baseline {value:said}',
  'alert.reference.rolling_7d': 'mean of 7 days {value:said}',
  'alert.reference.seasonal': 'median of the season {value:said}',
  'alert.reference.frozen': 'frozen reference {value:said}',
  'alert.reference.composite': 'composite {value:said}',
  'alert.would.warning': 'warning: {line:said}',
  'alert.would.critical': 'critical: {line:said}',

  'alert.silenced.duplicate': 'another rule has told about the same',
  'alert.silenced.composite': 'it is a part of a composite that is on',
  'alert.silenced.quiet_hours': 'quiet hours',
  'alert.silenced.budget': 'the budget of the day is spent',
  'alert.silenced.snooze': 'a person snoozed the incident',

  'alert.delay.never': 'A step of {step:said} stays within its limits.',
  'alert.frog.missed': 'It never fires on a decay of {decay:said} a day or slower: its reference goes along.',
  'alert.frog.stays': 'Its reference stays: a decay that goes on passes the limit at last.',
  'alert.frog.frozen':
    'Its moving reference goes along with {decay:said} a day; the frozen one beside it sees it.',
  'alert.untimed': 'The log has no times, so its rules are not evaluated as rows come.',
  'alert.too_late': 'Some rows or labels came too late to open their windows again.',
  'alert.never_valued':
    '"{rule}" never had a value: no window of {window:duration} held {rows:count} rows that say something.',
  'alert.lead.no_onset': 'No onset was given, and the labels show none.',
  'alert.lead.none_true': 'No alert that is not false was sent.',

  'notice.breaker.opened': '{model}: the breaker opened',
  'notice.breaker.closed': '{model}: the breaker closed',
  'notice.breaker.labels_silent': '{model}: no labels come',
  'notice.breaker.labels_back': '{model}: labels come again',
  'notice.breaker.approval_wanted': '{model}: a step of the breaker waits for approval',
  'notice.breaker.ladder_wanted': '{model}: the next fallback waits for approval',
  'notice.breaker.problem': '{model}: the breaker could not be evaluated',
  'notice.breaker.drill': '{model}: drill',
  'notice.drill': '{by} asks: stop the model and acknowledge within {seconds:raw} s.',
  'notice.test.title': 'A test from Driftdesk',
  'notice.test.text': 'If you can read this, alerts arrive here.',
} as const
