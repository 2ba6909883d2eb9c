/** Whether scores mean what they say, and traces of how they were made. */
export const calibration = {
  'calibration.multiclass':
    'Of several classes this is the calibration of the confidence in the predicted one.',
  'calibration.no_line': 'No recalibration line: {reason:said}.',
  'calibration.no_confidence': 'there is no confidence in the predicted class',
  'calibration.regression': 'a regression predicts no probabilities',
  'calibration.ranking': 'a ranking predicts no probabilities',
  'calibration.nothing': 'Nothing can be said: {reason:said}.',
  'calibration.few': 'Too few labelled rows to say ({rows:raw} of {needed:raw}).',
  'calibration.small':
    'The scores are off beyond chance, but by less than 2 points (debiased error {error:figure}).',
  'calibration.agree': 'The scores agree with what happened, as far as these rows can tell.',
  'calibration.off': 'The scores are off by {error:figure} on average, beyond chance (p {p}).',
  'signature.kink':
    'The calibration line bends at {score:figure} (slope {below:figure} below, {above:figure} above): the mark of scores that are blended with others, or capped.',
  'signature.weights':
    'The odds are off by a constant factor of {factor:figure}: the mark of a model that was trained with the positive class weighted (or resampled) by it, or of a share of positives that has changed by it since. Subtracting ln({same:figure}) on the logit scale mends either.',
  'signature.constant':
    '{rows:raw} rows have exactly the score {score:raw}, of which {share:figure} are positive: somebody wrote that number down, no model computed it.',
  'calibration.certain': 'every score is 0, 0.5 or 1',
  'calibration.folds': 'one of the classes has fewer rows than the {folds:raw} folds',
  'calibration.max_norm': 'the max norm has no debiased estimate',
  'calibration.no_fit': 'the scores are all the same, or they separate the classes, so no line fits',
} as const
