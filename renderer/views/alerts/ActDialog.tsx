import { useState } from 'react'
import type { INCIDENT_ACTIONS } from '#shared/contract/alert-operations.ts'
import type { IncidentView } from '#shared/contract/documents/alerts.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { DecisionFields, useDecision } from '../../components/Decision.tsx'
import { Field, SelectInput } from '../../components/Field.tsx'
import { FormDialog } from '../../components/FormDialog.tsx'
import { Switch } from '../../components/Switch.tsx'

export type IncidentAction = (typeof INCIDENT_ACTIONS)[number]

const SNOOZES = [1_800, 3_600, 14_400, 86_400] as const

/** A person answers an incident: who and why go into the audit chain. */
export function ActDialog({
  incident: { model, number },
  action,
  onClose,
}: {
  incident: IncidentView
  action: IncidentAction
  onClose(): void
}) {
  const { client } = useApp()
  const t = useTranslator()
  const decision = useDecision()
  const [seconds, setSeconds] = useState<number>(SNOOZES[1])
  const [wasFalse, setWasFalse] = useState(false)
  return (
    <FormDialog
      title={t.text(`alerts.act.${action}`)}
      means={t.text(`alerts.act.${action}.means`)}
      missing={decision.missing}
      onSend={() =>
        client.command('alerts.act', {
          model,
          incident: number,
          action,
          ...decision.take(),
          ...(action === 'snooze' ? { seconds } : {}),
          ...(action === 'resolve' ? { was_false: wasFalse } : {}),
        })
      }
      onClose={onClose}
    >
      <DecisionFields decision={decision} />
      {action === 'snooze' && (
        <Field label={t.text('alerts.snooze.length')}>
          {(control) => (
            <SelectInput
              {...control}
              value={seconds}
              onChange={(event) => setSeconds(Number(event.target.value))}
            >
              {SNOOZES.map((one) => (
                <option key={one} value={one}>
                  {t.numbers.duration(one)}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
      )}
      {action === 'resolve' && (
        <Switch label={t.text('alerts.resolve.false')} checked={wasFalse} onChange={setWasFalse} />
      )}
    </FormDialog>
  )
}
