import type { FeedbackDocument } from '#shared/contract/documents/feedback.ts'
import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import { say } from '#shared/words/say.ts'
import { measureNumber } from '../../words.ts'
import type { Observations } from '../observations.ts'
import { type Sighting, sighting } from '../sighting.ts'

type Check<Name extends ScenarioCheck['monitor']> = Extract<ScenarioCheck, { monitor: Name }>

export async function sightFeedback(
  { at_least, tests: wanted = [] }: Check<'feedback'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { verdict, found, tests } = await seen.feedback(model)
  const supporting = tests.filter(({ supports }) => supports).map(({ name }) => name)
  const isFound = verdict === 'likely' || (at_least === 'possible' && verdict === 'possible')
  const fired = isFound && wanted.every((name) => supporting.includes(name))
  const told = [
    say('evidence.verdict', { verdict: loopVerdictText(verdict) }),
    supporting.length === 0 ? say('evidence.tests.none') : say('evidence.tests', { tests: supporting }),
    found,
  ]
  return [sighting('', fired, told.join('; '))]
}

function loopVerdictText(verdict: FeedbackDocument['verdict']): string {
  return verdict === 'possible' || verdict === 'likely'
    ? say(`loop_verdict.${verdict}`)
    : say(`verdict.${verdict}`)
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
  if (found === undefined) return [sighting(mode, false, say('evidence.not_looked_at'))]
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
    return say('evidence.measure', { measure, value: measureNumber(values[measure] ?? null) })
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

export async function sightConsensus(
  { column, value, until }: Check<'consensus'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { members } = await seen.fleet()
  const own = members.find((member) => model === null || member.model === model)
  const found = (own?.dissent ?? []).filter(
    (one) =>
      one.column === column &&
      one.value === value &&
      (until === undefined || one.at === null || Date.parse(one.at) <= Date.parse(until)),
  )
  return [
    sighting(
      value,
      found.length > 0,
      found
        .map(({ rows, share, others }) =>
          say('evidence.dissent', {
            value,
            share: measureNumber(share),
            rows,
            others: measureNumber(others),
          }),
        )
        .join('; ') || say('evidence.consensus', { value }),
      found.map(({ at }) => at),
    ),
  ]
}

export async function sightSkew(
  { online, offline, column, window, share: [low, high] }: Check<'skew'>,
  seen: Observations,
): Promise<Sighting[]> {
  const { columns, rows } = await seen.skew(online, offline, window)
  const share = columns.find(({ name }) => name === column)?.share ?? null
  return [
    sighting(
      column,
      share !== null && share >= low && share <= high,
      say('evidence.skew', { column, share: measureNumber(share), rows: rows.matched }),
    ),
  ]
}
