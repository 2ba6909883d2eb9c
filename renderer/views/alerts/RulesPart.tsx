import { Play, Save } from 'lucide-react'
import { useState } from 'react'
import type { AlertsReplay } from '#shared/contract/documents/alerts.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import { useLatest } from '../../api/use-latest.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { LintFindings } from '../../components/LintFindings.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import styles from './alerts.module.css'
import { OutlookTable } from './OutlookTable.tsx'
import { ReplayResult } from './ReplayResult.tsx'
import { SaveDialog } from './SaveDialog.tsx'

/** The rules of a model as text: what is wrong with them, what each can see, and what they would have said. */
export function RulesPart({ model }: { model: string }) {
  const { data, error, reload } = useLiveQuery('alerts.rules', { model }, ['alerts.changed'])
  if (error !== undefined) return <ErrorPanel error={error} onRetry={reload} />
  if (data === undefined) return <Skeleton lines={10} />
  return (
    <Editor
      key={data.own.saved_at ?? ''}
      model={model}
      saved={data.own.text}
      isSaved={data.own.saved_at !== null}
    />
  )
}

function Editor({ model, saved, isSaved }: { model: string; saved: string; isSaved: boolean }) {
  const { client } = useApp()
  const t = useTranslator()
  const [text, setText] = useState(saved)
  const [saving, setSaving] = useState(false)
  const [replay, setReplay] = useState<{
    busy: boolean
    document: AlertsReplay | null
    error: ErrorShape | null
  }>({ busy: false, document: null, error: null })
  const check = useLatest('alerts.check', { text })
  const isFaulty = (check.data?.faults.length ?? 0) > 0
  const refused =
    check.data?.saves === false
      ? t.text('alerts.rules.refused')
      : isSaved && text === saved
        ? t.text('alerts.rules.same')
        : undefined
  const run = () => {
    setReplay({ busy: true, document: null, error: null })
    client.job('alerts.replay', { source: { kind: 'model', model }, text }).result.then(
      (document) => setReplay({ busy: false, document, error: null }),
      (failure: unknown) => setReplay({ busy: false, document: null, error: toErrorShape(failure) }),
    )
  }
  return (
    <div className={styles.parts}>
      <section className={styles.panel} aria-label={t.text('alerts.rules.editor')}>
        <div className={styles.titled}>
          <h2>{t.text(isSaved ? 'alerts.rules.editor' : 'alerts.rules.pack')}</h2>
          <span className={styles.actions}>
            <Button
              small
              aria-busy={replay.busy}
              disabledBecause={
                isFaulty
                  ? t.text('alerts.rules.faulty')
                  : replay.busy
                    ? t.text('alerts.replay.running')
                    : undefined
              }
              onClick={run}
            >
              <Play size={14} aria-hidden="true" />
              {t.text('alerts.replay')}
            </Button>
            <Button small look="primary" disabledBecause={refused} onClick={() => setSaving(true)}>
              <Save size={14} aria-hidden="true" />
              {t.text('alerts.rules.save')}
            </Button>
          </span>
        </div>
        {!isSaved && <p className={styles.quiet}>{t.text('alerts.rules.pack.about')}</p>}
        <div className={styles.editor}>
          <textarea
            className={styles.yaml}
            aria-label={t.text('alerts.rules.yaml')}
            aria-invalid={isFaulty || undefined}
            spellCheck={false}
            value={text}
            rows={24}
            onChange={(event) => setText(event.target.value)}
          />
          <LintFindings
            check={check.data}
            name={t.text('alerts.rules.findings')}
            clean={t.text('alerts.rules.clean')}
          />
        </div>
      </section>
      {check.data !== undefined && check.data.rules.length > 0 && <OutlookTable rules={check.data.rules} />}
      {replay.error !== null && <ErrorPanel error={replay.error} onRetry={run} />}
      {replay.busy && <Skeleton lines={6} label={t.text('alerts.replay.running')} />}
      {replay.document !== null && <ReplayResult document={replay.document} />}
      {saving && (
        <SaveDialog {...{ model, text }} before={isSaved ? saved : null} onClose={() => setSaving(false)} />
      )}
    </div>
  )
}
