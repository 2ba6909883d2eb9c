import type { ScenarioExpectation, ScenarioOutcome } from '#shared/contract/documents/scenario.ts'
import { subjectOf } from '../words.ts'
import type { Sighting } from './sighting.ts'

const MOST_EVIDENCE = 300
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
    evidence: [
      ...told.slice(0, 4).map(({ evidence }) => evidence),
      ...(early > 0 ? [`${early} before the onset`] : []),
    ]
      .join('; ')
      .slice(0, MOST_EVIDENCE),
    miss,
  }
}
