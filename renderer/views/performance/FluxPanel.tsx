import type { FluxView } from '#shared/contract/documents/performance.ts'
import { useTranslator } from '../../app/context.ts'
import styles from './performance.module.css'

/** Rows and money that crossed a decision threshold because the scores moved. */
export function FluxPanel({ flux, currency }: { flux: readonly FluxView[]; currency: string | null }) {
  const t = useTranslator()
  const title = t.text('performance.flux')
  const signed = (share: number) => `${share < 0 ? '−' : '+'}${t.numbers.share(Math.abs(share))}`
  return (
    <section className={styles.panel}>
      <h2>{title}</h2>
      <div className={styles.list}>
        {flux.map(({ threshold, rows, baseline_share, current_share, value, ci }) => (
          <p key={threshold}>
            {t.text(rows >= 0 ? 'performance.flux.more' : 'performance.flux.fewer', {
              threshold: t.numbers.axis(threshold),
              count: Math.abs(rows),
              now: t.numbers.share(current_share),
              before: t.numbers.share(baseline_share),
            })}
            {value !== null &&
              ` ${t.text('performance.flux.money', {
                value: `${t.numbers.count(Math.abs(value))}${currency === null ? '' : ` ${currency}`}`,
              })}`}
            {ci !== null && (
              <span className={styles.quiet}>
                {` ${t.text('performance.inputs.interval')}: ${signed(ci[0])} – ${signed(ci[1])}`}
              </span>
            )}
          </p>
        ))}
      </div>
    </section>
  )
}
