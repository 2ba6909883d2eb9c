import { useState } from 'react'
import { useTranslator } from '../app/context.ts'
import { Field, TextInput } from './Field.tsx'

/** The name under which a person last decided something in this window. */
let lastName = ''

/** Who decides and why, as it is being entered; both go into the audit chain. */
export type Decision = {
  readonly by: string
  readonly reason: string
  /** Why nobody has decided yet; undefined once both are there. */
  readonly missing: string | undefined
  readonly nobody: string | undefined
  /** Trimmed, as the backend takes them; the name is offered again in the next dialog. */
  take(): { readonly by: string; readonly reason: string }
  setBy(by: string): void
  setReason(reason: string): void
}

export function useDecision(): Decision {
  const t = useTranslator()
  const [by, setBy] = useState(lastName)
  const [reason, setReason] = useState('')
  const nobody = by.trim() === '' ? t.text('breakers.by.missing') : undefined
  return {
    by,
    reason,
    nobody,
    missing: nobody ?? (reason.trim() === '' ? t.text('breakers.reason.missing') : undefined),
    take() {
      lastName = by.trim()
      return { by: lastName, reason: reason.trim() }
    },
    setBy,
    setReason,
  }
}

/** Both fields of a decision. */
export function DecisionFields({ decision }: { decision: Decision }) {
  const t = useTranslator()
  return (
    <>
      <DeciderField decision={decision} />
      <ReasonField
        label={t.text('breakers.reason')}
        hint={t.text('breakers.reason.hint')}
        value={decision.reason}
        onChange={decision.setReason}
      />
    </>
  )
}

/** Who decides, where no reason is asked for. */
export function DeciderField({ decision: { by, setBy }, hint }: { decision: Decision; hint?: string }) {
  const t = useTranslator()
  return (
    <Field label={t.text('breakers.by')} hint={hint}>
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
  )
}

/** Why something is done. */
export function ReasonField({
  label,
  hint,
  value,
  onChange,
}: {
  label: string
  hint: string
  value: string
  onChange(reason: string): void
}) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <TextInput
          {...control}
          value={value}
          maxLength={1_000}
          required
          dir="auto"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
