import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import { measureNumber } from '../../words.ts'
import type { Observations } from '../observations.ts'
import { type Sighting, sighting } from '../sighting.ts'

type Check<Name extends ScenarioCheck['monitor']> = Extract<ScenarioCheck, { monitor: Name }>

export async function sightFeedback(
  { at_least }: Check<'feedback'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { verdict, found } = await seen.feedback(model)
  const fired = verdict === 'likely' || (at_least === 'possible' && verdict === 'possible')
  return [sighting('', fired, `${verdict}: ${found}`)]
}

/** A lag that was measured may be off by two hours or by a tenth. */
const LAG_SLACK_HOURS = 2
const LAG_SLACK = 0.1

export async function sightFleet(
  { mode, root, models, lags = [], limits = [], window }: Check<'fleet'>,
  seen: Observations,
): Promise<Sighting[]> {
  const fleet = await seen.fleet(window)
  const found = fleet.modes.find((one) => one.mode === mode)
  if (found === undefined) return [sighting(mode, false, 'not looked at')]
  const { edges } = found.detail
  const hasLags = lags.every(({ to, hours }) =>
    edges.some(
      (edge) =>
        edge.to === to && Math.abs(edge.lag_hours - hours) <= Math.max(LAG_SLACK_HOURS, LAG_SLACK * hours),
    ),
  )
  const values: Readonly<Record<string, number | null>> = {
    mean_correlation: found.detail.mean_correlation,
    amplification: found.detail.amplification,
    effective_models: fleet.effective_models,
  }
  const isWithin = limits.every(({ measure, below, above }) => {
    const value = values[measure] ?? null
    return value !== null && (below === undefined || value < below) && (above === undefined || value > above)
  })
  const isRight =
    hasLags &&
    isWithin &&
    (root === undefined || found.detail.root === root) &&
    (models === undefined || models.every((name) => found.models.includes(name)))
  const told = limits.map(({ measure }) => {
    const value = values[measure] ?? null
    return `${measure} ${value === null ? '–' : measureNumber(value)}`
  })
  return [
    sighting(
      mode,
      found.fired && isRight,
      [...told, found.explanation].join('; '),
      found.fired ? [found.at] : [],
    ),
  ]
}
