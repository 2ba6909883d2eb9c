import { useState } from 'react'
import type { BREAKER_ACTIONS } from '#shared/contract/breaker-operations.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { DecisionFields, useDecision } from '../../components/Decision.tsx'
import { Field, SelectInput } from '../../components/Field.tsx'
import { FormDialog } from '../../components/FormDialog.tsx'

export type Action = (typeof BREAKER_ACTIONS)[number] | 'disarm'

const EXPIRIES = [0, 3_600, 14_400, 86_400] as const

/** A person's word: who, why, and until when. All of it goes into the audit chain. */
export function OverrideDialog({
  model,
  action,
  onClose,
}: {
  model: string
  action: Action
  onClose(): void
}) {
  const { client } = useApp()
  const t = useTranslator()
  const decision = useDecision()
  const [expires, setExpires] = useState(action === 'force_close' ? 3_600 : 0)
  const isForce = action === 'trip' || action === 'force_close'
  const send = (): Promise<unknown> => {
    const word = { model, ...decision.take() }
    if (action === 'disarm') return client.command('breakers.disarm', word)
    const until = isForce && expires > 0 ? { expires_in_seconds: expires } : {}
    return client.command('breakers.override', { ...word, action, ...until })
  }
  return (
    <FormDialog
      title={t.text(`breakers.${action}`)}
      means={t.text(`breakers.${action}.means`)}
      missing={decision.missing}
      onSend={send}
      onClose={onClose}
    >
      <DecisionFields decision={decision} />
      {isForce && (
        <Field label={t.text('breakers.expires')}>
          {(control) => (
            <SelectInput
              {...control}
              value={expires}
              onChange={(event) => setExpires(Number(event.target.value))}
            >
              {EXPIRIES.map((seconds) => (
                <option key={seconds} value={seconds}>
                  {seconds === 0 ? t.text('breakers.expires.never') : t.numbers.duration(seconds)}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
      )}
    </FormDialog>
  )
}
