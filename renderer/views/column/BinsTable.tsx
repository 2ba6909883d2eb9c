import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { useTranslator } from '../../app/context.ts'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { DataName, Figure, TermButton } from '../../components/text.tsx'
import { binLabel } from './bin-label.ts'
import { binRows } from './bins.ts'
import styles from './panel.module.css'

/** The counts that PSI is made of, and what each bin adds to it. */
export function BinsTable({ psi }: { psi: NonNullable<DriftColumn['psi']> }) {
  const t = useTranslator()
  const rows = binRows(psi)
  const largest = Math.max(1e-12, ...rows.map((row) => row.contribution ?? 0))
  const total = (side: 'reference' | 'current') => rows.reduce((sum, row) => sum + row[side], 0)
  return (
    <div className={styles.panel}>
      <h2 id="bins" className={styles.title}>
        {t.text('bins.title')}
      </h2>
      <ScrollRegion className={styles.scroll} aria-labelledby="bins">
        <table className={styles.bins}>
          <thead>
            <tr>
              <th scope="col">
                <TermButton term="binning">{t.text('bins.bin')}</TermButton>
              </th>
              <th scope="col" colSpan={2} className={styles.number}>
                {t.text('slot.baseline')}
              </th>
              <th scope="col" colSpan={2} className={styles.number}>
                {t.text('slot.current')}
              </th>
              <th scope="col" className={styles.number}>
                <TermButton term="contribution" />
              </th>
              <td className={styles.barColumn} />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">
                  <DataName clip>{binLabel(t, row.label)}</DataName>
                </th>
                <td className={styles.number}>{t.numbers.count(row.reference)}</td>
                <td className={styles.number}>
                  <Figure value={row.referenceShare} shown={t.numbers.share(row.referenceShare)} />
                </td>
                <td className={styles.number}>{t.numbers.count(row.current)}</td>
                <td className={styles.number}>
                  <Figure value={row.currentShare} shown={t.numbers.share(row.currentShare)} />
                </td>
                <td className={styles.number}>
                  {row.contribution === null ? (
                    '–'
                  ) : (
                    <Figure value={row.contribution} shown={t.numbers.statistic(row.contribution)} />
                  )}
                </td>
                <td className={styles.barColumn}>
                  <span
                    className={styles.bar}
                    style={{ transform: `scaleX(${(row.contribution ?? 0) / largest})` }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className={styles.totals}>
              <th scope="row">{t.text('bins.total')}</th>
              <td className={styles.number}>{t.numbers.count(total('reference'))}</td>
              <td />
              <td className={styles.number}>{t.numbers.count(total('current'))}</td>
              <td />
              <td className={styles.number}>
                <Figure value={psi.value} shown={t.numbers.statistic(psi.value)} />
              </td>
              <td className={styles.barColumn} />
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
    </div>
  )
}
