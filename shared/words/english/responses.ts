/** What a model needs, and why. */
export const responses = {
  'response.nothing': 'nothing that was measured asks for a response',
  'response.many_high': '{count:count} features have high drift, more than 3: {names:names}',
  'response.some_high': '{count:count} {count?feature has|features have} high drift: {names:names}',
  'response.some_moderate': '{count:count} {count?feature has|features have} moderate drift: {names:names}',
  'response.low_drift': '{count:count} {count?feature has|features have} low drift: {names:names}',
  'response.predictions_drift': 'what the model says has changed against the baseline',
  'response.fell':
    '{metric:said} is {current:number} and was {baseline:number} in the baseline: {ratio:number} as good, and under {limit:number} it has to be answered',
  'response.estimated_fell':
    '{metric:said} is estimated at {current:number} (labels are still to come) and was {baseline:number} in the baseline: {ratio:number} as good, and under {limit:number} it has to be answered',
  'response.loop': 'the loop test says: {verdict}',
  'response.too_few': 'every feature has too few rows to say',
  'response.nothing_known': 'nothing was compared and nothing is known of the performance',
  'response.released':
    'a version serves now that the baseline does not have, on inputs that are those of the baseline',
  'response.covariate_drift':
    'Rolling back would not help: the inputs changed ({count:count} {count?feature|features}: {names:names}), and an earlier version would get the same ones.',
  'response.versions_unknown':
    'Rolling back cannot be judged: no column has the role version, so it is not known what there is to roll back to.',
  'response.one_version':
    'Rolling back would not help: there is no previous version in the log to roll back to.',
  'response.no_release': 'Rolling back would not help: the version that serves is the one of the baseline.',
  'response.data_clean': 'No corrupt rows were found in the window.',
  'response.corrupt':
    'Retraining now would learn corrupt data. Mend it at its source first: {findings:semicolon}.',
  'response.own_output':
    'Retraining now would learn the model’s own output (loop test: {verdict}). Use rows that it did not decide.',
  'response.no_loop': 'The loop test found that the model does not feed on its own output.',
  'response.loop_unknown':
    'Whether the model feeds on its own output is not known; the loop test has too little to go by.',
  'response.no_window': 'No window was compared with a baseline: this plan rests on what is left.',
  'response.mostly_too_few':
    '{insufficient:count} of {features:count} features have too few rows to say: this plan may change with more.',
  'response.missing': '{column}: {current:percent} missing, {reference:percent} in the baseline',
  'response.infinite': '{column}: {rows:count} {rows?row|rows} with an infinite value',
  'response.spike':
    '{column}: {share:percent} of the rows moved to {bin} while the rest kept its shape, as when a stand-in for missing comes in',
  'response.rejected': '{rejected:count} of {read:count} rows that were read could not be stored',
} as const
