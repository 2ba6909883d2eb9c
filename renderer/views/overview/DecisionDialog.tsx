import { useState } from 'react'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Field, TextInput } from '../../components/Field.tsx'
import { ErrorPanel } from '../../components/States.tsx'
import { lastName, rememberName } from '../sinks/last-name.ts'
import styles from './response.module.css'

/** Who decided about a proposal, and why. */
export function DecisionDialog({
  response,
  decision,
  onClose,
}: {
  response: string
  decision: 'accepted' | 'dismissed'
  onClose(): void
}) {
  const { client } = useApp()
  const t = useTranslator()
  const [by, setBy] = useState(lastName())
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorShape | null>(null)
  const missing =
    by.trim() === ''
      ? t.text('breakers.by.missing')
      : reason.trim() === ''
        ? t.text('breakers.reason.missing')
        : undefined
  const title = t.text(decision === 'accepted' ? 'response.accept' : 'response.dismiss')
  const send = () => {
    setBusy(true)
    setError(null)
    rememberName(by.trim())
    client
      .command('responses.decide', { response, decision, by: by.trim(), reason: reason.trim() })
      .then(onClose, (failure: unknown) => setError(toErrorShape(failure)))
      .finally(() => setBusy(false))
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (missing === undefined && !busy) send()
        }}
      >
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
        <Field label={t.text('breakers.reason')} hint={t.text('breakers.reason.hint')}>
          {(control) => (
            <TextInput
              {...control}
              value={reason}
              maxLength={1_000}
              dir="auto"
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {error !== null && <ErrorPanel error={error} />}
        <div className={styles.head}>
          <Button onClick={onClose}>{t.text('action.cancel')}</Button>
          <Button look="primary" aria-busy={busy} disabledBecause={missing} onClick={send}>
            {title}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
