import { useMemo } from 'react'
import type { ExaminedColumn, ModelColumn } from '#shared/contract/documents/model.ts'
import { useTranslator } from '../../app/context.ts'
import { DistributionChart } from '../../charts/DistributionChart.tsx'
import { PairedBars } from '../../charts/PairedBars.tsx'
import { Said } from '../../components/Said.tsx'
import { EmptyState } from '../../components/States.tsx'
import { binLabel } from '../column/bin-label.ts'
import { binRows } from '../column/bins.ts'
import { distributionOfCells, quantilesOfCells } from './cells.ts'
import styles from './detail.module.css'
import { QuantilePlot } from './QuantilePlot.tsx'

/** Both sides over each other: from counts at once, from the rows when they are measured. */
export function ShapePanel({ column, found }: { column: ModelColumn; found: ExaminedColumn | null }) {
  const t = useTranslator()
  const { cells, window } = column
  const counted = useMemo(() => (cells === null ? null : distributionOfCells(cells)), [cells])
  const quantiles = useMemo(() => (cells === null ? null : quantilesOfCells(cells)), [cells])
  const distribution = found?.distribution ?? counted
  const ks = found?.column.ks ?? window.ks
  if (distribution !== null && distribution.edges.length > 1) {
    return (
      <div className={styles.panels}>
        <DistributionChart
          title={t.text('column.distribution')}
          subject={window.name}
          distribution={distribution}
          gap={
            ks === null || ks.location === null
              ? null
              : { at: ks.location, label: t.text('column.gap', { d: t.numbers.statistic(ks.statistic) }) }
          }
          note={t.text(found?.distribution ? 'column.distribution.note' : 'detail.distribution.about')}
        />
        {quantiles !== null && <QuantilePlot subject={window.name} points={quantiles} />}
      </div>
    )
  }
  if (window.psi === null) {
    return (
      <EmptyState title={t.text('column.statistics.none')}>
        {window.reasons.map((reason) => (
          <p key={reason}>
            <Said>{reason}</Said>
          </p>
        ))}
      </EmptyState>
    )
  }
  return (
    <PairedBars
      title={t.text('column.shares')}
      subject={window.name}
      shares={binRows(window.psi).map((row) => ({
        label: binLabel(t, row.label),
        reference: row.referenceShare,
        current: row.currentShare,
      }))}
      note={t.text('column.shares.note')}
    />
  )
}
