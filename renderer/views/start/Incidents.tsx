import { Clapperboard } from 'lucide-react'
import { useQuery, useTranslator } from '../../app/context.ts'
import { Said } from '../../components/Said.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { DEFAULT_SEED } from '../lab/view.ts'
import styles from './start.module.css'

const MOST_SHOWN = 3

/** Incidents of the library that can be played; the rest of them is a click away. */
export function Incidents() {
  const t = useTranslator()
  const { data } = useQuery('scenarios.list', {})
  const incidents = (data?.scenarios ?? []).filter(({ kind }) => kind === 'incident')
  if (incidents.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="incidents">
      <h2 id="incidents">{t.text('lab.start')}</h2>
      <ul className={styles.items}>
        {incidents.slice(0, MOST_SHOWN).map(({ name, title, models }) => (
          <li key={name}>
            <a
              className={styles.item}
              href={formatRoute({ view: 'lab', incident: name, seed: DEFAULT_SEED })}
            >
              <Clapperboard size={16} aria-hidden="true" />
              <span className={styles.text}>
                <span className={styles.name}>
                  <Said>{title}</Said>
                </span>
                <span className={styles.detail}>
                  {t.text('lab.incident')} · {t.text('lab.models', { count: models })}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
      <a href={formatRoute({ view: 'lab', incident: null, seed: DEFAULT_SEED })}>{t.text('lab.start.all')}</a>
    </section>
  )
}
