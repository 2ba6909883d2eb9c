import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ModelCard, ModelSpine } from '#shared/contract/documents/model.ts'
import type { WindowDocument } from '#shared/contract/documents/window.ts'
import { isAtLeast } from '#shared/domain/verdict.ts'
import { useLatest } from '../../api/use-latest.ts'
import { useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { buttonClass } from '../../components/Button.tsx'
import { StatCard, StatCards } from '../../components/StatCard.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName, Figure, Rich } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import type { Translator } from '../../i18n/translator.ts'
import { formatRoute } from '../../stores/routes.ts'
import type { ModelSelection } from '../../stores/selections.ts'
import { stepWords } from '../column/onset-step.ts'
import { EXPLORER_DEFAULTS } from '../explorer/view.ts'
import { worstFirst } from '../explorer/window-rows.ts'
import { LabelWords } from '../models/LabelWords.tsx'
import { useSelection } from '../spine/use-selection.ts'
import { windowOfView } from '../spine/window-of-view.ts'
import { spanWords } from '../spine/words.ts'
import { BaselinePanel } from './BaselinePanel.tsx'
import styles from './overview.module.css'
import { ResponsePanel } from './ResponsePanel.tsx'

/** How a model is: the verdict of the window, what stands behind it, and what is missing to say more. */
export function OverviewPage({ model }: { model: string; selection: ModelSelection }) {
  const t = useTranslator()
  const spine = useLatest('models.spine', { model })
  const cards = useQuery('models.overview', {})
  const card = cards.data?.models.find((one) => one.model === model)
  const error = spine.error ?? cards.error
  if (spine.data === undefined || card === undefined) {
    const gone = spine.error?.code === 'NOT_FOUND'
    return (
      <Page
        title={model}
        headline={t.text(
          gone ? 'overview.unknown' : error === undefined ? 'overview.loading' : 'overview.failed',
        )}
      >
        {gone ? (
          <EmptyState title={t.text('models.none.todo')}>
            <a className={buttonClass('plain')} href="#/models">
              {t.text('view.models')}
            </a>
          </EmptyState>
        ) : error === undefined ? (
          <Skeleton lines={8} />
        ) : (
          <ErrorPanel error={error} onRetry={spine.reload} />
        )}
      </Page>
    )
  }
  return spine.data.baseline === null ? (
    <Page
      title={model}
      headline={
        <Rich message="overview.headline.nobaseline" values={{ model: <DataName>{model}</DataName> }} />
      }
    >
      <BaselinePanel spine={spine.data} card={card} />
      <Facts card={card} spine={spine.data} found={null} />
    </Page>
  ) : (
    <Judged spine={spine.data} card={card} />
  )
}

function Judged({ spine, card }: { spine: ModelSpine; card: ModelCard }) {
  const t = useTranslator()
  const { model } = card
  const { selection } = useSelection(model)
  const { window, span, reference } = windowOfView(spine, selection)
  const found = useLatest('profiles.window', {
    model,
    window,
    ...(reference === undefined ? {} : { reference }),
  })
  const range = span === null ? t.text('spine.all') : spanWords(t, spine.unit, span)
  return (
    <Page
      title={model}
      headline={
        found.data === undefined ? (
          t.text(found.error === undefined ? 'overview.loading' : 'overview.failed')
        ) : (
          <Headline model={model} found={found.data} range={range} selection={selection} />
        )
      }
      actions={
        <a
          className={buttonClass('primary')}
          href={formatRoute({ view: 'explorer', model, selection, ...EXPLORER_DEFAULTS })}
        >
          {t.text('overview.worst.all')}
          <ArrowRight size={16} aria-hidden="true" />
        </a>
      }
    >
      {found.error !== undefined && found.data === undefined && (
        <ErrorPanel error={found.error} onRetry={found.reload} />
      )}
      <Facts card={card} spine={spine} found={found.data ?? null} />
      <div className={styles.columns}>
        <section className={styles.panel} aria-labelledby="overview-worst">
          <h2 id="overview-worst">{t.text('overview.worst')}</h2>
          {found.data === undefined ? (
            <Skeleton lines={6} />
          ) : (
            <Worst model={model} found={found.data} selection={selection} />
          )}
        </section>
        <div className={styles.side}>
          <ResponsePanel model={model} />
          <BaselinePanel spine={spine} card={card} />
        </div>
      </div>
    </Page>
  )
}

function Headline({
  model,
  found,
  range,
  selection,
}: {
  model: string
  found: WindowDocument
  range: string
  selection: ModelSelection
}) {
  const t = useTranslator()
  const { verdict, drifted, columns } = found.summary
  const name = <DataName>{model}</DataName>
  const [worst] = worstFirst(found.columns)
  const link = (column: string | null, children: ReactNode) => (
    <a href={formatRoute({ view: 'explorer', model, selection, ...EXPLORER_DEFAULTS, column })}>{children}</a>
  )
  if (verdict === 'insufficient')
    return <Rich message="overview.headline.few" values={{ model: name, window: range }} />
  if (drifted === 0 || worst === undefined)
    return <Rich message="overview.headline.none" values={{ model: name, window: range }} />
  return (
    <Rich
      message="overview.headline.drifted"
      values={{
        drifted: link(null, t.numbers.count(drifted)),
        columns: t.numbers.count(columns),
        model: name,
        window: range,
        worst: link(worst.name, <DataName>{worst.name}</DataName>),
      }}
    />
  )
}

function Facts({ card, spine, found }: { card: ModelCard; spine: ModelSpine; found: WindowDocument | null }) {
  const t = useTranslator()
  const { time_range: range } = card
  return (
    <section aria-label={t.text('overview.facts')}>
      <StatCards>
        {found !== null && (
          <StatCard
            label={t.text('overview.verdict')}
            value={<VerdictLabel verdict={found.summary.verdict} />}
            detail={t.text('spine.reading.drifted', {
              count: found.summary.drifted,
              columns: found.summary.columns,
            })}
          />
        )}
        <StatCard
          label={t.text(found === null ? 'models.rows' : 'overview.rows.window')}
          value={
            <Figure
              value={found?.rows.current ?? card.rows}
              shown={t.numbers.count(found?.rows.current ?? card.rows)}
            />
          }
          detail={
            found === null
              ? t.text('models.logs', { count: card.logs })
              : t.text('overview.rows.baseline', { count: found.rows.reference })
          }
        />
        {range !== null && (
          <StatCard
            label={t.text('overview.time')}
            value={dayWords(t, range)}
            detail={spine.unit === 'time' && t.text('overview.time.step', { step: stepWords(t, spine.step) })}
          />
        )}
        <StatCard
          label={t.text('overview.label.delay')}
          value={<LabelWords model={card.model} labels={card.labels} />}
          detail={t.text(
            card.labels === 'none'
              ? 'overview.label.none'
              : card.labels === 'with_log'
                ? 'overview.label.withlog'
                : 'models.labels',
          )}
        />
        <StatCard
          label={t.text('models.breaker')}
          value={card.breaker_state === null ? '–' : t.text(`breaker.${card.breaker_state}`)}
          detail={card.breaker_state === null ? t.text('models.breaker.none') : undefined}
        />
        <StatCard
          label={t.text('models.alerts')}
          value={card.open_alerts === null ? '–' : t.numbers.count(card.open_alerts)}
          detail={card.open_alerts === null ? t.text('models.alerts.none') : undefined}
        />
      </StatCards>
    </section>
  )
}

/** From the first day to the last, said once where they are the same. */
function dayWords(t: Translator, range: readonly [string, string]): string {
  const [start, end] = range.map((time) => t.numbers.day(time))
  return start === end ? start : t.text('time.days', { start, end })
}

const SHOWN = 8

function Worst({
  model,
  found,
  selection,
}: {
  model: string
  found: WindowDocument
  selection: ModelSelection
}) {
  const t = useTranslator()
  const rows = worstFirst(found.columns)
    .filter(({ verdict }) => isAtLeast(verdict, 'low'))
    .slice(0, SHOWN)
  if (rows.length === 0) {
    const few = found.summary.verdict === 'insufficient'
    return <p className={styles.quiet}>{t.text(few ? 'overview.worst.few' : 'overview.worst.none')}</p>
  }
  return (
    <>
      <table className={styles.worst}>
        <thead>
          <tr>
            <th scope="col">{t.text('explorer.table.column')}</th>
            <th scope="col">{t.text('explorer.table.verdict')}</th>
            <th scope="col" className={styles.number}>
              {t.text('term.psi.name')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, verdict, psi }) => (
            <tr key={name}>
              <th scope="row">
                <a
                  href={formatRoute({
                    view: 'explorer',
                    model,
                    selection,
                    ...EXPLORER_DEFAULTS,
                    column: name,
                  })}
                >
                  <DataName clip>{name}</DataName>
                </a>
              </th>
              <td>
                <VerdictLabel verdict={verdict} />
              </td>
              <td className={styles.number}>
                {psi === null ? '–' : <Figure value={psi.value} shown={t.numbers.statistic(psi.value)} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.quiet}>
        {t.text('overview.approximate', { time: t.numbers.duration(found.seconds) })}
      </p>
    </>
  )
}
