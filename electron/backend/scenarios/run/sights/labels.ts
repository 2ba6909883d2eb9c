import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import { say } from '#shared/words/say.ts'
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
          [
            say('evidence.waiting', { waiting: waiting.length, windows: windows.length }),
            maturity.explanation,
          ].join('; '),
        ),
      ]
    case 'bounds': {
      const bounded = waiting.filter(({ bounds }) => Object.values(bounds).some(([low, high]) => high > low))
      return [
        sighting(
          '',
          bounded.length > 0,
          say('evidence.bounded', { bounded: bounded.length, waiting: waiting.length }),
        ),
      ]
    }
    case 'never': {
      const entry = ledger.find((one) => one.column === column && one.value === value)
      return [sighting(column ?? '', entry !== undefined, entry?.explanation ?? say('evidence.rows.none'))]
    }
  }
}
