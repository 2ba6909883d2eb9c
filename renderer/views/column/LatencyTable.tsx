import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { useTranslator } from '../../app/context.ts'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { Figure } from '../../components/text.tsx'
import styles from './panel.module.css'

type Latency = NonNullable<DriftColumn['latency']>
const PERCENTILES = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
] as const
const SIDES = ['reference', 'current'] as const

/** How fast the model answered, by the share of rows that were faster, with the interval of each percentile. */
export function LatencyTable({ latency }: { latency: Latency }) {
  const t = useTranslator()
  return (
    <div className={styles.panel}>
      <h2 id="latency" className={styles.title}>
        {t.text('latency.title')}
      </h2>
      <ScrollRegion className={styles.scroll} aria-labelledby="latency">
        <table className={styles.bins}>
          <thead>
            <tr>
              <th scope="col">{t.text('latency.share')}</th>
              <th scope="col" className={styles.number}>
                {t.text('slot.baseline')}
              </th>
              <th scope="col" className={styles.number}>
                {t.text('slot.current')}
              </th>
            </tr>
          </thead>
          <tbody>
            {PERCENTILES.map(([key, share]) => (
              <tr key={key}>
                <th scope="row">{t.text('latency.faster', { share: t.numbers.axisShare(share) })}</th>
                {SIDES.map((side) => (
                  <Percentile key={side} quantile={latency[side]?.[key]} />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className={styles.totals}>
              <th scope="row">{t.text('latency.rows')}</th>
              {SIDES.map((side) => (
                <td key={side} className={styles.number}>
                  {t.numbers.count(latency[side]?.rows ?? 0)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
    </div>
  )
}

function Percentile({ quantile }: { quantile: NonNullable<Latency['current']>['p50'] | undefined }) {
  const t = useTranslator()
  if (quantile === undefined) return <td className={styles.number}>–</td>
  return (
    <td className={styles.number}>
      <Figure
        value={quantile.value}
        shown={t.text('latency.ms', { value: t.numbers.measure(quantile.value) })}
      />{' '}
      <span className={styles.absent}>
        (
        {t.text('latency.ci', {
          low: t.numbers.measure(quantile.ci[0]),
          high: t.numbers.measure(quantile.ci[1]),
        })}
        )
      </span>
    </td>
  )
}
