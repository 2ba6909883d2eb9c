import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import { useTranslator } from '../../app/context.ts'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { DataName } from '../../components/text.tsx'
import styles from './fleet.module.css'

/** Correlation of errors of each pair of models, and how many independent ones they are worth. */
export function ErrorMatrix({ document }: { document: FleetDocument }) {
  const t = useTranslator()
  const { models, errors, effective_models: effective } = document
  if (errors.unit === null) {
    return (
      <section className={styles.panel}>
        <h2>{t.text('fleet.matrix')}</h2>
        <p className={styles.quiet}>{t.text('fleet.matrix.none')}</p>
      </section>
    )
  }
  const judged = new Set(errors.pairs.flatMap(({ first, second }) => [first, second])).size
  const between = (a: string, b: string) =>
    errors.pairs.find(({ first, second }) => (first === a && second === b) || (first === b && second === a))
      ?.correlation ?? null
  return (
    <section className={styles.panel}>
      <h2>{t.text('fleet.matrix')}</h2>
      {effective !== null && (
        <p>
          {t.text('fleet.matrix.effective', {
            models: t.numbers.count(judged),
            effective: t.numbers.measure(effective),
          })}{' '}
          {t.text(`fleet.matrix.unit.${errors.unit}`)}
        </p>
      )}
      <ScrollRegion className={styles.scroll} aria-label={t.text('fleet.matrix')}>
        <table className={styles.matrix}>
          <thead>
            <tr>
              <td />
              {models.map((model) => (
                <th key={model} scope="col">
                  <DataName clip>{model}</DataName>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {models.map((row) => (
              <tr key={row}>
                <th scope="row">
                  <DataName clip>{row}</DataName>
                </th>
                {models.map((column) => {
                  const value = row === column ? null : between(row, column)
                  return (
                    <td key={column} className={value === null ? undefined : styles[heat(value)]}>
                      {row === column ? '' : value === null ? '—' : t.numbers.measure(value)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}

function heat(correlation: number): 'heat0' | 'heat1' | 'heat2' | 'heat3' {
  const size = Math.abs(correlation)
  return size >= 0.5 ? 'heat3' : size >= 0.2 ? 'heat2' : size >= 0.1 ? 'heat1' : 'heat0'
}
