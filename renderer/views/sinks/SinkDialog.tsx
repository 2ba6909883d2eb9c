import { useState } from 'react'
import { SINK_KINDS, type SinkView } from '#shared/contract/documents/sink.ts'
import type { Params } from '#shared/contract/operations.ts'
import { WEBHOOK_FORMATS } from '#shared/policy/delivery/formats.ts'
import { NOTICE_SEVERITIES } from '#shared/policy/delivery/notice.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { DeciderField, useDecision } from '../../components/Decision.tsx'
import { Field, SecretInput, SelectInput, TextInput } from '../../components/Field.tsx'
import { FormDialog } from '../../components/FormDialog.tsx'
import { Switch } from '../../components/Switch.tsx'

type SinkFields = Params<'sinks.save'>

/** Adds a sink or changes one. Secrets are written and never read back. */
export function SinkDialog({ sink, onClose }: { sink: SinkView | null; onClose(): void }) {
  const { client, undo } = useApp()
  const t = useTranslator()
  const [kind, setKind] = useState<SinkView['kind']>(sink?.kind ?? 'webhook')
  const [name, setName] = useState(sink?.name ?? '')
  const [on, setOn] = useState(sink?.on ?? true)
  const [severity, setSeverity] = useState<SinkView['severity']>(sink?.severity ?? 'warning')
  const [format, setFormat] = useState<NonNullable<SinkView['format']>>(sink?.format ?? 'driftdesk')
  const [url, setUrl] = useState('')
  const [secret, setSecret] = useState('')
  const [routingKey, setRoutingKey] = useState('')
  const decision = useDecision()
  const missing =
    name.trim() === ''
      ? t.text('sinks.name.missing')
      : kind === 'webhook' && sink === null && url.trim() === ''
        ? t.text('sinks.url.missing')
        : decision.nobody
  const save = async () => {
    const { by } = decision.take()
    const secrets = {
      ...(url.trim() === '' ? {} : { url: url.trim() }),
      ...(secret === '' ? {} : { secret }),
      ...(routingKey === '' ? {} : { routing_key: routingKey }),
    }
    const entered: SinkFields = {
      kind,
      name: name.trim(),
      on,
      severity,
      by,
      ...(kind === 'webhook' ? { format, ...secrets } : {}),
    }
    const put = (fields: SinkFields) => client.command('sinks.save', fields)
    if (sink !== null) {
      const { sink: id, format: earlier } = sink
      const before = { sink: id, kind: sink.kind, name: sink.name, on: sink.on, severity: sink.severity, by }
      await put({ ...entered, sink: id })
      // What is secret is never read, so that it cannot be put back.
      if (Object.keys(secrets).length > 0) return
      undo.add({
        text: (words) => words.text('undo.sink.changed', { name: before.name }),
        undo: () => put(earlier === null ? before : { ...before, format: earlier }),
        redo: () => put({ ...entered, sink: id }),
        announced: true,
      })
      return
    }
    let made = await put(entered)
    undo.add({
      text: (words) => words.text('undo.sink.added', { name: made.name }),
      undo: () => client.command('sinks.remove', { sink: made.sink, by }),
      redo: async () => {
        made = await put(entered)
      },
      announced: true,
    })
  }
  return (
    <FormDialog
      title={t.text(sink === null ? 'sinks.add' : 'sinks.edit')}
      action={t.text('sinks.save')}
      paired
      missing={missing}
      other={
        sink === null
          ? undefined
          : {
              label: t.text('sinks.remove'),
              sure: t.text('sinks.remove.sure'),
              missing: decision.nobody,
              send: () => client.command('sinks.remove', { sink: sink.sink, by: decision.take().by }),
            }
      }
      onSend={save}
      onClose={onClose}
    >
      {sink === null && (
        <Field label={t.text('sinks.kind')}>
          {(control) => (
            <SelectInput
              {...control}
              value={kind}
              onChange={(event) => setKind(event.target.value as typeof kind)}
            >
              {SINK_KINDS.map((one) => (
                <option key={one} value={one}>
                  {t.text(`sinks.kind.${one}`)}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
      )}
      <Field label={t.text('sinks.label')} hint={t.text('sinks.name.hint')}>
        {(control) => (
          <TextInput
            {...control}
            value={name}
            maxLength={60}
            dir="auto"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {kind === 'webhook' && (
        <>
          <Field label={t.text('sinks.format')}>
            {(control) => (
              <SelectInput
                {...control}
                value={format}
                onChange={(event) => setFormat(event.target.value as typeof format)}
              >
                {WEBHOOK_FORMATS.map((one) => (
                  <option key={one} value={one}>
                    {t.text(`sinks.format.${one}`)}
                  </option>
                ))}
              </SelectInput>
            )}
          </Field>
          <Field
            label={t.text('sinks.url')}
            hint={t.text(sink === null ? 'sinks.url.hint' : 'sinks.url.kept')}
          >
            {(control) => (
              <TextInput
                {...control}
                type="url"
                value={url}
                maxLength={2_000}
                placeholder={sink === null ? 'https://' : `${sink.origin ?? ''}/…`}
                onChange={(event) => setUrl(event.target.value)}
              />
            )}
          </Field>
          {format === 'pagerduty' && (
            <Field label={t.text('sinks.routing')} hint={t.text('sinks.routing.hint')}>
              {(control) => (
                <SecretInput
                  {...control}
                  value={routingKey}
                  maxLength={200}
                  onChange={(event) => setRoutingKey(event.target.value)}
                />
              )}
            </Field>
          )}
          {(format === 'driftdesk' || format === 'breaker') && (
            <Field
              label={t.text('sinks.secret')}
              hint={t.text(sink?.signed === true ? 'sinks.secret.kept' : 'sinks.secret.hint')}
            >
              {(control) => (
                <SecretInput
                  {...control}
                  value={secret}
                  maxLength={1_000}
                  onChange={(event) => setSecret(event.target.value)}
                />
              )}
            </Field>
          )}
        </>
      )}
      <Field label={t.text('sinks.severity')}>
        {(control) => (
          <SelectInput
            {...control}
            value={severity}
            onChange={(event) => setSeverity(event.target.value as typeof severity)}
          >
            {NOTICE_SEVERITIES.map((one) => (
              <option key={one} value={one}>
                {t.text(`sinks.takes.${one}`)}
              </option>
            ))}
          </SelectInput>
        )}
      </Field>
      <Switch
        label={t.text('sinks.switch')}
        hint={t.text('sinks.switch.hint')}
        checked={on}
        onChange={setOn}
      />
      <DeciderField decision={decision} hint={t.text('breakers.reason.hint')} />
    </FormDialog>
  )
}
