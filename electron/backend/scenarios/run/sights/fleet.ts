import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
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

export async function sightFleet(
  { mode, root, models }: Check<'fleet'>,
  seen: Observations,
): Promise<Sighting[]> {
  const found = (await seen.fleet()).modes.find((one) => one.mode === mode)
  if (found === undefined) return [sighting(mode, false, 'not looked at')]
  const isRight =
    (root === undefined || found.detail.root === root) &&
    (models === undefined || models.every((name) => found.models.includes(name)))
  return [sighting(mode, found.fired && isRight, found.explanation, found.fired ? [found.at] : [])]
}
