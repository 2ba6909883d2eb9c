import type { ScenarioView } from '#shared/contract/documents/scenario.ts'
import { AppError } from '#shared/domain/errors.ts'
import { createRandom, seedFromText } from '#shared/stats/random.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import { SCENARIOS } from '../../../resources/scenarios/catalogue.ts'
import {
  DEFAULT_ROWS,
  type Incident,
  type Scenario,
  type Streams,
} from '../../../resources/scenarios/kit/scenario.ts'

export const DEFAULT_SEED = 1

export function listScenarios(): ScenarioView[] {
  return SCENARIOS.map(({ name, title, story, kind, models }) => ({
    name,
    title,
    story,
    kind,
    models,
    default_rows: DEFAULT_ROWS,
  }))
}

/** The scenarios of a name, all of them for `all`; throws `NOT_FOUND` with the nearest name. */
export function findScenarios(name: string): readonly Scenario[] {
  if (name === 'all') return SCENARIOS
  const known = SCENARIOS.filter((scenario) => scenario.name === name)
  if (known.length > 0) return known
  const names = SCENARIOS.map((scenario) => scenario.name)
  const near = nearest(name, names)
  throw new AppError(
    'NOT_FOUND',
    `There is no scenario "${name}".`,
    `${near === null ? '' : `Did you mean ${near}? `}"driftdesk scenario list" names them.`,
  )
}

/**
 * The incident of a scenario: the same seed and rows give the same bytes.
 * @throws AppError `BAD_PARAMS` for fewer rows than the scenario needs.
 */
export function makeIncident(scenario: Scenario, seed: number, rows: number): Incident {
  if (rows < scenario.leastRows) {
    throw new AppError(
      'BAD_PARAMS',
      `The scenario ${scenario.name} cannot show itself in ${rows} rows.`,
      `Ask for ${scenario.leastRows} or more.`,
    )
  }
  return scenario.make(rows, streamsOf(scenario, seed))
}

/** Random numbers of a scenario under a seed, by the name of a part. */
export function streamsOf({ name }: Pick<Scenario, 'name'>, seed: number): Streams {
  return (part) => createRandom(seed, seedFromText(`${name}/${part}`))
}
