import type { ScenarioFiles } from '#shared/contract/documents/scenario.ts'
import { AppError } from '#shared/domain/errors.ts'
import { DEFAULT_ROWS } from '../../../resources/scenarios/kit/scenario.ts'
import { DEFAULT_SEED, findScenarios, makeIncident } from './find-scenario.ts'
import { writeIncident } from './write-incident.ts'

/** Writes one scenario to a folder that is there. */
export async function generateScenario(
  name: string,
  folder: string,
  {
    seed = DEFAULT_SEED,
    rows = DEFAULT_ROWS,
  }: { readonly seed?: number | undefined; readonly rows?: number | undefined },
): Promise<ScenarioFiles> {
  const [scenario, more] = findScenarios(name)
  if (more !== undefined) {
    throw new AppError('USAGE', 'One scenario is written at a time.', 'Name one.')
  }
  const { files } = await writeIncident(makeIncident(scenario, seed, rows), folder)
  return { schema: 'driftdesk.scenario_files/1', name: scenario.name, seed, rows, files: [...files] }
}
