import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import { useTranslator } from '../../app/context.ts'
import styles from './fleet.module.css'

/** Accuracy of the majority vote when members are taken away, or why there is none. */
export function Survival({ document }: { document: FleetDocument }) {
  const t = useTranslator()
  return (
    <section className={styles.panel}>
      <h2>{t.text('fleet.survival')}</h2>
      {document.survival === null ? (
        <p className={styles.quiet}>{t.text('fleet.survival.none')}</p>
      ) : (
        <table className={styles.plain}>
          <thead>
            <tr>
              <th scope="col">{t.text('fleet.survival.removed')}</th>
              <th scope="col">{t.text('fleet.survival.mean')}</th>
              <th scope="col">{t.text('fleet.survival.worst')}</th>
              <th scope="col">{t.text('fleet.survival.who')}</th>
            </tr>
          </thead>
          <tbody>
            {document.survival.map(({ removed, mean, worst, worst_removed: without }) => (
              <tr key={removed}>
                <th scope="row">{t.numbers.count(removed)}</th>
                <td>{t.numbers.share(mean)}</td>
                <td>{t.numbers.share(worst)}</td>
                <td>{without.length === 0 ? '—' : t.numbers.list(without)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
