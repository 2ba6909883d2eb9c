import { useState } from 'react'
import type { FeedbackDocument, LoopTestView } from '#shared/contract/documents/feedback.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import { useJob } from '../../api/use-job.ts'
import { useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Said } from '../../components/Said.tsx'
import { StatCard, StatCards } from '../../components/StatCard.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { VerdictMark } from '../../components/VerdictMark.tsx'
import styles from './feedback.module.css'
import { TestChart } from './TestChart.tsx'
import { WhatIf } from './WhatIf.tsx'

/** The mark of a loop's verdict, in the shapes that all verdicts have. */
const MARK: Record<FeedbackDocument['verdict'], Verdict> = {
  none: 'none',
  possible: 'moderate',
  likely: 'high',
  insufficient: 'insufficient',
}

/** Whether a model feeds on its own output: the answer, the evidence of seven tests, and what would help. */
export function FeedbackPage({ model }: { model: string }) {
  const t = useTranslator()
  const { data, error, again } = useJob('feedback.run', { source: { kind: 'model', model } })
  if (data === undefined) {
    return (
      <Page
        title={t.text('view.feedback')}
        headline={t.text(error === undefined ? 'feedback.loading' : 'feedback.failed')}
      >
        {error === undefined ? <Skeleton lines={10} /> : <ErrorPanel error={error} onRetry={again} />}
      </Page>
    )
  }
  return (
    <Page
      title={t.text('view.feedback')}
      headline={
        <span className={styles.headline}>
          <VerdictMark verdict={MARK[data.verdict]} size={20} /> {t.text(`feedback.verdict.${data.verdict}`)}
        </span>
      }
    >
      <p className={styles.found}>
        <Said>{data.found}</Said>
      </p>
      <Numbers document={data} />
      <Evidence document={data} />
      <WhatIf document={data} />
      <Lists document={data} />
    </Page>
  )
}

function Numbers({ document }: { document: FeedbackDocument }) {
  const t = useTranslator()
  const { value, ci, confidence, reason } = document.loop_gain
  return (
    <StatCards>
      <StatCard
        label={t.text('feedback.gain')}
        value={value === null ? t.text('feedback.gain.none') : t.numbers.measure(value)}
        detail={
          ci === null || confidence === null ? (
            <span>{reason !== null && <Said>{reason}</Said>}</span>
          ) : (
            t.text('feedback.gain.interval', {
              level: t.numbers.axisShare(confidence),
              low: t.numbers.measure(ci[0]),
              high: t.numbers.measure(ci[1]),
            })
          )
        }
      />
      <StatCard
        label={t.text('feedback.amplification')}
        value={
          document.amplification === null
            ? t.text('feedback.gain.none')
            : t.text('feedback.amplification.times', { value: t.numbers.measure(document.amplification) })
        }
        detail={
          document.amplification_reason === null ? undefined : (
            <span>
              <Said>{document.amplification_reason}</Said>
            </span>
          )
        }
      />
      <StatCard
        label={t.text('feedback.labelled')}
        value={t.numbers.count(document.labelled)}
        detail={t.text('feedback.labelled.of', { count: document.rows })}
      />
    </StatCards>
  )
}

function Evidence({ document }: { document: FeedbackDocument }) {
  const t = useTranslator()
  const strongest =
    document.tests.find(({ name, supports }) => supports && name === 'arm_contrast') ??
    document.tests.find(({ supports }) => supports) ??
    document.tests.find(({ detail }) => detail.chart !== null)
  const [chosen, setChosen] = useState(strongest?.name ?? 'correlation')
  const test = document.tests.find(({ name }) => name === chosen)
  return (
    <section className={styles.evidence} aria-label={t.text('feedback.evidence')}>
      <ul className={styles.tests}>
        {document.tests.map((one) => (
          <li key={one.name}>
            <button
              type="button"
              className={styles.test}
              aria-pressed={one.name === chosen}
              onClick={() => setChosen(one.name)}
            >
              <VerdictMark verdict={markOf(one)} size={16} />
              <span className={styles.name}>{t.text(`feedback.test.${one.name}`)}</span>
              <span className={styles.state}>{stateOf(t, one)}</span>
            </button>
          </li>
        ))}
      </ul>
      {test !== undefined && (
        <div className={styles.chosen}>
          <p>
            <Said>{test.finding}</Said>
          </p>
          <TestChart key={test.name} test={test} subject={document.model} />
        </div>
      )}
    </section>
  )
}

function markOf({ applicable, supports }: LoopTestView): Verdict {
  if (!applicable) return 'insufficient'
  return supports ? 'high' : 'none'
}

function stateOf(t: ReturnType<typeof useTranslator>, test: LoopTestView): string {
  if (!test.applicable) return t.text('feedback.untested')
  if (test.name === 'correlation') return t.text('feedback.context')
  const words = t.text(test.supports ? 'feedback.supports' : 'feedback.against')
  return test.p_adjusted === null
    ? words
    : `${words}, ${t.text('feedback.adjusted', { p: t.numbers.pValue(test.p_adjusted) })}`
}

function Lists({ document }: { document: FeedbackDocument }) {
  const t = useTranslator()
  return (
    <div className={styles.lists}>
      {document.settle.length > 0 && (
        <section className={styles.panel}>
          <h2>{t.text('feedback.settle')}</h2>
          <ul>
            {document.settle.map((text) => (
              <li key={text}>
                <Said>{text}</Said>
              </li>
            ))}
          </ul>
        </section>
      )}
      {document.missing_roles.length > 0 && (
        <section className={styles.panel}>
          <h2>{t.text('feedback.roles')}</h2>
          <ul>
            {document.missing_roles.map(({ role, unlocks }) => (
              <li key={role}>
                <code>{role}</code>{' '}
                <span>
                  <Said>{unlocks}</Said>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
