import { useState } from 'react'
import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import { useTranslator } from '../../app/context.ts'
import { DataName } from '../../components/text.tsx'
import styles from './fleet.module.css'
import { isShared, sharedWords } from './shared-words.ts'

const SHOWN = 8

/** Pairs of models that a failure of one would reach the other by, the most connected first. */
export function Bulkheads({ document }: { document: FleetDocument }) {
  const t = useTranslator()
  const [all, setAll] = useState(false)
  const { models, edges } = document
  if (models.length < 2) return null
  const pairs = (models.length * (models.length - 1)) / 2
  const open = document.bulkheads.toSorted((a, b) => b.shared.length - a.shared.length)
  const between = (first: string, second: string) =>
    edges.filter(({ from, to }) => (from === first && to === second) || (from === second && to === first))
  return (
    <section className={styles.panel}>
      <h2>{t.text('fleet.bulkheads')}</h2>
      <p>
        {t.text('fleet.bulkheads.closed', {
          closed: t.numbers.count(pairs - open.length),
          pairs: t.numbers.count(pairs),
        })}
        {document.members.some((member) => !member.has_manifest) && (
          <span className={styles.quiet}> {t.text('fleet.bulkheads.unknown')}</span>
        )}
      </p>
      <ul>
        {open.slice(0, all ? undefined : SHOWN).map(({ first, second, shared }) => (
          <li key={`${first}\u0000${second}`}>
            <DataName>{first}</DataName> ↔ <DataName>{second}</DataName>:{' '}
            <span className={styles.quiet}>
              {t.numbers.list([
                ...shared.filter(isShared).map((one) => sharedWords(t, one)),
                ...between(first, second).map(({ from, to }) =>
                  t.text('fleet.bulkheads.takes', { from, to }),
                ),
              ])}
            </span>
          </li>
        ))}
      </ul>
      {open.length > SHOWN && (
        <button type="button" className={styles.more} onClick={() => setAll(!all)} aria-expanded={all}>
          {all
            ? t.text('fleet.bulkheads.less')
            : t.text('fleet.bulkheads.more', { count: open.length - SHOWN })}
        </button>
      )}
    </section>
  )
}
