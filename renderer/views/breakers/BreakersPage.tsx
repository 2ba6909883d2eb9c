import { Hand, Layers2, Save } from 'lucide-react'
import { useState } from 'react'
import { toErrorShape } from '#shared/contract/errors.ts'
import { useLatest } from '../../api/use-latest.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { BREAKER_LABEL } from '../../components/BreakerMark.tsx'
import { Button, join } from '../../components/Button.tsx'
import { LintFindings } from '../../components/LintFindings.tsx'
import { Said } from '../../components/Said.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import styles from './breakers.module.css'
import { DrillPanel } from './DrillPanel.tsx'
import { HistoryPanel } from './HistoryPanel.tsx'
import { OutputsPanel } from './OutputsPanel.tsx'
import { type Action, OverrideDialog } from './OverrideDialog.tsx'
import { PolicyForm } from './PolicyForm.tsx'
import { ReplayChart } from './ReplayChart.tsx'
import { ReplayTable } from './ReplayTable.tsx'
import { RadiusCards, StateCard } from './StateCard.tsx'
import type { BreakersPlace } from './view.ts'

/** The breaker of a model: how it stands, what people may decide, and what a policy would have done. */
export function BreakersPage({ model }: BreakersPlace) {
  const t = useTranslator()
  const { data, error, reload } = useLiveQuery('breakers.get', { model }, [
    'breakers.changed',
    'logs.changed',
  ])
  const [action, setAction] = useState<Action | null>(null)
  const breaker = data?.breaker ?? null
  const actions: readonly Action[] = [
    ...(breaker?.proposal == null && breaker?.next_fallback == null ? [] : (['approve'] as const)),
    ...(breaker?.force == null ? (['trip', 'force_close'] as const) : (['release'] as const)),
  ]
  return (
    <Page
      title={t.text('view.breakers')}
      headline={
        breaker === null
          ? t.text(data === undefined ? 'view.breakers' : 'breakers.headline.none')
          : t.text('breakers.headline', {
              state: t.text(BREAKER_LABEL[breaker.state]),
              when: breaker.since === null ? t.text('breakers.start') : t.numbers.time(breaker.since),
            })
      }
      actions={actions.map((one) => (
        <Button
          key={one}
          look={one === 'trip' || one === 'approve' ? 'primary' : 'plain'}
          onClick={() => setAction(one)}
        >
          <Hand size={16} aria-hidden="true" />
          {t.text(`breakers.${one}`)}
        </Button>
      ))}
    >
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={8} />}
      {data !== undefined && (
        <div className={styles.sections}>
          {breaker?.proposal != null && (
            <p className={styles.warning}>
              {t.text('breakers.proposal', {
                state: t.text(BREAKER_LABEL[breaker.proposal.to]),
                cause: breaker.proposal.cause,
              })}
            </p>
          )}
          {breaker?.next_fallback != null && (
            <p className={styles.warning}>
              {t.text('breakers.nextFallback', {
                fallback: breaker.next_fallback.fallback,
                cause: breaker.next_fallback.cause,
              })}
            </p>
          )}
          <div className={styles.columns}>
            {breaker !== null && <StateCard breaker={breaker} onDisarm={() => setAction('disarm')} />}
            <RadiusCards model={model} />
          </div>
          <Replay key={data.policy} model={model} saved={data.policy} isArmed={breaker !== null} />
          <HistoryPanel model={model} transitions={data.transitions} breaker={breaker} />
          <OutputsPanel model={model} />
          <DrillPanel model={model} drills={data.drills} />
        </div>
      )}
      {action !== null && <OverrideDialog {...{ model, action }} onClose={() => setAction(null)} />}
    </Page>
  )
}

type Kept = { readonly name: string; readonly text: string }
const MOST_KEPT = 4
const POINTS = 500

/** The policy as text and as sliders, what is wrong with it, and what it would have done with the model's log. */
function Replay({ model, saved, isArmed }: { model: string; saved: string; isArmed: boolean }) {
  const { client, notices, undo } = useApp()
  const t = useTranslator()
  const [text, setText] = useState(saved)
  const [kept, setKept] = useState<readonly Kept[]>([])
  const [busy, setBusy] = useState(false)
  const isChanged = text !== saved
  const draft = t.text('breakers.draft')
  const replay = useLatest('breakers.whatIf', {
    model,
    policies: [
      { name: draft, text },
      ...(isChanged ? [{ name: t.text('breakers.saved'), text: saved }] : []),
      ...kept,
    ],
    points: POINTS,
  })
  const facts = replay.data?.facts
  const check = useLatest('breakers.check', { text, ...(facts === undefined ? {} : { facts }) })
  const isFaulty = (check.data?.faults.length ?? 0) > 0
  const save = () => {
    setBusy(true)
    client
      .command('breakers.arm', { model, text })
      .then(
        () => {
          // The first policy is taken away by disarming, which asks who and why.
          if (!isArmed) {
            notices.show({ tone: 'info', text: t.text('breakers.armed') })
            return
          }
          undo.add({
            text: (words) => words.text('undo.policy', { model }),
            undo: () => client.command('breakers.arm', { model, text: saved }),
            redo: () => client.command('breakers.arm', { model, text }),
            announced: true,
          })
        },
        (failure: unknown) => notices.showError(toErrorShape(failure)),
      )
      .finally(() => setBusy(false))
  }
  const replays = replay.data?.replays ?? []
  return (
    <>
      <section className={styles.panel} aria-label={t.text('breakers.editor')}>
        <div className={styles.titled}>
          <h2>{t.text('breakers.editor')}</h2>
          <span className={styles.actions}>
            <Button
              small
              disabledBecause={kept.length >= MOST_KEPT ? t.text('breakers.compare.full') : undefined}
              onClick={() =>
                setKept([
                  ...kept,
                  { name: t.text('breakers.compare.name', { number: kept.length + 1 }), text },
                ])
              }
            >
              <Layers2 size={14} aria-hidden="true" />
              {t.text('breakers.compare')}
            </Button>
            {kept.length > 0 && (
              <Button small look="quiet" onClick={() => setKept([])}>
                {t.text('breakers.compare.clear')}
              </Button>
            )}
            <Button
              small
              look="primary"
              aria-busy={busy}
              disabledBecause={
                isFaulty
                  ? t.text('breakers.save.faulty')
                  : isArmed && !isChanged
                    ? t.text('breakers.save.same')
                    : undefined
              }
              onClick={save}
            >
              <Save size={14} aria-hidden="true" />
              {t.text(isArmed ? 'breakers.save' : 'breakers.arm')}
            </Button>
          </span>
        </div>
        <div className={styles.editor}>
          <PolicyForm text={text} onChange={setText} />
          <div className={styles.source}>
            <textarea
              className={styles.yaml}
              aria-label={t.text('breakers.yaml')}
              aria-invalid={isFaulty || undefined}
              spellCheck={false}
              value={text}
              rows={20}
              onChange={(event) => setText(event.target.value)}
            />
            <LintFindings
              check={check.data}
              name={t.text('breakers.lint')}
              clean={t.text('breakers.lint.clean')}
            />
          </div>
        </div>
      </section>
      <div className={join(styles.sections, replay.stale && styles.stale)}>
        {replay.error !== undefined && !isFaulty && (
          <ErrorPanel error={replay.error} onRetry={replay.reload} />
        )}
        {replay.data === undefined && replay.error === undefined && <Skeleton lines={6} />}
        {replays.length > 0 && (
          <>
            <ReplayChart replays={replays} model={model} />
            <ReplayTable replays={replays.map(({ document }) => document)} />
            <ul className={styles.notes}>
              {replays[0]?.document.notes.map((note) => (
                <li key={note}>
                  <Said>{note}</Said>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  )
}
