import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { useTranslator } from '../../app/context.ts'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { DataName, Figure, Rich, TermButton } from '../../components/text.tsx'
import { binLabel } from './bin-label.ts'
import styles from './panel.module.css'
import { signedBars } from './signed-bar.ts'

type Segments = NonNullable<DriftColumn['segments']>

/** Which segments carry the drift of a column: their parts, negative ones too, add up to its PSI. */
export function SegmentsTable({ segments }: { segments: Segments }) {
  const t = useTranslator()
  const bars = signedBars(segments.items.map((item) => item.contribution))
  return (
    <div className={styles.panel}>
      <h2 id="segments" className={styles.title}>
        <span>
          <Rich message="segments.title" values={{ by: <DataName>{segments.by}</DataName> }} />
        </span>
      </h2>
      <p className={styles.lead}>
        <PartsWords segments={segments} /> <TermButton term="mix_within" />
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
                <TermButton term="attribution">{t.text('segments.contribution')}</TermButton>
              </th>
              <th scope="col" className={styles.number}>
                {t.text('segments.share')}
              </th>
              <td className={styles.signedColumn} />
            </tr>
          </thead>
          <tbody>
            {segments.items.map((item, index) => (
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
                <td
                  className={styles.number}
                  title={t.text('segments.parts', {
                    mix: t.numbers.measure(item.mix),
                    within: t.numbers.measure(item.within),
                  })}
                >
                  <Figure value={item.contribution} shown={t.numbers.measure(item.contribution)} />
                </td>
                <td className={styles.number}>
                  {item.share === null ? (
                    '–'
                  ) : (
                    <Figure value={item.share} shown={t.numbers.share(item.share)} />
                  )}
                </td>
                <td className={styles.signedColumn}>
                  <Bar value={item.contribution} bar={bars[index]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {segments.items.some((item) => item.contribution < 0) && (
        <p className={styles.note}>{t.text('segments.negative')}</p>
      )}
    </div>
  )
}

function Bar({ value, bar }: { value: number; bar: ReturnType<typeof signedBars>[number] | undefined }) {
  if (bar === undefined) return null
  return (
    <span className={styles.signed}>
      <span className={styles.zero} style={{ left: `${bar.zero * 100}%` }} />
      <span
        className={value < 0 ? styles.against : styles.along}
        style={{ left: `${bar.left * 100}%`, width: `${bar.width * 100}%` }}
      />
    </span>
  )
}

/** Mix against within in one sentence, the larger part first. */
function PartsWords({ segments: { psi, mix, within } }: { segments: Segments }) {
  const t = useTranslator()
  if (psi === 0) return t.text('segments.none')
  return t.text(within >= mix ? 'segments.mostly.within' : 'segments.mostly.mix', {
    psi: t.numbers.statistic(psi),
    mix: t.numbers.measure(mix),
    within: t.numbers.measure(within),
  })
}
