import type { CalibrationDocument } from '#shared/contract/documents/calibration.ts'
import { calibrationKink } from '#shared/stats/calibration/kink.ts'
import type { RecalibrationLine } from '#shared/stats/calibration/recalibration.ts'
import { type CalibrationSignature, calibrationSignatures } from '#shared/stats/calibration/signatures.ts'
import type { LabelledScores } from '#shared/stats/performance/labelled-scores.ts'
import { say } from '#shared/words/say.ts'

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
              explanation: say('signature.kink', {
                score: kink.score.toPrecision(3),
                below: kink.slopeBelow.toPrecision(3),
                above: kink.slopeAbove.toPrecision(3),
              }),
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
      const explanation = say('signature.weights', { factor, same: factor })
      return { code, detail: { weight, intercept, slope, explanation } }
    }
    case 'constant_confidence': {
      const { code, score, rows, share, observedRate } = signature
      const explanation = say('signature.constant', {
        rows,
        score,
        share: `${(observedRate * 100).toFixed(1)}%`,
      })
      return { code, detail: { score, rows, share, observed_rate: observedRate, explanation } }
    }
  }
}
