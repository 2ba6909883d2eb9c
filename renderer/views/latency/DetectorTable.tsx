import type { LatencyDocument } from '#shared/contract/documents/latency.ts'
import { useTranslator } from '../../app/context.ts'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import styles from './latency.module.css'
import { aloneText, axisSize, delayText, sizesTitle } from './texts.ts'

/** A row a detector, a column a size: how often it noticed, and after how long. A name brings its curve forward. */
export function DetectorTable({
  document: { curves, sizes, unit },
  chosen,
  onChoose,
}: {
  document: LatencyDocument
  chosen: string
  onChoose(detector: string): void
}) {
  const t = useTranslator()
  const title = t.text('inject.detectors')
  return (
    <section className={styles.panel}>
      <h2>{title}</h2>
      <p className={styles.quiet}>
        {t.text('inject.each')} {sizesTitle(t, unit)}.
      </p>
      <ScrollRegion className={styles.scroll} aria-label={title}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.text('inject.detector')}</th>
              <th scope="col">{t.text('inject.rule')}</th>
              <th scope="col" className={styles.figure}>
                {t.text('inject.alone')}
              </th>
              {sizes.map((size) => (
                <th key={size} scope="col" className={styles.figure}>
                  {axisSize(t, unit, size)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {curves.map((curve) => (
              <tr key={curve.detector} className={curve.detector === chosen ? styles.chosen : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles.choose}
                    aria-pressed={curve.detector === chosen}
                    onClick={() => onChoose(curve.detector)}
                  >
                    {curve.detector}
                  </button>
                </th>
                <td>{curve.formula ?? ''}</td>
                <td className={styles.figure}>{aloneText(t, curve)}</td>
                {curve.points.map((point) => (
                  <td key={point.size} className={styles.figure}>
                    <span className={styles.share}>{t.numbers.axisShare(point.probability)}</span>{' '}
                    {point.detected === 0 ? '' : delayText(t, point)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}
