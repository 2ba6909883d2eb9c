import { Bell, FileText, Pencil, Send, Webhook } from 'lucide-react'
import { useState } from 'react'
import type { SinkTest, SinkView } from '#shared/contract/documents/sink.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { DataName } from '../../components/text.tsx'
import styles from './sinks.module.css'

const ICONS = { desktop: Bell, webhook: Webhook, file: FileText } as const

/** One sink: where it leads, how it does, and a test with the receiver's answer. */
export function SinkCard({ sink, onEdit }: { sink: SinkView; onEdit(): void }) {
  const { client, notices } = useApp()
  const t = useTranslator()
  const [busy, setBusy] = useState(false)
  const [tested, setTested] = useState<SinkTest | null>(null)
  const Icon = ICONS[sink.kind]
  const test = () => {
    setBusy(true)
    client
      .command('sinks.test', { sink: sink.sink })
      .then(setTested, (failure: unknown) => notices.showError(toErrorShape(failure)))
      .finally(() => setBusy(false))
  }
  return (
    <section className={styles.card} aria-label={sink.name}>
      <h2 className={styles.name}>
        <Icon size={16} aria-hidden="true" />
        <DataName>{sink.name}</DataName>
        <span className={sink.on ? styles.on : styles.off}>{t.text(sink.on ? 'sinks.on' : 'sinks.off')}</span>
      </h2>
      <p className={styles.where}>
        {t.text(`sinks.kind.${sink.kind}`)}
        {sink.origin !== null && (
          <>
            {' · '}
            <code>{sink.origin}/…</code>
          </>
        )}
        {sink.file !== null && (
          <>
            {' · '}
            <code>{sink.file}</code>
          </>
        )}
      </p>
      <p className={styles.quiet}>
        {t.text(`sinks.takes.${sink.severity}`)}
        {sink.kind === 'webhook' && ` · ${t.text(sink.signed ? 'sinks.signed' : 'sinks.unsigned')}`}
      </p>
      <p>
        {t.text('sinks.counts', {
          delivered: t.numbers.count(sink.delivered),
          waiting: t.numbers.count(sink.waiting),
          dead: t.numbers.count(sink.dead),
        })}
      </p>
      {sink.last_error !== null && (
        <p className={styles.error} lang="en">
          {sink.last_error}
        </p>
      )}
      <div className={styles.actions}>
        <Button small onClick={onEdit}>
          <Pencil size={14} aria-hidden="true" />
          {t.text('sinks.edit')}
        </Button>
        <Button small aria-busy={busy} onClick={test}>
          <Send size={14} aria-hidden="true" />
          {t.text('sinks.test')}
        </Button>
      </div>
      <div role="status" className={styles.outcome}>
        {tested !== null && <Tested tested={tested} />}
      </div>
    </section>
  )
}

function Tested({ tested: { status, answer, error, seconds } }: { tested: SinkTest }) {
  const t = useTranslator()
  const time = t.numbers.duration(seconds)
  return (
    <div className={error === null ? styles.taken : styles.error}>
      <p>
        {error === null ? t.text('sinks.test.taken', { time }) : t.text('sinks.test.failed', { error, time })}
      </p>
      {(status !== null || answer !== '') && (
        <code className={styles.answer}>
          {[status, answer].filter((part) => part !== null && part !== '').join(' ')}
        </code>
      )}
    </div>
  )
}
