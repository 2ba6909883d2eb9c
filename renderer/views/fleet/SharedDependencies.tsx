import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import { useTranslator } from '../../app/context.ts'
import { DataName } from '../../components/text.tsx'
import styles from './fleet.module.css'
import { kindWord } from './shared-words.ts'

/** What several models rest on, by their manifests. */
export function SharedDependencies({ document }: { document: FleetDocument }) {
  const t = useTranslator()
  return (
    <section className={styles.panel}>
      <h2>{t.text('fleet.shared')}</h2>
      {document.shared.length === 0 ? (
        <p className={styles.quiet}>{t.text('fleet.shared.none')}</p>
      ) : (
        <ul>
          {document.shared.map(({ kind, name, models }) => (
            <li key={`${kind} ${name}`}>
              <span className={styles.quiet}>{kindWord(t, kind)}</span> <DataName>{name}</DataName>:{' '}
              {t.numbers.list(models)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
