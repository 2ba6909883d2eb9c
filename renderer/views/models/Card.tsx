import type { ReactNode } from 'react'
import type { ModelCard } from '#shared/contract/documents/model.ts'
import { useTranslator } from '../../app/context.ts'
import { DataName, Figure } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { NO_SELECTION } from '../../stores/selections.ts'
import { ProposalPanel } from '../overview/ProposalPanel.tsx'
import { spanWords } from '../spine/words.ts'
import { LabelWords } from './LabelWords.tsx'
import styles from './models.module.css'
import { Sparkline } from './Sparkline.tsx'

/** One model at a glance: its verdict first, then its course, then the facts. */
export function Card({ card }: { card: ModelCard }) {
  const t = useTranslator()
  const { model, verdict, proposal, time_range: range } = card
  return (
    <article className={styles.card} aria-label={model}>
      <header className={styles.cardHead}>
        <h2>
          <a href={formatRoute({ view: 'overview', model, selection: NO_SELECTION })}>
            <DataName clip>{model}</DataName>
          </a>
        </h2>
        {verdict !== null && <VerdictLabel verdict={verdict.verdict} />}
      </header>
      <p className={styles.finding}>{findingOf(t, card)}</p>
      <Sparkline course={card.course} />
      <dl className={styles.facts}>
        <Fact name={t.text('models.rows')}>
          <Figure value={card.rows} shown={t.numbers.count(card.rows)} />{' '}
          <span className={styles.quiet}>{t.text('models.logs', { count: card.logs })}</span>
        </Fact>
        {range !== null && <Fact name={t.text('models.last')}>{t.numbers.time(range[1], 'UTC')}</Fact>}
        <Fact name={t.text('models.labels')}>
          <LabelWords model={model} labels={card.labels} />
        </Fact>
        <Fact name={t.text('models.breaker')}>
          {card.breaker_state === null ? (
            <span className={styles.quiet}>{t.text('models.breaker.none')}</span>
          ) : (
            t.text(`breaker.${card.breaker_state}`)
          )}
        </Fact>
        <Fact name={t.text('models.alerts')}>
          {card.open_alerts === null ? (
            <span className={styles.quiet}>{t.text('models.alerts.none')}</span>
          ) : (
            t.numbers.count(card.open_alerts)
          )}
        </Fact>
        {card.baseline !== null && (
          <Fact name={t.text('models.baseline')}>
            <DataName clip>{card.baseline.name}</DataName>
          </Fact>
        )}
      </dl>
      {proposal !== null && <ProposalPanel model={model} unit={card.course.unit} proposal={proposal} small />}
    </article>
  )
}

function findingOf(t: ReturnType<typeof useTranslator>, { verdict, course }: ModelCard): string {
  if (verdict === null) return t.text('spine.no.baseline')
  const { window: last, drifted, columns } = verdict
  const window =
    last.kind === 'all' || last.start === null || last.end === null
      ? t.text('spine.all')
      : spanWords(t, course.unit, { start: String(last.start), end: String(last.end) })
  switch (verdict.verdict) {
    case 'insufficient':
      return t.text('models.unsure', { window })
    case 'none':
    case 'low':
      return t.text('models.calm', { window })
    case 'moderate':
    case 'high':
      return t.text('models.drifted', { drifted, columns, window })
  }
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
