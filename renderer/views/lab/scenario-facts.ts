import type { ScenarioView } from '#shared/contract/documents/scenario.ts'
import type { Translator } from '../../i18n/translator.ts'

/** That it is a scenario, of which kind, and how large. */
export function scenarioFacts(
  t: Translator,
  { kind, models }: Pick<ScenarioView, 'kind' | 'models'>,
  rows: number,
): string {
  return [
    t.text(kind === 'control' ? 'lab.control' : 'lab.incident'),
    t.text('lab.models', { count: models }),
    t.text('rows', { count: rows }),
  ].join(' · ')
}
