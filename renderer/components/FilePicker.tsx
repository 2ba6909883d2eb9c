import { FileUp, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type { FileReference } from '#shared/contract/sources.ts'
import { useApp, useQuery, useTranslator } from '../app/context.ts'
import { Button, IconButton } from './Button.tsx'
import styles from './file-picker.module.css'
import { Progress } from './Progress.tsx'
import { Said } from './Said.tsx'
import { DataName } from './text.tsx'

const ACCEPTED = '.csv,.tsv,.txt,.ndjson,.jsonl,.json,.parquet,.pq,.arrow,.feather,.ipc,.gz,.zst'

type Sending = {
  readonly id: number
  readonly name: string
  readonly bytes: number
  readonly sent: number
  readonly error: ErrorShape | null
  readonly stop: () => void
}

/** Files that the person hands over, by the host's dialog where it has one. `onChange` gets those that arrived. */
export function FilePicker({
  label,
  files,
  onChange,
}: {
  label: string
  files: readonly FileReference[]
  onChange(change: (files: readonly FileReference[]) => readonly FileReference[]): void
}) {
  const { client, handOver, notices } = useApp()
  const t = useTranslator()
  const { data: capabilities } = useQuery('app.capabilities', {})
  const input = useRef<HTMLInputElement>(null)
  const nextId = useRef(1)
  const [sending, setSending] = useState<readonly Sending[]>([])
  const add = (arrived: readonly FileReference[]) => onChange((now) => [...now, ...arrived])
  const choose = () => {
    if (capabilities?.dialogs !== true) {
      input.current?.click()
      return
    }
    client.command('files.choose', {}).then(
      (answer) => add(answer.files),
      (error: unknown) => notices.showError(toErrorShape(error)),
    )
  }
  const send = (file: File) => {
    const stopping = new AbortController()
    const id = nextId.current
    nextId.current += 1
    const change = (part: Partial<Sending>) =>
      setSending((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)))
    const forget = () => setSending((all) => all.filter((one) => one.id !== id))
    const entry = { id, name: file.name, bytes: file.size, sent: 0, error: null }
    setSending((all) => [
      ...all,
      {
        ...entry,
        stop: () => {
          stopping.abort()
          forget()
        },
      },
    ])
    handOver(file, stopping.signal, (sent) => change({ sent })).then(
      (reference) => {
        forget()
        add([reference])
      },
      (error: unknown) => change({ error: toErrorShape(error) }),
    )
  }
  return (
    <section className={styles.picker} aria-label={label}>
      {files.length + sending.length > 0 && (
        <ul className={styles.files}>
          {files.map((file) => (
            <li key={file.token} className={styles.line}>
              <DataName clip>{file.name}</DataName>
              <span className={styles.detail}>{t.numbers.bytes(file.bytes)}</span>
              <IconButton
                small
                label={t.text('slot.remove', { name: file.name })}
                icon={<X size={14} />}
                onClick={() => onChange((now) => now.filter(({ token }) => token !== file.token))}
              />
            </li>
          ))}
          {sending.map((file) => (
            <li key={file.id}>
              <div className={styles.line}>
                <DataName clip>{file.name}</DataName>
                <span className={styles.detail}>{t.numbers.bytes(file.bytes)}</span>
                <IconButton
                  small
                  label={t.text('slot.cancel', { name: file.name })}
                  icon={<X size={14} />}
                  onClick={file.stop}
                />
              </div>
              {file.error === null ? (
                <Progress
                  done={file.sent}
                  total={file.bytes}
                  label={t.text('slot.sending', { name: file.name })}
                />
              ) : (
                <p className={styles.bad} role="alert">
                  <Said>{file.error.message}</Said> <Said>{file.error.mend}</Said>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      <Button
        onClick={choose}
        aria-label={t.text(files.length === 0 ? 'slot.choose.for' : 'slot.add.for', { side: label })}
      >
        <FileUp size={16} aria-hidden="true" />
        {t.text(files.length === 0 ? 'slot.choose' : 'slot.add')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        aria-label={t.text('slot.choose.for', { side: label })}
        onChange={(event) => {
          for (const file of event.target.files ?? []) send(file)
          event.target.value = ''
        }}
      />
    </section>
  )
}
