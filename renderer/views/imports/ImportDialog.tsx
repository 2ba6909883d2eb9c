import { useEffect, useRef, useState } from 'react'
import type { ImportDocument } from '#shared/contract/documents/import.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type { JobProgress } from '#shared/contract/events.ts'
import type { FileReference } from '#shared/contract/sources.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Field, TextInput } from '../../components/Field.tsx'
import { FilePicker } from '../../components/FilePicker.tsx'
import { Progress } from '../../components/Progress.tsx'
import { Said } from '../../components/Said.tsx'
import { ErrorPanel } from '../../components/States.tsx'
import type { Translator } from '../../i18n/translator.ts'
import { placeAfter } from './after-import.ts'
import styles from './imports.module.css'

type Stage =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'importing'; readonly progress: JobProgress | null; readonly cancel: () => void }
  | { readonly kind: 'done'; readonly document: ImportDocument }

/**
 * Adds files to the log of a model and leads to that model where the rows have times; closing it leaves a running import
 * to the job tray, and the person where they are.
 */
export function ImportDialog({
  models,
  model: first,
  onClose,
}: {
  models: readonly string[]
  model: string | null
  onClose(): void
}) {
  const { client, navigation, notices } = useApp()
  const t = useTranslator()
  const [files, setFiles] = useState<readonly FileReference[]>([])
  const [model, setModel] = useState(first ?? models[0] ?? 'default')
  const [stage, setStage] = useState<Stage>({ kind: 'choosing' })
  const [error, setError] = useState<ErrorShape | null>(null)
  const isOpen = useRef(true)
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
    }
  }, [])
  const finish = (document: ImportDocument) => {
    if (!isOpen.current) return
    const place = placeAfter(document)
    if (place === null) {
      setStage({ kind: 'done', document })
      return
    }
    const dataset = document.dataset as DatasetId | undefined
    onClose()
    navigation.go(place)
    notices.show({
      tone: 'info',
      text: (words) =>
        `${words.text('imports.done', { count: document.rows_stored })} ${equationOf(words, document)}`,
      ...(dataset === undefined
        ? {}
        : {
            action: {
              label: (words) => words.text('imports.look'),
              run: () => navigation.go({ view: 'import', dataset, page: 1 }),
            },
          }),
    })
  }
  const blocked =
    files.length === 0
      ? t.text('imports.missing.files')
      : model.trim() === ''
        ? t.text('imports.missing.model')
        : undefined
  const start = () => {
    setError(null)
    const job = client.job(
      'log.import',
      { files: files.map(({ token }) => token), mapping: { model: model.trim() } },
      (progress) => setStage((now) => (now.kind === 'importing' ? { ...now, progress } : now)),
    )
    setStage({ kind: 'importing', progress: null, cancel: () => void job.cancel() })
    job.result.then(finish, (failure: unknown) => {
      setStage({ kind: 'choosing' })
      const shape = toErrorShape(failure)
      if (shape.code !== 'CANCELLED') setError(shape)
    })
  }
  return (
    <Dialog title={t.text('imports.add')} onClose={onClose}>
      <div className={styles.dialog}>
        {stage.kind === 'choosing' && (
          <>
            <FilePicker label={t.text('imports.files')} files={files} onChange={setFiles} />
            <Field label={t.text('imports.model')} hint={t.text('imports.model.hint')}>
              {(control) => (
                <TextInput
                  {...control}
                  value={model}
                  maxLength={1_000}
                  dir="auto"
                  autoComplete="off"
                  onChange={(event) => setModel(event.target.value)}
                />
              )}
            </Field>
            {models.length > 0 && (
              <p className={styles.known}>
                {t.text('imports.model.known')}{' '}
                {models.slice(0, 8).map((known) => (
                  <Button key={known} small onClick={() => setModel(known)} aria-pressed={known === model}>
                    <bdi>{known}</bdi>
                  </Button>
                ))}
              </p>
            )}
            {error !== null && <ErrorPanel error={error} />}
            <div className={styles.dialogActions}>
              <Button onClick={onClose}>{t.text('action.cancel')}</Button>
              <Button look="primary" disabledBecause={blocked} onClick={start}>
                {t.text('imports.start')}
              </Button>
            </div>
          </>
        )}
        {stage.kind === 'importing' && (
          <>
            <p role="status">{t.text('imports.running')}</p>
            <Progress
              done={stage.progress?.done ?? 0}
              total={stage.progress?.total ?? null}
              label={t.text('imports.running')}
            />
            <ProgressLine progress={stage.progress} />
            <div className={styles.dialogActions}>
              <Button onClick={stage.cancel}>{t.text('imports.stop')}</Button>
              <Button onClick={onClose}>{t.text('imports.background')}</Button>
            </div>
          </>
        )}
        {stage.kind === 'done' && <Done document={stage.document} onClose={onClose} />}
      </div>
    </Dialog>
  )
}

function ProgressLine({ progress }: { progress: JobProgress | null }) {
  const t = useTranslator()
  const parts = [
    progress?.rows_per_second && t.text('job.rate', { rate: t.numbers.rate(progress.rows_per_second) }),
    progress?.seconds_left && t.text('job.left', { time: t.numbers.duration(progress.seconds_left) }),
  ].filter(Boolean)
  return <p className={styles.detail}>{parts.join(' · ')}</p>
}

function equationOf(t: Translator, document: ImportDocument): string {
  return t.text('imports.equation.said', {
    read: document.rows_read,
    stored: document.rows_stored,
    rejected: document.rows_rejected,
    duplicate: document.rows_duplicate,
  })
}

function Done({ document, onClose }: { document: ImportDocument; onClose(): void }) {
  const t = useTranslator()
  return (
    <>
      <p role="status">{t.text('imports.done', { count: document.rows_stored })}</p>
      <p className={styles.detail}>{equationOf(t, document)}</p>
      {document.notes.length > 0 && (
        <ul className={styles.notes}>
          {document.notes.map((note) => (
            <li key={note}>
              <Said>{note}</Said>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.dialogActions}>
        <Button look="primary" onClick={onClose}>
          {t.text('action.close')}
        </Button>
      </div>
    </>
  )
}
