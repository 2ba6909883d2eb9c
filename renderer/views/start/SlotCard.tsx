import { FileUp, RotateCw, X } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { toErrorShape } from '#shared/contract/errors.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Button, IconButton, join } from '../../components/Button.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Said } from '../../components/Said.tsx'
import { DataName } from '../../components/text.tsx'
import type { Look, Preparation, PreparedFile, SideName } from '../../stores/preparation.ts'
import { incomingFiles } from './incoming.ts'
import styles from './slot.module.css'

const ACCEPTED = '.csv,.tsv,.txt,.ndjson,.jsonl,.json,.parquet,.pq,.arrow,.feather,.ipc,.gz,.zst'

const TITLE = {
  reference: { pair: 'slot.baseline', split: 'slot.log' },
  current: { pair: 'slot.current', split: 'slot.current' },
} as const
const MEANING = {
  reference: { pair: 'slot.baseline.meaning', split: 'slot.log.meaning' },
  current: { pair: 'slot.current.meaning', split: 'slot.current.meaning' },
} as const

/** One side of the comparison: its files, how they arrive, and what a look into them tells. */
export function SlotCard({ side, mode }: { side: SideName; mode: Preparation['mode'] }) {
  const { comparison, client, notices } = useApp()
  const t = useTranslator()
  const { files, look } = useStore(comparison, (state) => state[side])
  const { data: capabilities } = useQuery('app.capabilities', {})
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const title = t.text(TITLE[side][mode])

  const choose = () => {
    if (capabilities?.dialogs !== true) {
      input.current?.click()
      return
    }
    client.command('files.choose', {}).then(
      (answer) => comparison.addReferences(answer.files, side),
      (error: unknown) => notices.showError(toErrorShape(error)),
    )
  }
  const drop = (event: DragEvent) => {
    setOver(false)
    const { files: dropped, folders } = incomingFiles(event.dataTransfer)
    // Two files on the window fill both slots, also when they happen to land on an empty one.
    if (dropped.length === 2 && files.length === 0 && mode === 'pair') return
    event.preventDefault()
    if (folders > 0) notices.show({ tone: 'info', text: t.text('drop.folders') })
    comparison.addFiles(dropped, side)
  }

  return (
    <section
      className={join(styles.slot, over && styles.over, files.length === 0 && styles.empty)}
      aria-label={title}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <header className={styles.head}>
        <span className={join(styles.key, styles[side])} aria-hidden="true" />
        <div>
          <h2>{title}</h2>
          <p className={styles.meaning}>{t.text(MEANING[side][mode])}</p>
        </div>
      </header>
      {files.length > 0 && (
        <ul className={styles.files}>
          {files.map((file) => (
            <FileRow key={file.id} file={file} onRemove={() => comparison.removeFile(side, file.id)} />
          ))}
        </ul>
      )}
      <LookLine look={look} onRetry={() => comparison.lookAgain(side)} />
      <Button
        className={styles.add}
        onClick={choose}
        aria-label={t.text(files.length === 0 ? 'slot.choose.for' : 'slot.add.for', { side: title })}
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
        aria-label={t.text('slot.choose.for', { side: title })}
        onChange={(event) => {
          comparison.addFiles([...(event.target.files ?? [])], side)
          event.target.value = ''
        }}
      />
    </section>
  )
}

function FileRow({ file, onRemove }: { file: PreparedFile; onRemove(): void }) {
  const t = useTranslator()
  const { state } = file
  return (
    <li className={styles.file}>
      <div className={styles.fileLine}>
        <span className={styles.fileName}>
          <DataName clip>{file.name}</DataName>
        </span>
        <span className={styles.detail}>
          {state.kind === 'sending'
            ? t.text('job.of', { amount: t.numbers.bytes(state.sent), whole: t.numbers.bytes(file.bytes) })
            : t.numbers.bytes(file.bytes)}
        </span>
        <IconButton
          small
          label={t.text(state.kind === 'sending' ? 'slot.cancel' : 'slot.remove', { name: file.name })}
          icon={<X size={14} />}
          onClick={onRemove}
        />
      </div>
      {state.kind === 'sending' && (
        <Progress done={state.sent} total={file.bytes} label={t.text('slot.sending', { name: file.name })} />
      )}
      {state.kind === 'failed' && (
        <p className={styles.bad} role="alert">
          <Said>{state.error.message}</Said> <Said>{state.error.mend}</Said>
        </p>
      )}
    </li>
  )
}

function LookLine({ look, onRetry }: { look: Look; onRetry(): void }) {
  const t = useTranslator()
  switch (look.kind) {
    case 'none':
      return null
    case 'looking':
      return (
        <p className={styles.detail} role="status">
          {t.text('slot.looking')}
        </p>
      )
    case 'failed':
      return (
        <div className={styles.bad} role="alert">
          <p>
            <Said>{look.error.message}</Said> <Said>{look.error.mend}</Said>
          </p>
          <Button small onClick={onRetry}>
            <RotateCw size={14} aria-hidden="true" />
            {t.text('action.retry')}
          </Button>
        </div>
      )
    case 'known': {
      const { columns, rows_sampled: rows, time_range: range } = look.inspection
      return (
        <p className={styles.detail}>
          {t.text('slot.known.columns', { count: columns.length })}
          {' · '}
          {t.text('slot.known.rows', { count: rows })}
          {range !== null && ` · ${t.text('time.range', { range: t.numbers.timeRange(...range) })}`}
        </p>
      )
    }
  }
}
