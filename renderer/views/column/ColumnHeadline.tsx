import type { ReactNode } from 'react'
import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { useTranslator } from '../../app/context.ts'
import { DataName, Rich } from '../../components/text.tsx'
import { VERDICT_LABEL, VerdictMark } from '../../components/VerdictMark.tsx'
import { rowsNeeded, rowsWithValue } from '../drift/headline.ts'
import styles from './column.module.css'

export function ColumnHeadline({ column, policy }: { column: DriftColumn; policy: string }) {
  const t = useTranslator()
  const name = <DataName>{column.name}</DataName>
  return (
    <>
      <span className={styles.mark}>
        <VerdictMark verdict={column.verdict} size={20} />
      </span>
      <Sentence
        column={column}
        policy={policy}
        name={name}
        verdict={t.text(VERDICT_LABEL[column.verdict]).toLocaleLowerCase(t.language)}
      />
    </>
  )
}

function Sentence({
  column,
  policy,
  name,
  verdict,
}: {
  column: DriftColumn
  policy: string
  name: ReactNode
  verdict: string
}) {
  const t = useTranslator()
  switch (column.verdict) {
    case 'none':
      return column.onset.at === null ? (
        <Rich message="column.headline.none" values={{ name }} />
      ) : (
        <Rich message="column.headline.part" values={{ name, at: t.numbers.moment(column.onset.at) }} />
      )
    case 'low':
    case 'moderate':
    case 'high': {
      const { at, until = null, in_baseline = false } = column.onset
      if (at === null) return <Rich message="column.headline.drifted" values={{ name, verdict }} />
      const since = t.numbers.moment(at)
      if (in_baseline)
        return <Rich message="column.headline.baseline" values={{ name, verdict, at: since }} />
      return until === null ? (
        <Rich message="column.headline.since" values={{ name, verdict, at: since }} />
      ) : (
        <Rich
          message="column.headline.span"
          values={{ name, verdict, at: since, until: t.numbers.moment(until) }}
        />
      )
    }
    case 'insufficient': {
      const [rows, needed] = [rowsWithValue(column), rowsNeeded(policy)]
      if (rows >= needed) return <Rich message="column.headline.unmeasured" values={{ name }} />
      return (
        <Rich
          message="column.headline.insufficient"
          values={{ name, rows: t.numbers.count(rows), needed: t.numbers.count(needed) }}
        />
      )
    }
  }
}
