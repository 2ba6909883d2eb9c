/** Verdicts on a column, and why. */
export const severity = {
  'effect.psi': 'PSI',
  'effect.kl': 'the Kullback–Leibler divergence',
  'effect.js': 'the Jensen–Shannon divergence',
  'effect.js_distance': 'the Jensen–Shannon distance (natural logarithm)',
  'effect.ks': 'the Kolmogorov–Smirnov distance D',
  'effect.cramers_v': 'Cramér’s V',
  'effect.wasserstein': 'the Wasserstein distance over the baseline’s standard deviation',
  'effect.wasserstein_own': 'the Wasserstein distance over the standard deviation',
  'severity.at_or_above': '{effect:said} is {value:number}, at or above {limit:number}',
  'severity.above': '{effect:said} is {value:number}, above {limit:number}',
  'severity.against': '{effect:said} is {value:number}, against {limit:number}',
  'severity.p_below': '{p:p}, below {limit:number} and not adjusted',
  'severity.below_limits': 'every measure is below its limit',
  'severity.test': '{test} test: {p:p}, against {alpha:number}',
  'severity.undefined': 'the measure that the rule takes is not defined here',
  'severity.chunks.few': 'there are too few baseline rows for chunks',
  'severity.chunks.drawn':
    'the Jensen–Shannon distance is {value:number}, against {limit:number} from chunks drawn from the baseline',
  'severity.chunks.real':
    'the Jensen–Shannon distance is {value:number}, against {limit:number} from the baseline’s chunks',
  'severity.few_numbers':
    '{reference:count} and {current:count} rows with a number; {needed:count} a side are needed',
  'severity.few_rows': '{reference:count} and {current:count} rows; {needed:count} a side are needed',
  'severity.no_test': 'the test could not be made',
  'severity.no_change': 'no significant change ({p:p_adjusted})',
  'severity.by_chance':
    'the change is within what chance gives at these row counts ({p:p_adjusted}), although {effect:said}',
  'severity.small': 'the change is significant ({p:p_adjusted}) but below every effect floor',
  'severity.significant': 'the change is significant ({p:p_adjusted})',
  'missing.same': 'missing rows: {before:percent} before, {now:percent} now, no clear change',
  'missing.rose': 'missing rows rose from {before:percent} to {now:percent} ({p:p_adjusted})',
  'missing.fell': 'missing rows fell from {before:percent} to {now:percent} ({p:p_adjusted})',
  'policy.default': 'Significant after adjustment over the columns, and an effect above a floor',
  'policy.psi_only': 'PSI of 0.1 is moderate and of 0.2 high, whatever chance gives',
  'policy.psi_quarter': 'PSI of 0.1 is moderate and of 0.25 high, as in credit scoring',
  'policy.or_rule': 'Any of PSI, Jensen–Shannon divergence and the p-value beyond its limit',
  'policy.evidently':
    'A test at 0.05 up to 1,000 reference rows, a distance of 0.1 above, as Evidently chooses',
  'policy.nannyml':
    'Jensen–Shannon distance above mean + 3 standard deviations of ten baseline chunks, as NannyML',
  'verdict.none': 'none',
  'verdict.low': 'low',
  'verdict.moderate': 'moderate',
  'verdict.high': 'high',
  'verdict.insufficient': 'insufficient',
} as const
