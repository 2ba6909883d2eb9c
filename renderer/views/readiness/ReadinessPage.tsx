import { CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import type { ReadinessDocument } from '#shared/contract/documents/readiness.ts'
import { useJob } from '../../api/use-job.ts'
import { useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Button, join } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import styles from './readiness.module.css'

const MARKS = { yes: CircleCheck, no: CircleX, unknown: CircleHelp } as const

/** Whether the model may be deployed: five questions, what each answer rests on, and what would settle it. */
export function ReadinessPage({ model }: { model: string }) {
  const t = useTranslator()
  const { data, error, running, again } = useJob('readiness.run', { model })
  return (
    <Page
      title={t.text('view.readiness')}
      headline={
        data === undefined
          ? t.text(error === undefined ? 'readiness.loading' : 'readiness.failed')
          : t.text(`readiness.verdict.${data.verdict}`, { score: data.score })
      }
      actions={
        <Button aria-busy={running} onClick={again}>
          {t.text('readiness.again')}
        </Button>
      }
    >
      {error !== undefined && <ErrorPanel error={error} onRetry={again} />}
      {data === undefined && error === undefined && <Skeleton lines={10} />}
      {data !== undefined && (
        <>
          <ol className={styles.questions}>
            {data.questions.map((answered) => (
              <Question key={answered.question} answered={answered} />
            ))}
          </ol>
          <p className={styles.quiet}>{t.text('readiness.rule')}</p>
        </>
      )}
    </Page>
  )
}

function Question({ answered }: { answered: ReadinessDocument['questions'][number] }) {
  const t = useTranslator()
  const { question, answer, finding, measured_at, settles } = answered
  const Mark = MARKS[answer]
  return (
    <li className={styles.question}>
      <p className={join(styles.answer, styles[answer])}>
        <Mark size={20} aria-hidden="true" />
        {t.text(`readiness.answer.${answer}`)}
      </p>
      <div className={styles.body}>
        <h2>{t.text(`readiness.question.${question}`)}</h2>
        <p>
          <Said>{finding}</Said>
        </p>
        {settles !== null && (
          <p className={styles.settles}>
            {t.text('readiness.settles')} <Said>{settles}</Said>
          </p>
        )}
        <p className={styles.quiet}>
          {measured_at === null
            ? t.text('readiness.unmeasured')
            : t.text('readiness.measured', { time: t.numbers.time(measured_at) })}
        </p>
      </div>
    </li>
  )
}
