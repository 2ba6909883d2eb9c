import { useState } from 'react'
import type { INCIDENT_ACTIONS } from '#shared/contract/alert-operations.ts'
import type { IncidentView } from '#shared/contract/documents/alerts.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Field, SelectInput, TextInput } from '../../components/Field.tsx'
import { ErrorPanel } from '../../components/States.tsx'
import { Switch } from '../../components/Switch.tsx'
import styles from './alerts.module.css'

export type IncidentAction = (typeof INCIDENT_ACTIONS)[number]

const SNOOZES = [1_800, 3_600, 14_400, 86_400] as const
let lastName = ''

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
  const [by, setBy] = useState(lastName)
  const [reason, setReason] = useState('')
  const [seconds, setSeconds] = useState<number>(SNOOZES[1])
  const [wasFalse, setWasFalse] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorShape | null>(null)
  const missing =
    by.trim() === ''
      ? t.text('breakers.by.missing')
      : reason.trim() === ''
        ? t.text('breakers.reason.missing')
        : undefined
  const send = () => {
    setBusy(true)
    setError(null)
    lastName = by.trim()
    client
      .command('alerts.act', {
        model,
        incident: number,
        action,
        by: by.trim(),
        reason: reason.trim(),
        ...(action === 'snooze' ? { seconds } : {}),
        ...(action === 'resolve' ? { was_false: wasFalse } : {}),
      })
      .then(onClose, (failure: unknown) => setError(toErrorShape(failure)))
      .finally(() => setBusy(false))
  }
  return (
    <Dialog title={t.text(`alerts.act.${action}`)} onClose={onClose}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault()
          if (missing === undefined && !busy) send()
        }}
      >
        <p>{t.text(`alerts.act.${action}.means`)}</p>
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
        {error !== null && <ErrorPanel error={error} />}
        <div className={styles.actions}>
          <Button onClick={onClose}>{t.text('action.cancel')}</Button>
          <Button look="primary" aria-busy={busy} disabledBecause={missing} onClick={send}>
            {t.text(`alerts.act.${action}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
