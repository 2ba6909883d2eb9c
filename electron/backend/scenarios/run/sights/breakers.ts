import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import { lintBreaker } from '#shared/policy/breaker/lint/lint.ts'
import { say } from '#shared/words/say.ts'
import { parsePolicyText } from '../../../monitors/breakers/policy-file.ts'
import { otherFindings } from '../../words.ts'
import type { Observations } from '../observations.ts'
import { type Sighting, sighting } from '../sighting.ts'

type Check<Name extends ScenarioCheck['monitor']> = Extract<ScenarioCheck, { monitor: Name }>

/**
 * Whether the states of a replay have these in them, in this order (CLOSED at the start), of the breaker of a segment
 * where one is named. Dated by every transition to the last of them.
 */
export async function sightBreaker(
  { path, segment }: Check<'breaker'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const replay = await seen.breaker(model)
  const own = replay.segments.find(({ value }) => value === segment?.value)
  if (segment !== undefined && (replay.by !== segment.column || own === undefined)) {
    return [sighting(segment.value, false, say('evidence.breaker.none', segment))]
  }
  const { rows_spared, rows } = own ?? replay
  const transitions =
    segment === undefined
      ? replay.transitions
      : replay.transitions.filter((transition) => transition.segment === segment.value)
  const states = ['CLOSED', ...transitions.map(({ to }) => to)]
  let next = 0
  for (const state of states) if (state === path[next]) next++
  const fired = next === path.length
  const last = path.at(-1)
  const causes = transitions.slice(0, 1).map(({ cause }) => cause)
  return [
    sighting(
      segment?.value ?? '',
      fired,
      [
        say('evidence.breaker.states', { states: states.slice(0, 8).join(' → '), spared: rows_spared, rows }),
        ...causes,
      ].join('; '),
      fired ? transitions.flatMap(({ at, to }) => (to === last ? [at] : [])) : [],
    ),
  ]
}

export async function sightBreakerLint(
  { code }: Check<'breaker_lint'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { breaker = '', name } = seen.files(model).model
  const findings = lintBreaker(parsePolicyText(breaker, name))
  const found = findings.find((finding) => finding.code === code)
  return [
    sighting(
      code,
      found !== undefined,
      found?.explanation ?? otherFindings(findings.map((finding) => finding.code)),
    ),
  ]
}
