import { type ReactNode, useState } from 'react'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import { useTranslator } from '../app/context.ts'
import { Button, join } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import styles from './form-dialog.module.css'
import { ErrorPanel } from './States.tsx'

/** Something else that a form can do. */
export type OtherAction = {
  readonly label: string
  /** What the button says once it was pressed, before it does what cannot be taken back. */
  readonly sure: string
  readonly missing: string | undefined
  send(): Promise<unknown>
}

/** A dialog that sends what was entered, shows what was refused, and closes once it has gone through. */
export function FormDialog({
  title,
  means,
  action = title,
  removes = false,
  paired = false,
  missing,
  other,
  onSend,
  onClose,
  children,
}: {
  title: string
  /** What the action does, in a sentence or several. */
  means?: ReactNode
  /** Names what the button does. */
  action?: string
  /** What goes is gone for good. */
  removes?: boolean
  /** Fields stand beside each other where there is room. */
  paired?: boolean
  /** What has to be entered before it can be sent. */
  missing: string | undefined
  other?: OtherAction | undefined
  onSend(): Promise<unknown>
  onClose(): void
  children: ReactNode
}) {
  const t = useTranslator()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorShape | null>(null)
  const [asked, setAsked] = useState(false)
  const during = (send: () => Promise<unknown>) => {
    if (busy) return
    setBusy(true)
    setError(null)
    send()
      .then(onClose, (failure: unknown) => setError(toErrorShape(failure)))
      .finally(() => setBusy(false))
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className={join(styles.form, paired && styles.paired)}
        onSubmit={(event) => {
          event.preventDefault()
          if (missing === undefined) during(onSend)
        }}
      >
        {means !== undefined && <div className={styles.text}>{means}</div>}
        {children}
        {error !== null && <ErrorPanel error={error} />}
        <div className={styles.actions}>
          {other !== undefined && (
            <Button
              className={asked ? styles.danger : undefined}
              disabledBecause={other.missing}
              onClick={() => (asked ? during(other.send) : setAsked(true))}
            >
              {asked ? other.sure : other.label}
            </Button>
          )}
          <Button onClick={onClose}>{t.text('action.cancel')}</Button>
          <Button
            className={removes ? styles.danger : undefined}
            look="primary"
            aria-busy={busy}
            disabledBecause={busy ? t.text('state.working') : missing}
            onClick={() => during(onSend)}
          >
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
