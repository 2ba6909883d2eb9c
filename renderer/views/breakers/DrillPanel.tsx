import { useEffect, useState } from 'react'
import type { BreakerDrill } from '#shared/contract/documents/breaker.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import styles from './breakers.module.css'

/** A drill on the clock: alert now, stopped and acknowledged within a minute; and how earlier ones went. */
export function DrillPanel({ model, drills }: { model: string; drills: readonly BreakerDrill[] }) {
  const { client, notices } = useApp()
  const t = useTranslator()
  const running = drills.find(({ passed }) => passed === null)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (running === undefined) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [running])
  const say = (step: 'start' | 'acknowledge') => () => {
    client
      .command('breakers.drill', { model, step, by: t.text('breakers.drill.window') })
      .catch((failure: unknown) => notices.showError(toErrorShape(failure)))
  }
  const seconds = running === undefined ? 0 : Math.max(0, (now - Date.parse(running.started_at)) / 1_000)
  return (
    <section className={styles.panel} aria-label={t.text('breakers.drill')}>
      <h2>{t.text('breakers.drill')}</h2>
      <p className={styles.quiet}>{t.text('breakers.drill.hint')}</p>
      {running === undefined ? (
        <Button onClick={say('start')}>{t.text('breakers.drill.start')}</Button>
      ) : (
        <p className={styles.state}>
          <strong role="timer">{t.text('breakers.drill.running', { seconds: Math.floor(seconds) })}</strong>
          <Button look="primary" onClick={say('acknowledge')}>
            {t.text('breakers.drill.acknowledge')}
          </Button>
        </p>
      )}
      <ul className={styles.conditions}>
        {drills
          .filter(({ passed }) => passed !== null)
          .slice(0, 5)
          .map(({ started_at, seconds: took, passed }) => (
            <li key={started_at}>
              <span>{t.numbers.time(started_at)}</span>
              <span className={passed === true ? styles.quiet : styles.met}>
                {took === null
                  ? t.text('breakers.drill.unanswered')
                  : t.text(passed === true ? 'breakers.drill.passed' : 'breakers.drill.failed', {
                      time: t.numbers.duration(took),
                    })}
              </span>
            </li>
          ))}
      </ul>
    </section>
  )
}
