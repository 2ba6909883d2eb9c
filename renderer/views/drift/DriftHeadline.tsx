import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import type { RunId } from '#shared/domain/ids.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import { useTranslator } from '../../app/context.ts'
import { DataName, Rich } from '../../components/text.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { DEFAULT_FILTER } from './filter.ts'
import { headlineOf } from './headline.ts'

/** The finding as one sentence, its numbers linked to their evidence. */
export function DriftHeadline({ run, document }: { run: RunId; document: DriftDocument }) {
  const t = useTranslator()
  const headline = headlineOf(document)
  const filtered = (verdicts: readonly Verdict[]) =>
    formatRoute({ view: 'drift', run, filter: { ...DEFAULT_FILTER, verdicts } })
  const fewRows = (count: number) =>
    count > 0 && (
      <>
        {' '}
        <Rich
          message="drift.headline.few"
          count={count}
          values={{ count: <a href={filtered(['insufficient'])}>{t.numbers.count(count)}</a> }}
        />
      </>
    )
  switch (headline.kind) {
    case 'nothing':
      return t.text('drift.headline.nothing')
    case 'insufficient':
      return t.text('drift.headline.insufficient', { rows: headline.rows, needed: headline.needed })
    case 'agree':
      return (
        <>
          {t.text('drift.headline.agree', { count: headline.columns })}
          {fewRows(headline.insufficient)}
        </>
      )
    case 'drifted': {
      const { worst } = headline
      const detail = formatRoute({ view: 'column', run, column: worst.name })
      return (
        <>
          <Rich
            message="drift.headline.drifted"
            count={headline.columns}
            values={{
              drifted: <a href={filtered(['moderate', 'high'])}>{t.numbers.count(headline.drifted)}</a>,
              count: <a href={filtered([])}>{t.numbers.count(headline.columns)}</a>,
              worst: (
                <a href={detail}>
                  <DataName>{worst.name.length > 80 ? `${worst.name.slice(0, 79)}…` : worst.name}</DataName>
                </a>
              ),
            }}
          />
          {worst.psi === null ? (
            t.text('drift.headline.end')
          ) : (
            <Rich
              message="drift.headline.psi"
              values={{ psi: <a href={detail}>{t.numbers.statistic(worst.psi.value)}</a> }}
            />
          )}
          {fewRows(headline.insufficient)}
        </>
      )
    }
  }
}
