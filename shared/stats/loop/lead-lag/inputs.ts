import type { LoopSums } from '../sums.ts'
import { asymmetry } from './asymmetry.ts'
import type { Lead } from './lead.ts'
import { type CleanSteps, inputSteps, restOf, scoreSteps } from './steps.ts'

/** Only leads that could count are held against the other inputs. */
const WORTH_A_LOOK = 0.01

/** Past predictions against later means of every input, at every length of step. */
export function inputLeads(sums: LoopSums, steps: readonly number[]): Lead[] {
  return steps.flatMap((merge) => {
    const prediction = scoreSteps(sums, merge)
    if (prediction === null) return []
    const inputs = sums.features.flatMap((feature) => {
      const clean = inputSteps(sums, feature, merge)
      return clean === null ? [] : [{ name: feature.name, clean }]
    })
    return inputs.flatMap(({ name, clean }) => {
      const rest = restOf(prediction.values, clean.values)
      const ahead = rest === null ? null : asymmetry(prediction.values, rest, prediction.lost)
      if (rest === null || ahead === null) return []
      const others = inputs.filter((input) => input.name !== name).map((input) => input.clean)
      const rival = ahead.isForward && ahead.pValue < WORTH_A_LOOK ? strongestRival(clean, others) : null
      return [
        { input: name, merge, prediction: prediction.values, followed: clean.values, rest, ahead, rival },
      ]
    })
  })
}

/**
 * The largest share that the asymmetry between an input and another one explains, whichever of the two leads: a
 * prediction that is made of an input and of what follows it seems to lead that input, too.
 */
function strongestRival(input: CleanSteps, others: readonly CleanSteps[]): number {
  const share = (first: CleanSteps, second: CleanSteps): number => {
    const rest = restOf(first.values, second.values)
    return (rest === null ? null : asymmetry(first.values, rest, first.lost))?.share ?? 0
  }
  return others.reduce((most, other) => Math.max(most, share(other, input), share(input, other)), 0)
}
