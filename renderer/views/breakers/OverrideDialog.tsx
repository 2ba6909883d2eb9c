import { useState } from 'react'
import type { BREAKER_ACTIONS } from '#shared/contract/breaker-operations.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Field, SelectInput, TextInput } from '../../components/Field.tsx'
import { ErrorPanel } from '../../components/States.tsx'
import styles from './breakers.module.css'

export type Action = (typeof BREAKER_ACTIONS)[number] | 'disarm'

const EXPIRIES = [0, 3_600, 14_400, 86_400] as const
let lastName = ''

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
  const [by, setBy] = useState(lastName)
  const [reason, setReason] = useState('')
  const [expires, setExpires] = useState(action === 'force_close' ? 3_600 : 0)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorShape | null>(null)
  const missing =
    by.trim() === ''
      ? t.text('breakers.by.missing')
      : reason.trim() === ''
        ? t.text('breakers.reason.missing')
        : undefined
  const isForce = action === 'trip' || action === 'force_close'
  const send = () => {
    setBusy(true)
    setError(null)
    lastName = by.trim()
    const word = { model, by: by.trim(), reason: reason.trim() }
    const said: Promise<unknown> =
      action === 'disarm'
        ? client.command('breakers.disarm', word)
        : client.command('breakers.override', {
            ...word,
            action,
            ...(isForce && expires > 0 ? { expires_in_seconds: expires } : {}),
          })
    said.then(onClose, (failure: unknown) => setError(toErrorShape(failure))).finally(() => setBusy(false))
  }
  return (
    <Dialog title={t.text(`breakers.${action}`)} onClose={onClose}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault()
          if (missing === undefined && !busy) send()
        }}
      >
        <p>{t.text(`breakers.${action}.means`)}</p>
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
        {error !== null && <ErrorPanel error={error} />}
        <div className={styles.actions}>
          <Button onClick={onClose}>{t.text('action.cancel')}</Button>
          <Button look="primary" aria-busy={busy} disabledBecause={missing} onClick={send}>
            {t.text(`breakers.${action}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
