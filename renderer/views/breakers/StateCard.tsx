import type { BlastRadius, BreakerView } from '#shared/contract/documents/breaker.ts'
import { useQuery, useTranslator } from '../../app/context.ts'
import { BreakerLabel } from '../../components/BreakerMark.tsx'
import { Button } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { StatCard, StatCards } from '../../components/StatCard.tsx'
import styles from './breakers.module.css'

/** How a breaker stands, why, who serves, and what each of its conditions reads. */
export function StateCard({ breaker, onDisarm }: { breaker: BreakerView; onDisarm(): void }) {
  const t = useTranslator()
  const { force, conditions, probes } = breaker
  return (
    <section className={styles.panel} aria-label={t.text('breakers.state')}>
      <h2>{t.text('breakers.state')}</h2>
      <p className={styles.state}>
        <BreakerLabel state={breaker.state} />
        <span className={styles.quiet}>{t.text(`breakers.served.${breaker.served_by}`)}</span>
        {breaker.fallback !== null && <code>{breaker.fallback}</code>}
      </p>
      {force !== null && (
        <p>
          {t.text('breakers.forced', { by: force.by, reason: force.reason, at: t.numbers.time(force.at) })}{' '}
          {force.expires_at !== null &&
            t.text('breakers.forced.until', { at: t.numbers.time(force.expires_at) })}
        </p>
      )}
      {force === null && breaker.cause !== null && (
        <p>
          <Said>{breaker.cause}</Said>
        </p>
      )}
      {breaker.labels_silent && <p className={styles.warning}>{t.text('breakers.silent')}</p>}
      {breaker.problem !== null && (
        <p className={styles.warning}>
          <Said>{breaker.problem}</Said>
        </p>
      )}
      {breaker.state === 'HALF_OPEN' && (
        <p>
          {t.text('breakers.probes', {
            right: t.numbers.count(Math.round(probes.right)),
            judged: t.numbers.count(probes.judged),
            needed: t.numbers.count(probes.needed),
          })}
        </p>
      )}
      {breaker.next_at !== null && breaker.state === 'OPEN' && (
        <p className={styles.quiet}>{t.text('breakers.next', { at: t.numbers.time(breaker.next_at) })}</p>
      )}
      <ul className={styles.conditions}>
        {conditions.map(({ text, value, shown, met }) => (
          <li key={text}>
            <span>
              <Said>{text}</Said>
            </span>
            <span className={met ? styles.met : styles.quiet}>
              {value === null || shown === null
                ? t.text('breakers.unknown')
                : t.text(met ? 'breakers.met' : 'breakers.notMet', {
                    // A verdict has a word of its own.
                    value: shown === String(Number(shown)) ? t.numbers.measure(value) : t.said(shown).text,
                  })}
            </span>
          </li>
        ))}
      </ul>
      {breaker.by !== null && breaker.by.values.length > 0 && <Values by={breaker.by} />}
      <Button small onClick={onDisarm}>
        {t.text('breakers.disarm')}
      </Button>
    </section>
  )
}

/** Values that are shown by name; the worst come first. */
const MOST_VALUES = 12
const WORST_FIRST = ['FORCED_OPEN', 'OPEN', 'HALF_OPEN', 'FORCED_CLOSED', 'CLOSED']

/** The breaker of each value of a column. */
function Values({ by: { column, values } }: { by: NonNullable<BreakerView['by']> }) {
  const t = useTranslator()
  const worst = values.toSorted((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state))
  return (
    <>
      <h3>{t.text('breakers.values', { column })}</h3>
      <ul className={styles.conditions}>
        {worst.slice(0, MOST_VALUES).map(({ value, state, fallback }) => (
          <li key={value}>
            <span dir="auto">{value}</span>
            <span>
              <BreakerLabel state={state} /> {fallback !== null && <code>{fallback}</code>}
            </span>
          </li>
        ))}
      </ul>
      {values.length > MOST_VALUES && (
        <p className={styles.quiet}>
          {t.text('breakers.values.more', { count: t.numbers.count(values.length - MOST_VALUES) })}
        </p>
      )}
    </>
  )
}

/** What stands behind a model on the last day of its log. */
export function RadiusCards({ model }: { model: string }) {
  const { data } = useQuery('breakers.radius', { model })
  return data === undefined ? null : <Radius radius={data} />
}

function Radius({ radius }: { radius: BlastRadius }) {
  const t = useTranslator()
  const [segment] = radius.segments
  return (
    <section className={styles.panel} aria-label={t.text('breakers.radius')}>
      <h2>{t.text('breakers.radius')}</h2>
      <p className={styles.quiet}>{t.text('breakers.radius.hint')}</p>
      <StatCards>
        <StatCard label={t.text('breakers.radius.rows')} value={t.numbers.count(radius.rows)} />
        <StatCard
          label={t.text('breakers.radius.users')}
          value={radius.users === null ? '–' : t.numbers.count(radius.users)}
          detail={radius.users === null ? t.text('breakers.radius.noEntity') : undefined}
        />
        <StatCard
          label={t.text('breakers.radius.money')}
          value={radius.money === null ? '–' : t.numbers.measure(radius.money)}
          detail={radius.money === null ? t.text('breakers.radius.noValue') : undefined}
        />
      </StatCards>
      {segment !== undefined && (
        <p className={styles.quiet}>
          {segment.column}:{' '}
          {segment.values.map(({ value, rows }) => `${value} ${t.numbers.count(rows)}`).join(' · ')}
        </p>
      )}
    </section>
  )
}
