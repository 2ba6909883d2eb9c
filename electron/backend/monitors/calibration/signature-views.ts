import type { CalibrationDocument } from '#shared/contract/documents/calibration.ts'
import { calibrationKink } from '#shared/stats/calibration/kink.ts'
import type { RecalibrationLine } from '#shared/stats/calibration/recalibration.ts'
import { type CalibrationSignature, calibrationSignatures } from '#shared/stats/calibration/signatures.ts'
import type { LabelledScores } from '#shared/stats/performance/labelled-scores.ts'

/** Traces of how scores were made, with a sentence each. */
export function signatureViews(
  data: LabelledScores,
  line: RecalibrationLine | null,
): CalibrationDocument['signatures'] {
  const kink = calibrationKink(data)
  return [
    ...calibrationSignatures(data, line).map(viewOf),
    ...(kink === null
      ? []
      : [
          {
            code: 'blended_scores',
            detail: {
              score: kink.score,
              slope_below: kink.slopeBelow,
              slope_above: kink.slopeAbove,
              p_value: kink.pValue,
              explanation: `The calibration line bends at ${kink.score.toPrecision(3)} (slope ${kink.slopeBelow.toPrecision(3)} below, ${kink.slopeAbove.toPrecision(3)} above): the mark of scores that are blended with others, or capped.`,
            },
          },
        ]),
  ]
}

function viewOf(signature: CalibrationSignature): CalibrationDocument['signatures'][number] {
  switch (signature.code) {
    case 'class_weights': {
      const { code, weight, intercept, slope } = signature
      const factor = weight.toPrecision(3)
      const explanation = `The odds are off by a constant factor of ${factor}: the mark of a model that was trained with the positive class weighted (or resampled) by it, or of a share of positives that has changed by it since. Subtracting ln(${factor}) on the logit scale mends either.`
      return { code, detail: { weight, intercept, slope, explanation } }
    }
    case 'constant_confidence': {
      const { code, score, rows, share, observedRate } = signature
      const explanation = `${rows} rows have exactly the score ${score}, of which ${(observedRate * 100).toFixed(1)}% are positive: somebody wrote that number down, no model computed it.`
      return { code, detail: { score, rows, share, observed_rate: observedRate, explanation } }
    }
  }
}
