import { Copy, Send } from 'lucide-react'
import { useState } from 'react'
import type { BreakerOutputs } from '#shared/contract/documents/breaker.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { Params } from '#shared/contract/operations.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Field, SecretInput, TextInput } from '../../components/Field.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { Switch } from '../../components/Switch.tsx'
import styles from './breakers.module.css'

type Change = Omit<Params<'breakers.setOutputs'>, 'model'>

/** Where serving systems learn how the breakers stand: state file, endpoint on this machine, webhook. */
export function OutputsPanel({ model }: { model: string }) {
  const t = useTranslator()
  const { client, notices, undo } = useApp()
  const { data, error } = useQuery('breakers.outputs', { model })
  const [changed, setChanged] = useState<BreakerOutputs | null>(null)
  const [token, setToken] = useState<string | null>(null)
  const outputs = changed ?? data
  const refused = (failure: unknown) => notices.showError(toErrorShape(failure))
  const put = (part: Change) =>
    client.command('breakers.setOutputs', { model, ...part }).then(({ token: fresh, ...rest }) => {
      setChanged(rest)
      if (part.endpoint !== undefined) setToken(fresh)
    })
  const change = (part: Change, before: Change | null) =>
    put(part).then(() => {
      if (before === null) return
      undo.add({
        text: (words) => words.text('undo.outputs'),
        undo: () => put(before),
        redo: () => put(part),
        announced: true,
      })
    }, refused)
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => notices.show({ tone: 'info', text: t.text('breakers.outputs.copied') }),
      () => notices.show({ tone: 'error', text: t.text('copy.refused') }),
    )
  return (
    <section className={styles.panel} aria-label={t.text('breakers.outputs')}>
      <h2>{t.text('breakers.outputs')}</h2>
      {error !== undefined && <ErrorPanel error={error} />}
      {outputs === undefined && error === undefined && <Skeleton lines={4} />}
      {outputs !== undefined && (
        <div className={styles.columns}>
          <div className={styles.output}>
            <h3>{t.text('breakers.outputs.file')}</h3>
            <code>{outputs.state_file ?? outputs.state_files}</code>
            <p className={styles.quiet}>{t.text('breakers.outputs.file.hint')}</p>
            <h3>{t.text('breakers.outputs.endpoint')}</h3>
            <Switch
              label={t.text('breakers.outputs.endpoint.on')}
              hint={t.text('breakers.outputs.endpoint.hint')}
              checked={outputs.endpoint.on}
              onChange={(endpoint) => void change({ endpoint }, { endpoint: !endpoint })}
            />
            {outputs.endpoint.url !== null && (
              <code>{`${outputs.endpoint.url}/v1/breakers/${encodeURIComponent(model)}`}</code>
            )}
            {token !== null && (
              <div className={styles.output} role="status">
                <p>{t.text('breakers.outputs.token')}</p>
                <code>{token}</code>
                <Button small onClick={() => void copy(token)}>
                  <Copy size={14} aria-hidden="true" />
                  {t.text('breakers.outputs.copy')}
                </Button>
              </div>
            )}
            {token === null && outputs.endpoint.token_file !== null && (
              <p className={styles.quiet}>
                {t.text('breakers.outputs.token.file', { file: outputs.endpoint.token_file })}
              </p>
            )}
          </div>
          <Webhook key={outputs.webhook.url ?? ''} webhook={outputs.webhook} onSave={change} />
        </div>
      )}
    </section>
  )
}

function Webhook({
  webhook: { url: saved, secret: lying, last_error },
  onSave,
}: {
  webhook: BreakerOutputs['webhook']
  /** `before` is null where it cannot be taken back: a secret is never read. */
  onSave(change: Change, before: Change | null): Promise<unknown>
}) {
  const t = useTranslator()
  const { client, notices } = useApp()
  const [url, setUrl] = useState(saved ?? '')
  const [secret, setSecret] = useState('')
  const [busy, setBusy] = useState(false)
  const isChanged = url.trim() !== (saved ?? '') || secret !== ''
  const during = (work: Promise<unknown>) => {
    setBusy(true)
    work.finally(() => setBusy(false))
  }
  const test = () =>
    during(
      client.command('breakers.testWebhook', {}).then(
        ({ error }) =>
          notices.show(
            error === null
              ? { tone: 'info', text: t.text('breakers.outputs.webhook.taken') }
              : { tone: 'error', text: t.text('breakers.outputs.webhook.failed', { error }) },
          ),
        (failure: unknown) => notices.showError(toErrorShape(failure)),
      ),
    )
  const save = () => {
    const change = { webhook_url: url.trim(), ...(secret === '' ? {} : { webhook_secret: secret }) }
    const before = secret === '' ? { webhook_url: saved ?? '' } : null
    during(onSave(change, before).then(() => setSecret('')))
  }
  return (
    <form
      className={styles.output}
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged && !busy) save()
      }}
    >
      <h3>{t.text('breakers.outputs.webhook')}</h3>
      <Field label={t.text('breakers.outputs.webhook.url')} hint={t.text('breakers.outputs.webhook.hint')}>
        {(control) => (
          <TextInput
            {...control}
            type="url"
            value={url}
            maxLength={2_000}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t.text('breakers.outputs.webhook.secret')}
        hint={
          lying.kept === null
            ? t.text('breakers.outputs.webhook.unsigned', { place: t.text(`secrets.place.${lying.next}`) })
            : t.text('breakers.outputs.webhook.kept', { place: t.text(`secrets.place.${lying.kept}`) })
        }
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
      {last_error !== null && (
        <p className={styles.error}>{t.text('breakers.outputs.webhook.failed', { error: last_error })}</p>
      )}
      <div className={styles.actions}>
        <Button
          aria-busy={busy}
          disabledBecause={isChanged ? undefined : t.text('breakers.outputs.webhook.same')}
          onClick={save}
        >
          {t.text('breakers.outputs.webhook.save')}
        </Button>
        <Button
          aria-busy={busy}
          disabledBecause={
            saved === null || isChanged ? t.text('breakers.outputs.webhook.saveFirst') : undefined
          }
          onClick={test}
        >
          <Send size={14} aria-hidden="true" />
          {t.text('breakers.outputs.webhook.test')}
        </Button>
      </div>
    </form>
  )
}
