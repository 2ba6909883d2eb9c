import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { useTranslator } from '../../app/context.ts'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { DataName, Figure, Rich } from '../../components/text.tsx'
import { binLabel } from './bin-label.ts'
import styles from './panel.module.css'

/** Which segments carry the drift of a column: their parts add up to its PSI. */
export function SegmentsTable({ segments }: { segments: NonNullable<DriftColumn['segments']> }) {
  const t = useTranslator()
  const largest = Math.max(1e-12, ...segments.items.map((item) => item.contribution))
  return (
    <div className={styles.panel}>
      <h2 id="segments" className={styles.title}>
        <span>
          <Rich message="segments.title" values={{ by: <DataName>{segments.by}</DataName> }} />
        </span>
      </h2>
      <p className={styles.lead}>
        {t.text('segments.parts', {
          mix: t.numbers.statistic(segments.mix),
          within: t.numbers.statistic(segments.within),
        })}
      </p>
      <ScrollRegion className={styles.scroll} aria-labelledby="segments">
        <table className={styles.bins}>
          <thead>
            <tr>
              <th scope="col">{t.text('segments.segment')}</th>
              <th scope="col" className={styles.number}>
                {t.text('slot.baseline')}
              </th>
              <th scope="col" className={styles.number}>
                {t.text('slot.current')}
              </th>
              <th scope="col" className={styles.number}>
                {t.text('segments.own')}
              </th>
              <th scope="col" className={styles.number}>
                {t.text('segments.share')}
              </th>
              <td className={styles.barColumn} />
            </tr>
          </thead>
          <tbody>
            {segments.items.map((item) => (
              <tr key={item.segment}>
                <th scope="row">
                  <DataName clip>{binLabel(t, item.segment)}</DataName>
                </th>
                <td className={styles.number}>{t.numbers.count(item.rows.reference)}</td>
                <td className={styles.number}>{t.numbers.count(item.rows.current)}</td>
                <td className={styles.number}>
                  {item.psi === null ? (
                    '–'
                  ) : (
                    <Figure value={item.psi} shown={t.numbers.statistic(item.psi)} />
                  )}
                </td>
                <td className={styles.number}>
                  {item.share === null ? (
                    '–'
                  ) : (
                    <Figure value={item.share} shown={t.numbers.share(item.share)} />
                  )}
                </td>
                <td className={styles.barColumn}>
                  <span
                    className={styles.bar}
                    style={{ transform: `scaleX(${Math.max(0, item.contribution / largest)})` }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  )
}
