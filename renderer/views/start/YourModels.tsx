import { useQuery, useTranslator } from '../../app/context.ts'
import { placeFor } from '../../commands/destinations.ts'
import { BreakerMark } from '../../components/BreakerMark.tsx'
import { DataName } from '../../components/text.tsx'
import { VERDICT_LABEL, VerdictMark } from '../../components/VerdictMark.tsx'
import { formatRoute } from '../../stores/routes.ts'
import styles from './start.module.css'

const MOST_SHOWN = 6

/** Models whose logs are in the workspace, each with its verdict; nothing while there is none. */
export function YourModels() {
  const t = useTranslator()
  const { data } = useQuery('models.overview', {})
  const models = data?.models ?? []
  if (models.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="your-models">
      <h2 id="your-models">{t.text('start.models')}</h2>
      <ul className={styles.items}>
        {models.slice(0, MOST_SHOWN).map((card) => {
          const place = placeFor('start', { kind: 'model', model: card.model })
          const verdict = card.verdict?.verdict ?? 'insufficient'
          return (
            <li key={card.model} className={styles.row}>
              <a className={styles.item} href={place === null ? '#/' : formatRoute(place)}>
                <VerdictMark verdict={verdict} />
                <span className={styles.text}>
                  <span className={styles.name}>
                    <DataName clip>{card.model}</DataName>{' '}
                    {card.breaker_state !== null && <BreakerMark state={card.breaker_state} />}
                  </span>
                  <span className={styles.detail}>
                    {card.baseline === null
                      ? t.text('start.models.unjudged')
                      : t.text(VERDICT_LABEL[verdict])}
                    {' · '}
                    {t.text('rows', { count: card.rows })}
                  </span>
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
