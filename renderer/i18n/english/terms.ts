/** Terms of art: their name, what they are, and how to read them. */
export const terms = {
  'term.open': 'What is {name}?',

  'term.psi.name': 'PSI',
  'term.psi.meaning':
    'Population stability index. Σ (q − p) · ln(q / p) over the bins, where p is the share of the baseline in a bin and q the share of the current side, after empty bins are dealt with. It is symmetric in the two sides.',
  'term.psi.reading':
    '0 means equal shares. From 0.1 a shift is usually called moderate, from 0.2 high. With few rows it is above 0 without any drift, so compare it with the value expected without drift, which stands beside it.',
  'term.kl.name': 'Kullback–Leibler divergence',
  'term.kl.meaning':
    'Σ p · ln(p / q) over the bins, natural logarithm, p of the baseline and q of the current side.',
  'term.kl.reading':
    '0 means equal shares. It is not symmetric: it weighs what the baseline often had and the current side rarely has. From 0.05 low, from 0.1 notable.',
  'term.js.name': 'Jensen–Shannon distance',
  'term.js.meaning':
    'Square root of the mean Kullback–Leibler divergence of both sides from their average, with logarithms of base 2.',
  'term.js.reading':
    'Between 0 (equal) and 1 (no bin in common). The divergence is its square and stands beside it; the two are often confused.',
  'term.ks.name': 'Kolmogorov–Smirnov D',
  'term.ks.meaning':
    'The largest vertical gap between the two cumulative curves, max |F(x) − G(x)|. It needs no bins. The p-value is exact where both sides have at most 10,000 rows, else asymptotic.',
  'term.ks.reading':
    'D of 0.1 means that at some value the two sides differ by ten points in the share of rows below it. At many rows every D is significant, so the size counts.',
  'term.wasserstein.name': 'Wasserstein distance',
  'term.wasserstein.meaning':
    'The mean distance by which values must be moved to turn one distribution into the other: the area between the two cumulative curves, in the units of the column.',
  'term.wasserstein.reading':
    'Divided by the standard deviation of the baseline it can be compared between columns; from 0.1 it is called moderate.',
  'term.hellinger.name': 'Hellinger distance',
  'term.hellinger.meaning': '√(1 − Σ √(p · q)) over the bins.',
  'term.hellinger.reading': 'Between 0 (equal) and 1 (no bin in common). Less swayed by rare bins than PSI.',
  'term.chi2.name': 'χ² of homogeneity',
  'term.chi2.meaning':
    'Tests on the counts whether both sides could come from one distribution: Σ (observed − expected)² / expected. Bins with an expected count under 5 are pooled.',
  'term.chi2.reading':
    'Grows with the number of rows, so it says whether, not how much. Cramér’s V says how much.',
  'term.cramers_v.name': 'Cramér’s V',
  'term.cramers_v.meaning': 'χ² divided by the number of rows, as a square root: √(χ² / n) for two sides.',
  'term.cramers_v.reading': 'Between 0 and 1, whatever the number of rows. From 0.1 moderate, from 0.2 high.',
  'term.p_adjusted.name': 'Adjusted p',
  'term.p_adjusted.meaning':
    'The p-value of the column’s main test, corrected by Benjamini and Hochberg for the number of columns that were tested together.',
  'term.p_adjusted.reading':
    'Among the columns below 0.05, about 5% are expected to be false alarms at most. Without the correction, 100 columns without drift would give five.',
  'term.interval.name': '95% interval',
  'term.interval.meaning':
    'Where the value would fall in 95% of repetitions, by drawing the counts of both sides anew (multinomial bootstrap).',
  'term.interval.reading':
    'A wide interval means few rows. A value without an interval is drawn as a hollow dot.',
  'term.verdict.name': 'Verdict',
  'term.verdict.meaning':
    'None, low, moderate or high: a column needs both a significant test (adjusted p below 0.05) and an effect above a floor. Low: PSI from 0.05. Moderate: PSI, D, V or the standardised Wasserstein distance from 0.1. High: PSI, D or V from 0.2.',
  'term.verdict.reading':
    'The verdict of the comparison is that of its worst column. Too few rows is a verdict of its own and never means that all is well.',
  'term.insufficient.name': 'Too few rows',
  'term.insufficient.meaning': 'One side has fewer rows with a value than a verdict needs, 200 by default.',
  'term.insufficient.reading': 'Nothing can be said yet, in either direction. Take a longer window.',
  'term.missing.name': 'Missing',
  'term.missing.meaning': 'Share of the rows without a value: empty, null or not a number.',
  'term.missing.reading':
    'Baseline first, current second. Missing is a bin of its own in every comparison, so a column that falls silent drifts.',
  'term.infinite.name': 'Infinite values',
  'term.infinite.meaning': 'Rows whose value is plus or minus infinity. They count in the outermost bins.',
  'term.infinite.reading': 'Usually a division by zero upstream. Baseline first, current second.',
  'term.binning.name': 'Binning',
  'term.binning.meaning':
    'How values are grouped before shares are compared. By default ten quantiles of the baseline; a value that holds a tenth of the rows is a bin by itself. Categories: the 50 largest of the baseline, the rest, and what the baseline never had.',
  'term.binning.reading':
    'The outer bins are open, so no row falls out. The edges are the baseline’s and do not move.',
  'term.zero_rule.name': 'Zero rule',
  'term.zero_rule.meaning':
    'What is done about empty bins, whose logarithm does not exist. By default half a row is added to every bin on both sides.',
  'term.zero_rule.reading':
    'Different rules give different numbers on the same data; compare only like with like.',
  'term.contribution.name': 'Adds to PSI',
  'term.contribution.meaning': 'The bin’s own part of the sum: (q − p) · ln(q / p).',
  'term.contribution.reading':
    'Never negative. The parts add up to the index, so the longest bar is where it comes from.',
  'term.power_at_threshold.name': 'Power at the threshold',
  'term.power_at_threshold.meaning':
    'How probable it is that a shift of just the threshold’s size would have been found with these row counts.',
  'term.power_at_threshold.reading': 'Below 80% a verdict of none says little.',
  'term.false_alarm_rate.name': 'False-alarm rate',
  'term.false_alarm_rate.meaning':
    'How often this rule would give a verdict with these row counts although nothing changed.',
  'term.false_alarm_rate.reading':
    'Multiply it by the number of columns and days to know how often it cries wolf.',
  'term.min_rows.name': 'Rows needed',
  'term.min_rows.meaning':
    'Rows that each side needs to find a shift of the threshold’s size reliably, with few false alarms.',
  'term.min_rows.reading':
    'With fewer rows a drift of that size is easily overlooked. The number from which a verdict is given at all is smaller and belongs to the rule.',
  'term.onset.name': 'Onset',
  'term.onset.meaning': 'The most likely time at which the column changed, with its interval.',
  'term.onset.reading': 'Needs a timestamp column. Look for a release, an outage or a campaign at that time.',
  'term.baseline.name': 'Baseline',
  'term.baseline.meaning':
    'The rows that the current ones are compared with, frozen together with their bins.',
  'term.baseline.reading': 'Always drawn as grey fill.',
  'term.current.name': 'Current',
  'term.current.meaning': 'The rows whose change is in question.',
  'term.current.reading': 'Always drawn as the blue line.',
  'term.role.name': 'Role',
  'term.role.meaning':
    'What a column means in a prediction log. Features, scores, predictions, labels and segments are compared; timestamps and identifiers give order and identity; ignored columns are left out.',
  'term.role.reading': 'Guessed from name, type and values. Choose another where the guess is wrong.',
  'term.hash.name': 'Content hash',
  'term.hash.meaning': 'SHA-256 of the rows as they were stored.',
  'term.hash.reading': 'Equal hashes mean equal rows, whatever the files are called.',
  'term.rejected.name': 'Rejected rows',
  'term.rejected.meaning':
    'Rows that could not be read as the columns require. They are kept aside and not compared.',
  'term.rejected.reading':
    'Each has its file, line, column and reason. Correct the file and import it again.',
  'term.expected_psi.name': 'Expected PSI',
  'term.expected_psi.meaning':
    'What PSI shows on average with these row counts and bins when nothing drifted: (B − 1) · (1/n + 1/m) for B bins and n and m rows.',
  'term.expected_psi.reading':
    'A PSI of this size is noise. One well above it is not, however small it looks.',
  'term.attribution.name': 'Contribution',
  'term.attribution.meaning':
    'What a segment adds to the PSI of the column. The contributions of all segments add up to the whole.',
  'term.attribution.reading':
    'The longest bar carries most of the drift. A negative one moves against the rest.',
  'term.mix_within.name': 'Mix and within',
  'term.mix_within.meaning':
    'Two ways for a column to drift: segments gain or lose weight (mix), or values move inside of segments (within). The two parts add up to the PSI.',
  'term.mix_within.reading':
    'Much mix: other customers came. Much within: the same customers behave or are recorded otherwise.',
  'term.policy.name': 'Rule',
  'term.policy.meaning':
    'The policy that turns measures into a verdict: which measures, from what size, and whether they must be significant.',
  'term.policy.reading':
    'Others use other rules on the same numbers. The default asks for significance, adjusted over the columns, and for an effect.',
  'term.binnings.name': 'Ways to cut values',
  'term.binnings.meaning':
    'quantile: ten quantiles of the baseline. uniform-baseline: equal widths over the baseline’s range, open at the ends. uniform-pooled: equal widths over both sides. sturges-pooled: as many equal widths as Sturges gives for the rows of both sides. doane-baseline: as many as Doane gives for the baseline. values: one bin a value. baseline-range-only: equal widths, rows outside of them are lost.',
  'term.binnings.reading':
    'Equal widths put most rows into few bins when there are outliers; then drift inside of those bins stays unseen.',
  'term.zero_rules.name': 'Ways to treat empty bins',
  'term.zero_rules.meaning':
    'half-count: half a row is added to every bin. floor-1e-4 and floor-0.01: smaller shares are raised to that. epsilon-1e-5 and epsilon-1e-6: that is added to every share. none: nothing, so that a bin that is empty on one side makes the measure infinite.',
  'term.zero_rules.reading':
    'The smaller the stand-in, the more a single empty bin weighs. Compare only like with like.',
  'term.crowding.name': 'Fullest bin',
  'term.crowding.meaning': 'The largest share of all rows that lies in one bin.',
  'term.crowding.reading': 'Near 100% the bins see nothing: all that happens, happens inside of one.',
  'term.dropped.name': 'Rows dropped',
  'term.dropped.meaning':
    'Share of the current rows that this recipe leaves out, since they lie outside of its bins.',
  'term.dropped.reading':
    'The rows that drifted farthest are the first to be dropped. The bins of Driftdesk are open at the ends and drop none.',
  'term.mmd.name': 'Maximum mean discrepancy',
  'term.mmd.meaning':
    'Squared distance between the two sides after a Gaussian kernel, unbiased: mean similarity within each side minus that between the sides. The p-value comes from shuffling the sides.',
  'term.mmd.reading':
    '0 means no difference, and chance can make it slightly negative. It sees changes of any shape, of single columns and of how they go together.',
  'term.energy.name': 'Energy distance',
  'term.energy.meaning':
    'Twice the mean distance between rows of the two sides, minus the mean distances within each side. The p-value comes from shuffling the sides.',
  'term.energy.reading': '0 means the same distribution. It needs no kernel, and sees shifts of level best.',
  'term.reconstruction.name': 'Reconstruction error',
  'term.reconstruction.meaning':
    'How far rows lie from the main directions of the baseline (principal components), on average. Usual is the mean ± 3 standard deviations over ten chunks of the baseline.',
  'term.reconstruction.reading':
    'Above the usual range the columns go together in a way that the baseline did not have, or values lie far outside.',
  'term.correlation_change.name': 'Change of correlation',
  'term.correlation_change.meaning':
    'For each pair of columns the difference of their correlations, tested by Fisher’s z and adjusted over all pairs.',
  'term.correlation_change.reading':
    'A pair whose correlation broke often shows a broken join or a source that was replaced.',
  'term.domain_classifier.name': 'Domain classifier',
  'term.domain_classifier.meaning':
    'A logistic model that is trained to tell current rows from baseline rows, on standardised columns and their squares. AUC is measured on rows that it was not trained on.',
  'term.domain_classifier.reading':
    'AUC 0.5 is guessing: the sides look alike. Near 1 any row betrays its side. The weights say by which columns.',
} as const
