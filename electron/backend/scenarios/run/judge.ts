import type { ScenarioExpectation, ScenarioOutcome } from '#shared/contract/documents/scenario.ts'
import { say } from '#shared/words/say.ts'
import { subjectOf } from '../words.ts'
import type { Sighting } from './sighting.ts'

/** Letters that a row of a table has room for; a single sentence may be longer. */
const MOST_EVIDENCE = 300
const MOST_TOLD = 4
const MOST_MOMENTS = 200

/**
 * Compares what was seen with what is true. What has to fire has to fire in everything that was looked at, dated ones
 * no earlier than told and by the deadline; what has to be silent may fire in nothing.
 */
export function judge(expectation: ScenarioExpectation, sightings: readonly Sighting[]): ScenarioOutcome {
  const { expected, check, model, deadline, miss } = expectation
  const earliest = expectation.earliest === null ? Number.NEGATIVE_INFINITY : Date.parse(expectation.earliest)
  const firsts = sightings.map(({ fired, at }) => ({
    fired: fired && (at.length === 0 || at.some((moment) => moment >= earliest)),
    at: at.find((moment) => moment >= earliest) ?? null,
  }))
  const fired =
    expected === 'fire'
      ? firsts.length > 0 && firsts.every((one) => one.fired)
      : sightings.some((one) => one.fired)
  const moments = firsts.flatMap((one) => (one.at === null ? [] : [one.at]))
  const at = fired && moments.length > 0 ? Math.max(...moments) : null
  const inTime = deadline === null || (at !== null && at <= Date.parse(deadline))
  const told = sightings.filter((one) => one.fired === fired)
  const early = sightings.flatMap((one) => one.at.filter((moment) => moment < earliest)).length
  return {
    monitor: check.monitor,
    model,
    subject: subjectOf(check),
    expected,
    fired,
    at: at === null ? null : new Date(at).toISOString(),
    deadline,
    passed: expected === 'fire' ? fired && inTime : !fired,
    moments: [...new Set(sightings.flatMap((one) => (one.fired ? one.at : [])))]
      .sort((a, b) => a - b)
      .slice(0, MOST_MOMENTS)
      .map((moment) => new Date(moment).toISOString()),
    evidence: evidenceOf(told, early),
    miss,
  }
}

/** What was said, whole sentences one after the other, so that each can be read in another language. */
function evidenceOf(told: readonly Sighting[], early: number): string {
  const said: string[] = []
  let letters = 0
  for (const { evidence } of told.slice(0, MOST_TOLD)) {
    letters += evidence.length
    if (said.length > 0 && letters > MOST_EVIDENCE) break
    said.push(evidence)
  }
  if (told.length > said.length) said.push(say('evidence.more', { more: told.length - said.length }))
  if (early > 0) said.push(say('evidence.early', { early }))
  return said.join('; ')
}
