/** Findings about the data itself. */
export const quality = {
  'rows.part': '{part:count} of {rows:count} rows ({share:percent})',
  'rows.part.about': 'about {part:said}',
  'quality.left_out': 'The column is not compared ({why:said}).',
  'quality.role_ignore': 'role ignore',
  'quality.identifier': 'an identifier: nearly all values differ',
  'quality.column_added': 'The column is in the current log only, so there is nothing to compare it with.',
  'quality.labels_pending': 'The current log has no {role} column yet; labels can be joined later.',
  'quality.column_missing':
    'The column is in the baseline but not in the current log: the model may be fed without it.',
  'quality.retyped': 'The column holds {before:said} in the baseline and {now:said} in the current log.',
  'quality.constant.always':
    'Every row has the same value on both sides, so the column tells the model nothing.',
  'quality.constant.now':
    'Every row of the current log has the same value; the baseline has several. The feed may be stuck.',
  'quality.range':
    '{part:said} lie outside the range that the baseline keeps to ({where:comma}); in the baseline {baseline:percent} did.',
  'quality.range.below': '{rows:count} below {limit:figure}',
  'quality.range.above': '{rows:count} above {limit:figure}',
  'quality.spike':
    'The value {value} holds {now:percent} of the rows, after {before:percent} in the baseline ({p:p}).',
  'quality.spike.default':
    'The value {value} holds {now:percent} of the rows, after {before:percent} in the baseline ({p:p}). It is a usual stand-in for a missing value: something upstream may fill gaps with it.',
  'quality.unseen.one':
    '{rows:count} rows ({share:percent}) hold a category that the baseline never had: {examples:names}.',
  'quality.unseen.more':
    '{rows:count} rows ({share:percent}) hold {categories:count} categories that the baseline never had: {examples:names}.',
  'quality.latency': 'Answers have become slower: {quantiles:comma}.',
  'quality.latency.p50': 'p50 {now:number} ms after {before:number} ms',
  'quality.latency.p95': 'p95 {now:number} ms after {before:number} ms',
  'quality.latency.p99': 'p99 {now:number} ms after {before:number} ms',
  'quality.errors': '{now:percent} of the requests failed, after {before:percent} in the baseline.',
  'quality.duplicate_column':
    'The column holds the same value as {others:names} in every row of the current log.',
  'quality.rejected': '{log}: {rows:raw} of {read:raw} rows could not be read and are kept aside.',
  'quality.duplicate': '{log}: {rows:raw} of {read:raw} rows repeat a prediction that is stored already.',
  'quality.mixed_types.all':
    '{log}: {rows:count} of the {rejects:count} rows that were kept aside do not fit the type of this column, for example: {example:said}.',
  'quality.mixed_types.first':
    '{log}: {rows:count} of the first {rejects:count} rows that were kept aside do not fit the type of this column, for example: {example:said}.',
  'quality.same_content': 'Baseline and current log have the same content, so nothing can differ.',
  'quality.all_missing.both': 'All values are missing on both sides.',
  'quality.all_missing.current': 'All values are missing in the current log.',
  'quality.all_missing.reference': 'All values are missing in the baseline.',
  'quality.repeats':
    '{now:said} of the current log repeat an earlier one in every column{copies:said}; in the baseline {before:said} do.',
  'quality.repeats.identified':
    '{now:said} of the current log repeat an earlier one in every column but the prediction_id{copies:said}; in the baseline {before:said} do.',
  'quality.copies': ' ({groups:count} different {groups?row|rows}, one of them {largest:count} times)',
  'quality.copies.about':
    ' (about {groups:count} different {groups?row|rows}, one of them {largest:count} times)',
  'quality.future':
    '{part:said} are dated after now, by up to {lead:span}: a clock or a time zone may be wrong.',
  'quality.out_of_order':
    '{part:said} come after a later one, by up to {late:span}; in the baseline {baseline:percent} did.',
  'quality.stale':
    'The last row is {age:span} old; 99% of the gaps between rows of the baseline are under {gap:span}.',
  'quality.leak':
    '{part:said} have a value of this feature that is dated at or after their prediction, by {lead:span} in the middle: the model may be told what it could not know yet.',
  'quality.volume.hours':
    '{fired:count} of {buckets:count} hours have a row count unlike the baseline’s ({fewer:count} fewer, {more:count} more). The hour from {start:minute} has {rows:count} rows; {usual:number} are usual for {group:said}.',
  'quality.volume.days':
    '{fired:count} of {buckets:count} days have a row count unlike the baseline’s ({fewer:count} fewer, {more:count} more). The day from {start:minute} has {rows:count} rows; {usual:number} are usual for {group:said}.',
  'volume.weekday': 'the same weekday',
  'volume.day': 'a day',
  'volume.hour_and_weekday': 'the same hour and weekday',
  'volume.hour': 'the same hour of the day',
  'volume.all': 'an hour',
} as const
