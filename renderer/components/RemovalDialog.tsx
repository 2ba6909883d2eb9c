import { type ReactNode, useState } from 'react'
import { useTranslator } from '../app/context.ts'
import { ReasonField } from './Decision.tsx'
import { FormDialog } from './FormDialog.tsx'

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
  return (
    <FormDialog
      title={title}
      means={children}
      action={action}
      removes
      missing={reason.trim() === '' ? t.text('removal.reason.missing') : undefined}
      onSend={() => onRemove(reason.trim())}
      onClose={onClose}
    >
      <ReasonField
        label={t.text('removal.reason')}
        hint={t.text('removal.reason.hint')}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  )
}
