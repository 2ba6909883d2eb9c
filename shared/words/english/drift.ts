/** A compared column: why a measure is missing, when it changed, how far its verdict can be trusted. */
export const drift = {
  'measure.infinite': 'infinite: a bin is empty on one side alone and the zero rule is none',
  'measure.no_rows.both': 'neither side has rows',
  'measure.no_rows.reference': 'the reference side has no rows',
  'measure.no_rows.current': 'the current side has no rows',
  'measure.no_numbers.both': 'neither side has numbers',
  'measure.no_numbers.reference': 'the reference side has no numbers',
  'measure.no_numbers.current': 'the current side has no numbers',
  'measure.no_finite.both': 'neither side has finite numbers',
  'measure.no_finite.reference': 'the reference side has no finite numbers',
  'measure.no_finite.current': 'the current side has no finite numbers',
  'measure.chi2.numeric': 'numeric columns are tested by Kolmogorov–Smirnov',
  'measure.ks.categories': 'categories have no order',
  'measure.wasserstein.categories': 'categories have no distance',
  'measure.wasserstein.range': 'the distance is beyond the range of doubles',
  'measure.constant_baseline': 'the baseline is constant, so its standard deviation is 0',
  'measure.no_deviation': 'the baseline has no usable standard deviation',
  'measure.one_bin': 'all rows of both sides fall into one bin',
  'measure.pooled': 'too few rows: after pooling bins with an expected count under 5 one bin is left',
  'measure.infinite_rows.reference':
    '{rows:count} infinite rows of the reference side are in the outer bins and not in the Wasserstein distance',
  'measure.infinite_rows.current':
    '{rows:count} infinite rows of the current side are in the outer bins and not in the Wasserstein distance',
  'measure.absent.psi': 'psi: {reason:said}',
  'measure.absent.ks': 'ks: {reason:said}',
  'measure.absent.wasserstein': 'wasserstein: {reason:said}',
  'measure.absent.chi2': 'chi2: {reason:said}',

  'audit.undefined': 'the rule’s measure is not defined for this column',
  'audit.under_least': 'under the least rows of the policy nothing is flagged',
  'audit.no_rows_enough':
    'no number of rows brings the false-alarm rate to 5% with enough power at the threshold',
  'audit.not_compared': 'the column is not compared',
  'audit.convention':
    'Power: chance of a moderate or high verdict when the true PSI is {psi:number}. False alarms: the same chance without any change. Rows needed: a side, for false alarms of at most 5% and a power of {power:percent}. Policy {policy}{level:said}. {way:said}.',
  'audit.level': ' at the level {alpha:number} over {columns:raw} {columns?column|columns}',
  'audit.way.closed_form': 'In closed form from the χ² law of the PSI',
  'audit.way.simulation': 'From 2,000 seeded Brownian bridges on the bins of this column',
  'audit.way.none': 'Not computed',

  'onset.no_times': 'the current log has no times',
  'onset.few_rows': 'too few rows to say',
  'onset.no_change': 'the column shows no significant change',
  'onset.not_one_time': 'the column changed, but not from one time on as far as its rows show',

  'disagree.binning': 'PSI is {main:number} with {first} bins and {psi:number} with {second}',
  'disagree.dropped':
    '{head:said}: {dropped:percent} of the current rows lie outside the baseline’s range and are dropped there',
  'disagree.crowded':
    '{head:said}: extreme values stretch the range there, so that {share:percent} of all rows share the bin {bin}',
  'disagree.noise': '{head:said}: with {bins:raw} bins chance alone gives {psi:number} at these row counts',
  'disagree.cut':
    '{head:said}: its {bins:raw} bins cut the values elsewhere than the {other:raw} of the other',
  'disagree.zero_rules':
    'PSI on the same bins is {low:number} under {lowest} and {high:number} under {highest}: {why:said}',
  'disagree.one_sided': 'bins that are empty on one side ({bins:names}) weigh as much as the rule gives them',
  'disagree.sparse': 'sparse bins weigh as much as the rule gives them',
  'disagree.infinite.one': 'without a zero rule PSI is infinite, since {bins:names} is empty on one side',
  'disagree.infinite.more': 'without a zero rule PSI is infinite, since {bins:names} are empty on one side',
  'disagree.expected':
    'without any drift these row counts ({reference:count} and {current:count}) show a PSI of about {psi:number} in {bins:raw} bins; {found:said}',
  'disagree.expected.same': 'the PSI found is of that size',
  'disagree.expected.above': 'the PSI found is well above it',
  'disagree.policies': '{first} says {verdict:said}, {second} says {other:said}',
  'disagree.small':
    '{head:said}: the change is significant ({p:p}) at {rows:count} rows, but small; {reason:said}',
  'disagree.small.psi':
    '{head:said}: the change is significant ({p:p}) at {rows:count} rows, but small (PSI {psi:number}); {reason:said}',
  'disagree.chance': '{head:said}: chance explains the change ({p:p}), which {policy} does not ask',
  'joined.colon': '{head:said}: {reason:said}',
  'disagree.measure': 'its measure differs',

  'together.one_feature': 'there is one numeric or boolean feature; two are needed',
  'together.no_features': 'there are no numeric or boolean features; two are needed',
  'together.few_rows': '{rows:raw} rows on the smaller side; {needed:raw} are needed',
  'together.few_for_features':
    '{rows:raw} rows for {features:raw} features are too few to trust this; {needed:raw} are needed on either side',
  'time.no_times': 'The current log has no column with the role timestamp, or no time in it.',
  'time.no_columns': 'No column can be compared in time.',
  'onset.no_log_times': 'no log has times',
  'together.no_column': 'there is no column',
  'together.few_rows.folds': 'a sample has fewer than {rows:raw} rows for {folds:raw} folds',
  'together.few_rows.both': '{baseline:raw} baseline and {current:raw} current rows are too few',

  'plan.mixed': 'Holds {before:said} in the baseline and {now:said} now',
  'plan.free_text': 'Free text: nearly all values differ, so their distribution says nothing',
  'storage.number': 'numbers',
  'storage.string': 'text values',
  'storage.boolean': 'true or false',
  'storage.timestamp': 'times',
} as const
