import type { ReactNode } from 'react'
import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useTranslator } from '../../app/context.ts'
import { DataName, Rich } from '../../components/text.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { DEFAULT_FILTER } from '../drift/filter.ts'
import { timeHeadlineOf } from './headline.ts'

const LONGEST_NAME = 80

/** Since when, as one sentence; its numbers lead to their evidence. */
export function TimeHeadline({ run, document }: { run: RunId; document: DriftDocument }) {
  const t = useTranslator()
  const headline = timeHeadlineOf(document)
  const columnLink = (name: string) => (
    <a href={formatRoute({ view: 'column', run, column: name })}>
      <DataName>{name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name}</DataName>
    </a>
  )
  const counts = (drifted: number, columns: number): Record<string, ReactNode> => ({
    drifted: (
      <a
        href={formatRoute({
          view: 'drift',
          run,
          filter: { ...DEFAULT_FILTER, verdicts: ['moderate', 'high'] },
        })}
      >
        {t.numbers.count(drifted)}
      </a>
    ),
    count: t.numbers.count(columns),
  })
  switch (headline.kind) {
    case 'nothing':
      return t.text('drift.headline.nothing')
    case 'insufficient':
      return t.text('drift.headline.insufficient', { rows: headline.rows, needed: headline.needed })
    case 'agree':
      return t.text('time.headline.agree', { count: headline.columns })
    case 'undated':
      return (
        <Rich
          message="time.headline.undated"
          count={headline.columns}
          values={counts(headline.drifted, headline.columns)}
        />
      )
    case 'since':
      return (
        <Rich
          message="time.headline.since"
          count={headline.columns}
          values={{
            ...counts(headline.drifted, headline.columns),
            at: <Moment at={headline.at} />,
            worst: columnLink(headline.worst.name),
          }}
        />
      )
    case 'first':
    case 'baseline':
      return (
        <Rich
          message={headline.kind === 'first' ? 'time.headline.first' : 'time.headline.baseline'}
          count={headline.columns}
          values={{
            ...counts(headline.drifted, headline.columns),
            at: <Moment at={headline.at} />,
            first: columnLink(headline.first.name),
          }}
        />
      )
  }
}

function Moment({ at }: { at: string }) {
  const t = useTranslator()
  return (
    <time dateTime={at} title={`${t.numbers.time(at, 'UTC')} UTC`}>
      {t.numbers.moment(at)}
    </time>
  )
}
