import { type ReactNode, useState } from 'react'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import { useTranslator } from '../app/context.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Field, TextInput } from './Field.tsx'
import styles from './removal.module.css'
import { ErrorPanel } from './States.tsx'

/** Asks why before something is removed for good; the reason goes into the audit table. */
export function RemovalDialog({
  title,
  action,
  children,
  onRemove,
  onClose,
}: {
  title: string
  /** Names what the button does. */
  action: string
  /** What goes, and what stays. */
  children: ReactNode
  /** Closes the dialog when it resolves; what it rejects with is shown. */
  onRemove(reason: string): Promise<void>
  onClose(): void
}) {
  const t = useTranslator()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorShape | null>(null)
  const missing = reason.trim() === '' ? t.text('removal.reason.missing') : undefined
  const remove = () => {
    setBusy(true)
    setError(null)
    onRemove(reason.trim())
      .then(onClose, (failure: unknown) => setError(toErrorShape(failure)))
      .finally(() => setBusy(false))
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (missing === undefined && !busy) remove()
        }}
      >
        <div className={styles.text}>{children}</div>
        <Field label={t.text('removal.reason')} hint={t.text('removal.reason.hint')}>
          {(control) => (
            <TextInput
              {...control}
              value={reason}
              maxLength={1_000}
              required
              dir="auto"
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {error !== null && <ErrorPanel error={error} />}
        <div className={styles.actions}>
          <Button onClick={onClose}>{t.text('action.cancel')}</Button>
          <Button
            className={styles.danger}
            look="primary"
            aria-busy={busy}
            disabledBecause={busy ? t.text('removal.busy') : missing}
            onClick={remove}
          >
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
