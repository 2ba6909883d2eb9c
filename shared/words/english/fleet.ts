/** How models of a fleet fail together. */
export const fleet = {
  'fleet.no_loop_rows': 'No model has enough labelled rows for the loop test.',
  'fleet.feeds.one': '{models:names} very likely feeds on its own output.',
  'fleet.feeds.more': '{models:names} very likely feed on their own output.',
  'fleet.no_loop':
    'The loop test finds no likely loop in the {able:raw} of {models:raw} models that could be tested.',
  'fleet.no_times': 'The logs have no times (role timestamp).',
  'fleet.no_dependency':
    'No model takes the output of another: no manifest says so, and no column holds the same values.',
  'fleet.cascade': 'Drift came in at {root} and flowed on: {edges:comma}.',
  'fleet.cascade.edge': '{from} to {to} after {lag:span}',
  'fleet.no_cascade': 'Drift was not seen to flow along any dependency.',
  'fleet.few_models': '{models:raw} models, 3 needed.',
  'fleet.no_synchronous': 'Models do not drift together more often than by chance.',
  'fleet.synchronous.shared':
    '{models:raw} models drifted together at {at} ({p:said}). They share {shared:names}.',
  'fleet.synchronous':
    '{models:raw} models drifted together at {at} ({p:said}). Nothing that they share is known.',
  'fleet.no_metrics': 'No model has an objective and a guard metric with a course in time.',
  'fleet.proxy': '{model}: {objective} rises while {guard} gets worse ({p:said})',
  'fleet.no_proxy': 'No objective rises while what guards it gets worse.',
  'fleet.no_errors': 'Errors of two models cannot be compared: labels, or common rows or times, are missing.',
  'fleet.collapse':
    'Errors correlate at {mean:figure} on average, so {models:raw} models are worth {worth:figure}.',
  'fleet.collapse.shared':
    'Errors correlate at {mean:figure} on average, so {models:raw} models are worth {worth:figure}; they share {shared:names}.',
  'fleet.no_collapse': 'Errors correlate at {mean:figure} on average: models fail on their own.',
  'fleet.takes': '{to} takes the output of {from}',
  'fleet.takes.column':
    '{to} takes the output of {from}: its column "{column}" holds the same values on the rows that both have.',
  'fleet.note': 'Model {model}: {note:said}',
  'fleet.no_times_of': 'The rows of {models:names} have no times, so nothing is said of when they drift.',
  'fleet.no_output':
    'The rows of {models:names} have neither score nor prediction, so their drift is not looked at.',
  'fleet.no_errors_of':
    'The errors of {models:names} are not known, so they are left out of common failures.',
  'fleet.no_columns':
    'The manifest of {model} says that {columns:names} come from another model, but its log has no such column.',
  'fleet.no_metrics_of': 'The manifest of {model} names {metrics:names}, which its log does not give.',
  'fleet.no_log': 'There is a manifest but no log of {models:names}.',
  'manifest.protected_missing':
    'The manifest calls {columns:names} protected, but the log has no such column.',
  'manifest.protected_many':
    'The manifest has {count:raw} protected attributes; the first {shown:raw} are shown.',
  'manifest.thresholds_many': 'The manifest has {count:raw} thresholds; the first {used:raw} are used.',
} as const
