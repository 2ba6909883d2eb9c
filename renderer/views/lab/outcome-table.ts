import type { ScenarioOther, ScenarioOutcome } from '#shared/contract/documents/scenario.ts'
import type { ChartCell, ChartTable } from '../../charts/csv.ts'
import type { Translator } from '../../i18n/translator.ts'

/** What was looked for and what was found, as a table that can be taken along. */
export function outcomeTable(
  t: Translator,
  outcomes: readonly (ScenarioOutcome | ScenarioOther)[],
): ChartTable {
  return {
    columns: [
      t.text('lab.monitor'),
      t.text('lab.looked'),
      t.text('lab.expected'),
      t.text('lab.found'),
      t.text('lab.at'),
      t.text('lab.evidence'),
    ],
    rows: outcomes.map((outcome) => [
      outcome.monitor,
      `${outcome.model === null ? '' : `${outcome.model}: `}${t.said(outcome.subject).text}`,
      t.text('expected' in outcome ? expectedKey(outcome) : 'lab.expect.nothing'),
      t.text(outcome.fired ? 'lab.did.fire' : 'lab.did.silent'),
      timeCell(('at' in outcome ? outcome.at : outcome.moments[0]) ?? null),
      t.said(outcome.evidence).text,
    ]),
  }
}

const timeCell = (time: string | null): ChartCell => (time === null ? null : { time })

export function expectedKey({ expected, miss }: Pick<ScenarioOutcome, 'expected' | 'miss'>) {
  if (miss !== null) return 'lab.expect.miss' as const
  return expected === 'fire' ? ('lab.expect.fire' as const) : ('lab.expect.silent' as const)
}
