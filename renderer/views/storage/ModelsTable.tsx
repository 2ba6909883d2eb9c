import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#shared/contract/operations.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { IconButton } from '../../components/Button.tsx'
import tables from '../../components/plain-table.module.css'
import { RemovalDialog } from '../../components/RemovalDialog.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { EmptyState } from '../../components/States.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import { formatRoute } from '../../stores/routes.ts'
import styles from './storage.module.css'

type Use = Result<'storage.use'>
type ModelUse = Use['models'][number]

/** How much each model takes up, beside the catalogue. */
export function ModelsTable({ use }: { use: Use }) {
  const { client, navigation } = useApp()
  const t = useTranslator()
  const [removing, setRemoving] = useState<ModelUse | null>(null)
  const most = Math.max(use.catalogue_bytes, use.profile_bytes, ...use.models.map(({ bytes }) => bytes))
  const remove = async (model: string, reason: string) => {
    await client.command('models.delete', { model, reason })
    navigation.forgetModel(model)
  }
  return (
    <div className={styles.section}>
      <h2 id="models">{t.text('storage.models')}</h2>
      {use.models.length === 0 && <EmptyState title={t.text('storage.models.none')} />}
      <ScrollRegion className={tables.scroll} aria-labelledby="models">
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t.text('imports.model')}</th>
              <th scope="col" className={tables.number}>
                {t.text('storage.logs')}
              </th>
              <th scope="col" className={tables.number}>
                {t.text('baselines.rows')}
              </th>
              <th scope="col" className={tables.number}>
                {t.text('storage.size')}
              </th>
              <th scope="col" className={styles.barColumn}>
                <span className="visually-hidden">{t.text('storage.share')}</span>
              </th>
              <th scope="col">
                <span className="visually-hidden">{t.text('table.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {use.models.map((one) => (
              <tr key={one.model}>
                <th scope="row" className={tables.name}>
                  <a href={formatRoute({ view: 'imports', of: one.model })}>
                    <DataName>{one.model}</DataName>
                  </a>
                </th>
                <td className={tables.number}>{t.numbers.count(one.logs)}</td>
                <td className={tables.number}>{t.numbers.count(one.rows)}</td>
                <td className={tables.number}>{t.numbers.bytes(one.bytes)}</td>
                <td>
                  <Bar share={one.bytes / most} />
                </td>
                <td className={tables.action}>
                  <IconButton
                    small
                    label={t.text('storage.delete.named', { model: one.model })}
                    icon={<Trash2 size={14} />}
                    onClick={() => setRemoving(one)}
                  />
                </td>
              </tr>
            ))}
            {(
              [
                ['storage.profiles', use.profile_bytes],
                ['storage.catalogue', use.catalogue_bytes],
              ] as const
            ).map(([part, bytes]) => (
              <tr key={part}>
                <th scope="row">{t.text(part)}</th>
                <td className={tables.number}>–</td>
                <td className={tables.number}>–</td>
                <td className={tables.number}>{t.numbers.bytes(bytes)}</td>
                <td>
                  <Bar share={bytes / most} />
                </td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {use.time_range !== null && (
        <p className={styles.hint}>
          {t.text('storage.times', { range: t.numbers.timeRange(...use.time_range) })}
        </p>
      )}
      {removing !== null && (
        <RemovalDialog
          title={t.text('storage.delete')}
          action={t.text('storage.delete.do', { count: removing.rows })}
          onRemove={(reason) => remove(removing.model, reason)}
          onClose={() => setRemoving(null)}
        >
          <p>
            <Rich
              message="storage.delete.about"
              count={removing.logs}
              values={{
                model: <DataName>{removing.model}</DataName>,
                count: t.numbers.count(removing.logs),
              }}
            />
          </p>
        </RemovalDialog>
      )}
    </div>
  )
}

/** A share of the largest part; the number beside it says the same. */
function Bar({ share }: { share: number }) {
  return (
    <span className={styles.track} aria-hidden="true">
      <span className={styles.bar} style={{ transform: `scaleX(${Number.isFinite(share) ? share : 0})` }} />
    </span>
  )
}
