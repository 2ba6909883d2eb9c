import { useState } from 'react'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Field, TextInput } from '../../components/Field.tsx'
import { ErrorPanel } from '../../components/States.tsx'
import styles from './alerts.module.css'

/** Puts rules in force; who did is in the audit chain. */
export function SaveDialog({ model, text, onClose }: { model: string; text: string; onClose(): void }) {
  const { client, notices } = useApp()
  const t = useTranslator()
  const [by, setBy] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorShape | null>(null)
  const missing = by.trim() === '' ? t.text('breakers.by.missing') : undefined
  const save = () => {
    setBusy(true)
    setError(null)
    client
      .command('alerts.save', { model, text, by: by.trim() })
      .then(
        () => {
          notices.show({ tone: 'info', text: t.text('alerts.rules.saved') })
          onClose()
        },
        (failure: unknown) => setError(toErrorShape(failure)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <Dialog title={t.text('alerts.rules.save')} onClose={onClose}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault()
          if (missing === undefined && !busy) save()
        }}
      >
        <p>{t.text('alerts.rules.save.means')}</p>
        <Field label={t.text('breakers.by')}>
          {(control) => (
            <TextInput
              {...control}
              value={by}
              maxLength={200}
              dir="auto"
              onChange={(event) => setBy(event.target.value)}
            />
          )}
        </Field>
        {error !== null && <ErrorPanel error={error} />}
        <div className={styles.actions}>
          <Button onClick={onClose}>{t.text('action.cancel')}</Button>
          <Button look="primary" aria-busy={busy} disabledBecause={missing} onClick={save}>
            {t.text('alerts.rules.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
