/** Whether a model feeds on its own output, test by test, and what would lower it. */
export const loop = {
  'loop.p': '{p:p}',
  'loop.seen.correlation': 'score and outcome correlate',
  'loop.seen.tightening': 'score and outcome go together ever more tightly',
  'loop.seen.lead_lag': 'past predictions move later outcomes or inputs',
  'loop.seen.arm_contrast': 'the outcome moves with the score only where the model decides',
  'loop.seen.self_training': 'labels are of the model’s own making',
  'loop.seen.narrowing': 'what the model predicts or shows narrows',
  'loop.seen.contraction': 'the model grows surer of itself without growing better',
  'loop.seen.several': '{first:comma}, and {last:said}',
  'loop.likely': 'The model very likely feeds on its own output: {reasons:said}.{strength:said}',
  'loop.possible.found': 'A loop is possible: {reasons:said}. {proof:said}{strength:said}',
  'loop.possible.not_in_time': 'Nothing shows yet that it tightens in time.',
  'loop.possible.no_proof': 'By itself that is no proof.',
  'loop.none':
    'No sign of a loop in {tests:raw} tests. A high correlation alone is what a good model looks like.{strength:said}',
  'loop.insufficient.cause': 'No test of cause or provenance applies to this log.',
  'loop.insufficient.time': 'No test of how the loop moves in time applies to this log.',
  'loop.too_little': 'Too little to say.',
  'loop.strength':
    ' A unit of score moves the outcome by {gain:figure} ({confidence:raw}% interval {low:figure} to {high:figure}).',
  'loop.strength.amplified':
    ' A unit of score moves the outcome by {gain:figure} ({confidence:raw}% interval {low:figure} to {high:figure}), which the loop amplifies {times:figure} times.',
  'loop.settle.labels': 'Bring labels: at least 1,000 rows with a score and an outcome.',
  'loop.settle.arm':
    'Add a random arm: let chance decide 5% of the rows and log who decided (role served_by). It measures the loop gain.',
  'loop.settle.arm_days':
    'Add a random arm: let chance decide 5% of the rows and log who decided (role served_by). It measures the loop gain. At {rows:figure} rows a day it has 1,000 rows after {days:figure} days.',
  'loop.settle.observed':
    'The rows that the model did not decide were chosen by rules or people. A 5% random arm would rule out that they differ.',
  'loop.settle.small':
    'The random arm is small: a gain under {gain:figure} would go unseen. Twice the rows narrow it by a third.',
  'loop.settle.influenced':
    'Log which outcomes the model shaped (role model_influenced): it shows how much of the labels is of its own making.',
  'loop.settle.times':
    'Log the time of each prediction (role timestamp): without it nothing is known about what came first.',
  'loop.not_tested': 'Not tested: {reason:said}.',
  'loop.correlation':
    'Score and outcome correlate at {value:figure}. That is context: a good model correlates, too.',
  'loop.tightening.yes':
    'The correlation tightened from {first:figure} to {last:figure} over {windows:figure} windows ({p:said}).',
  'loop.tightening.no':
    'The correlation went from {first:figure} to {last:figure} over {windows:figure} windows, no clear rise ({p:said}).',
  'loop.lead_lag.yes':
    'Past predictions move later outcomes beyond the reverse, at steps of {hours:figure} h: they explain {share:figure}% of what is left ({p:said}).',
  'loop.lead_lag.no':
    'Past predictions say no more about outcomes than later ones do, at steps of {hours:figure} h ({p:said}).',
  'loop.lead_lag.input':
    'Past predictions move later values of the input {column} beyond the reverse and beyond what any other input explains, at steps of {hours:figure} h: they explain {share:figure}% of what is left ({p:said}).',
  'loop.lead_lag.no_input':
    'Past predictions say no more about values of the input {column} than later ones do, at steps of {hours:figure} h ({p:said}).',
  'loop.arm.towards':
    'Where the model decides, a unit of score moves the outcome by {value:figure} towards the score, compared at the same score and time with {rows:figure} rows that it did not decide ({p:said}).',
  'loop.arm.away':
    'Where the model decides, a unit of score moves the outcome by {value:figure} away from the score, compared at the same score and time with {rows:figure} rows that it did not decide ({p:said}).',
  'loop.arm.no':
    'At the same score and time, outcomes are alike whoever decides: {value:figure} a unit of score ({p:said}). A gain of {gain:figure} would have been found.',
  'loop.self': 'The model shaped {share:figure}% of the latest labels ({p:said}).',
  'loop.self.half':
    'The model shaped {share:figure}% of the latest labels ({p:said}); one half is passed on {day:iso}.',
  'loop.narrowing.yes': '{measure:said} fell by {share:figure}% ({p:said}).',
  'loop.narrowing.no': 'Nothing of {measures:figure} measures of variety falls clearly ({p:said}).',
  'loop.contraction.confidence':
    'Confidence rises by {change:figure} over what the accuracy allows ({p:said}).',
  'loop.contraction.spread':
    'The spread of predictions against that of outcomes fell by {share:figure}% ({p:said}).',
  'loop.contraction.no': 'Predictions keep their spread, or confidence moves with accuracy ({p:said}).',
  'loop.measure.score': 'The spread of the score',
  'loop.measure.effective': 'The effective number of different values shown',
  'loop.measure.coverage': 'The number of different values shown',
  'loop.measure.selection': 'The evenness of selection over {column}',
  'loop.measure.inputs': 'The spread of the inputs',
  'loop.amplification.none': 'Without a gain there is no amplification.',
  'loop.amplification.endless':
    'The gain is one or more: each round adds more than the last, without an end.',
  'loop.multiclass':
    'Of several classes the confidence stands for the score, and a right prediction for the outcome.',
  'loop.mend.random':
    '{share:figure} of the rows are decided by chance. They break the loop there, and measure it.',
  'loop.mend.exploration': 'In one of ten rows the model tries something other than its best.',
  'loop.mend.weight':
    'The model weighs {to:raw} in the decision in place of {from:raw}; rules or people weigh the rest.',
  'loop.mend.review':
    'Rows with a confidence below {limit:raw} go to people: {share:figure} of them. Raising the threshold sends more rows to people and lowers the gain; lowering it sends fewer.',
  'loop.unlocks.score': 'all tests but those of provenance and of what was shown',
  'loop.unlocks.served_by': 'arm_contrast and the loop gain',
  'loop.unlocks.version': 'narrowing retrain by retrain',
  'loop.unlocks.segment': 'narrowing of selection by group',
  'loop.unlocks.confidence': 'contraction by confidence',

  'loop.no.variation': 'score or outcome does not vary',
  'loop.no.labelled_windows': '{windows:raw} windows of {rows:raw} labelled rows, 8 needed',
  'loop.no.window_variation': 'score or outcome does not vary in most windows',
  'loop.no.labelled_rows': '{rows:raw} labelled rows with a score, {needed:raw} needed',
  'loop.no.others': 'no rows were decided by anybody but the model (role served_by)',
  'loop.no.arm_rows': '{rows:raw} labelled rows in an arm, {needed:raw} needed',
  'loop.no.overlap': 'the two arms overlap in too few stretches of time',
  'loop.no.score_variation': 'the score does not vary where both arms have rows',
  'loop.no.times': 'rows have no time (role timestamp)',
  'loop.no.steps': 'fewer than {steps:raw} steps of time with {rows:raw} labelled rows each',
  'loop.no.step_variation': 'score or outcome does not vary from step to step',
  'loop.no.windows': '{windows:raw} windows of {rows:raw} rows, 8 needed',
  'loop.no.shown': 'neither a score nor what was shown varies',
  'loop.no.influenced': 'no column says whether the model shaped an outcome (role model_influenced)',
  'loop.no.influenced_rows': '{rows:raw} labelled rows with the role model_influenced, {needed:raw} needed',
  'loop.no.outcomes':
    'it needs outcomes that are numbers, or a confidence with labels (roles confidence and label)',
} as const
