import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import type { Observations } from '../observations.ts'
import { type Sighting, sighting } from '../sighting.ts'

type Check<Name extends ScenarioCheck['monitor']> = Extract<ScenarioCheck, { monitor: Name }>

/** What performance says of labels that have not come: windows that wait, bounds, and a ledger of those that never will. */
export async function sightLabels(
  { finds, column, value }: Check<'labels'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { windows, ledger, maturity } = await seen.performance(model)
  const waiting = windows.filter(({ mature }) => !mature)
  switch (finds) {
    case 'immature':
      return [
        sighting(
          '',
          waiting.length > 0,
          `${waiting.length} of ${windows.length} windows: ${maturity.explanation}`,
        ),
      ]
    case 'bounds': {
      const bounded = waiting.filter(({ bounds }) => Object.values(bounds).some(([low, high]) => high > low))
      return [sighting('', bounded.length > 0, `${bounded.length} of ${waiting.length} windows that wait`)]
    }
    case 'never': {
      const entry = ledger.find((one) => one.column === column && one.value === value)
      return [sighting(column ?? '', entry !== undefined, entry?.explanation ?? 'no such rows')]
    }
  }
}
