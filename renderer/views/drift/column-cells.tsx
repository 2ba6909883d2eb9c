import type { ComponentType } from 'react'
import type { RunId } from '#shared/domain/ids.ts'
import { useTranslator } from '../../app/context.ts'
import { MiniDistribution } from '../../charts/MiniDistribution.tsx'
import { PsiInterval } from '../../charts/PsiInterval.tsx'
import { KindIcon } from '../../components/KindIcon.tsx'
import { DataName, Figure } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { onsetWords } from '../time/cell-words.ts'
import styles from './cells.module.css'
import type { ColumnRow } from './column-rows.ts'
import type { SortKey } from './filter.ts'

type CellProps = { row: ColumnRow; run: RunId; axisEnd: number }

function Absent() {
  const t = useTranslator()
  return (
    <span className={styles.absent}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{t.text('table.absent')}</span>
    </span>
  )
}

function Name({ row, run }: CellProps) {
  return (
    <span className={styles.name}>
      <KindIcon kind={row.kind} />
      <a className={styles.link} href={formatRoute({ view: 'column', run, column: row.name })} tabIndex={-1}>
        <DataName clip>{row.name}</DataName>
      </a>
    </span>
  )
}

function Psi({ row, axisEnd }: CellProps) {
  const t = useTranslator()
  const { psi } = row.column
  if (psi === null) return <Absent />
  const interval =
    psi.ci === null
      ? null
      : `${t.text('term.interval.name')}: ${t.text('interval', {
          low: t.numbers.statistic(psi.ci[0]),
          high: t.numbers.statistic(psi.ci[1]),
        })}`
  const expected = t.text('convention.expected', { value: t.numbers.statistic(psi.expected) })
  return (
    <span className={styles.psi} title={[interval, expected].filter((part) => part !== null).join('\n')}>
      <PsiInterval value={psi.value} interval={psi.ci} axisEnd={axisEnd} />
      <Figure value={psi.value} shown={t.numbers.statistic(psi.value)} />
    </span>
  )
}

function Effect({ row }: CellProps) {
  const t = useTranslator()
  if (row.effect === undefined) return <Absent />
  return (
    <>
      <span className={styles.symbol}>{row.effect.symbol}</span>{' '}
      <Figure value={row.effect.value} shown={t.numbers.statistic(row.effect.value)} />
    </>
  )
}

function AdjustedP({ row }: CellProps) {
  const t = useTranslator()
  if (row.pAdjusted === undefined) return <Absent />
  return <Figure value={row.pAdjusted} shown={t.numbers.pValue(row.pAdjusted)} />
}

function Onset({ row }: CellProps) {
  const t = useTranslator()
  const { at } = row.column.onset
  if (at === null) return <Absent />
  return (
    <time dateTime={at} title={onsetWords(t, row.column.onset) ?? undefined}>
      {t.numbers.moment(at)}
    </time>
  )
}

function Missing({ row }: CellProps) {
  const t = useTranslator()
  const { reference, current } = row.column.missing
  if (reference === 0 && current === 0) return <Figure value={0} shown={t.numbers.share(0)} />
  return (
    <span className={styles.missing}>
      <Figure value={reference} shown={t.numbers.share(reference)} /> →{' '}
      <Figure value={current} shown={t.numbers.share(current)} />
    </span>
  )
}

/** What each column of the table shows, by its id. */
export const COLUMN_CELLS: Readonly<Record<SortKey | 'shape', ComponentType<CellProps>>> = {
  verdict: ({ row }) => <VerdictLabel verdict={row.verdict} />,
  name: Name,
  shape: ({ row }) => <MiniDistribution bins={row.column.psi?.bins ?? []} />,
  psi: Psi,
  effect: Effect,
  p: AdjustedP,
  onset: Onset,
  missing: Missing,
}
