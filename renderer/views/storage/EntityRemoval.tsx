import { UserX } from 'lucide-react'
import { useState } from 'react'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Field, SelectInput, TextInput } from '../../components/Field.tsx'
import { RemovalDialog } from '../../components/RemovalDialog.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import styles from './storage.module.css'

/** Removes the rows of one person or thing from all logs of a model, as the law may ask. */
export function EntityRemoval({ models }: { models: readonly string[] }) {
  const { client, notices } = useApp()
  const t = useTranslator()
  const [chosen, setChosen] = useState(models[0] ?? '')
  const model = models.includes(chosen) ? chosen : (models[0] ?? '')
  const [entity, setEntity] = useState('')
  const [asking, setAsking] = useState(false)
  const remove = async (reason: string) => {
    const { rows } = await client.command('entities.delete', { model, entity, reason })
    notices.show({ tone: 'info', text: t.text('storage.entity.gone', { count: rows }) })
    setEntity('')
  }
  return (
    <section className={styles.section} aria-labelledby="entity">
      <h2 id="entity">{t.text('storage.entity')}</h2>
      <p className={styles.hint}>{t.text('storage.entity.about')}</p>
      <div className={styles.pair}>
        <Field label={t.text('imports.model')}>
          {(control) => (
            <SelectInput {...control} value={model} onChange={(event) => setChosen(event.target.value)}>
              {models.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
        <Field label={t.text('storage.entity.id')}>
          {(control) => (
            <TextInput
              {...control}
              value={entity}
              dir="auto"
              autoComplete="off"
              onChange={(event) => setEntity(event.target.value)}
            />
          )}
        </Field>
      </div>
      <div>
        <Button
          disabledBecause={entity === '' ? t.text('storage.entity.missing') : undefined}
          onClick={() => setAsking(true)}
        >
          <UserX size={16} aria-hidden="true" />
          {t.text('storage.entity.do')}
        </Button>
      </div>
      {asking && (
        <RemovalDialog
          title={t.text('storage.entity')}
          action={t.text('storage.entity.do')}
          onRemove={remove}
          onClose={() => setAsking(false)}
        >
          <p>
            <Rich
              message="storage.entity.sure"
              values={{ entity: <DataName>{entity}</DataName>, model: <DataName>{model}</DataName> }}
            />
          </p>
        </RemovalDialog>
      )}
    </section>
  )
}
