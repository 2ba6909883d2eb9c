import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import { useTranslator } from '../../app/context.ts'
import { DataName } from '../../components/text.tsx'
import { useFewFirst } from '../../components/use-few-first.tsx'
import styles from './fleet.module.css'
import bars from './traffic.module.css'

const MOST_LINES = 12

/** How the rows of the fleet are spread over its models. */
export function Traffic({ document }: { document: FleetDocument }) {
  const t = useTranslator()
  const members = document.members.toSorted((a, b) => b.share - a.share)
  const { traffic } = document
  const [most] = members
  const { shown, toggle } = useFewFirst(members, MOST_LINES)
  if (traffic === null || most === undefined) return null
  return (
    <section className={styles.panel}>
      <h2>{t.text('fleet.traffic')}</h2>
      <p>
        {t.text('fleet.traffic.effective', {
          models: t.numbers.count(members.length),
          effective: t.numbers.measure(traffic.effective),
          share: t.numbers.share(most.share),
          model: most.model,
        })}
      </p>
      <table className={bars.bars}>
        <tbody>
          {shown.map(({ model, rows, share }) => (
            <tr key={model}>
              <th scope="row">
                <DataName clip>{model}</DataName>
              </th>
              <td className={bars.track} aria-hidden="true">
                <span className={bars.bar} style={{ inlineSize: `${100 * share}%` }} />
              </td>
              <td>{t.numbers.share(share)}</td>
              <td className={styles.quiet}>{t.numbers.count(rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>{toggle}</div>
    </section>
  )
}
