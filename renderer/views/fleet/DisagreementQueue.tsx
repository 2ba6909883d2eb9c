import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import { useTranslator } from '../../app/context.ts'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { DataName } from '../../components/text.tsx'
import styles from './fleet.module.css'

const SHOWN = 50

/** Decisions that people overruled, the most confident first; says what is needed where there are none. */
export function DisagreementQueue({ document }: { document: FleetDocument }) {
  const t = useTranslator()
  const { disagreements } = document
  const hasIds = disagreements.some(({ id }) => id !== null)
  return (
    <section className={styles.panel}>
      <h2>{t.text('fleet.queue')}</h2>
      {disagreements.length === 0 ? (
        <p className={styles.quiet}>{t.text('fleet.queue.none')}</p>
      ) : (
        <>
          <p className={styles.quiet}>
            {t.text('fleet.queue.count', { count: document.disagreement_rows })}
            {document.disagreement_rows > SHOWN && ` ${t.text('fleet.queue.shown', { count: SHOWN })}`}
          </p>
          <ScrollRegion className={styles.scroll} aria-label={t.text('fleet.queue')}>
            <table className={styles.plain}>
              <thead>
                <tr>
                  <th scope="col">{t.text('fleet.timeline.model')}</th>
                  <th scope="col">{t.text('fleet.graph.time')}</th>
                  {hasIds && <th scope="col">{t.text('fleet.queue.id')}</th>}
                  <th scope="col">{t.text('fleet.queue.confidence')}</th>
                  <th scope="col">{t.text('fleet.queue.prediction')}</th>
                  <th scope="col">{t.text('fleet.queue.human')}</th>
                </tr>
              </thead>
              <tbody>
                {disagreements
                  .slice(0, SHOWN)
                  .map(({ model, row, at, id, confidence, prediction, human }) => (
                    <tr key={`${model} ${row}`}>
                      <th scope="row">
                        <DataName>{model}</DataName>
                      </th>
                      <td>{at === null ? '—' : t.numbers.time(at, 'UTC')}</td>
                      {hasIds && <td>{id === null ? '—' : <DataName>{id}</DataName>}</td>}
                      <td>{confidence === null ? '—' : t.numbers.measure(confidence)}</td>
                      <td>
                        <DataName>{prediction}</DataName>
                      </td>
                      <td>
                        <DataName>{human}</DataName>
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </ScrollRegion>
        </>
      )}
    </section>
  )
}
