import type { ModelCard } from '#shared/contract/documents/model.ts'
import { isAtLeast } from '#shared/domain/verdict.ts'
import { useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { buttonClass } from '../../components/Button.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { Card } from './Card.tsx'
import { FleetStrip } from './FleetStrip.tsx'
import styles from './models.module.css'

/** Every model of the workspace: a card each, and all of them on one axis of time. */
export function ModelsPage() {
  const t = useTranslator()
  const { data, error, reload } = useQuery('models.overview', {})
  if (data === undefined) {
    return (
      <Page
        title={t.text('models.title')}
        headline={t.text(error === undefined ? 'models.loading' : 'models.failed')}
      >
        {error === undefined ? <Skeleton lines={8} /> : <ErrorPanel error={error} onRetry={reload} />}
      </Page>
    )
  }
  const { models } = data
  if (models.length === 0) {
    return (
      <Page title={t.text('models.title')} headline={t.text('models.none')}>
        <EmptyState title={t.text('models.none.todo')}>
          <a className={buttonClass('primary')} href="#/">
            {t.text('unknown.start')}
          </a>
        </EmptyState>
      </Page>
    )
  }
  return (
    <Page title={t.text('models.title')} headline={<Headline models={models} />}>
      {models.length > 1 && <FleetStrip models={models} />}
      <section className={styles.cards} aria-label={t.text('models.cards')}>
        {models.map((card) => (
          <Card key={card.model} card={card} />
        ))}
      </section>
    </Page>
  )
}

function Headline({ models }: { models: readonly ModelCard[] }) {
  const t = useTranslator()
  const compared = models.flatMap(({ verdict }) => (verdict === null ? [] : [verdict.verdict]))
  const judged = compared.filter((verdict) => verdict !== 'insufficient')
  const drifted = judged.filter((verdict) => isAtLeast(verdict, 'moderate'))
  const tooFew = compared.length - judged.length
  const unjudged = models.length - compared.length
  const parts = [
    ...(judged.length === 0
      ? []
      : [
          drifted.length === 0
            ? t.text('models.headline.ok', { count: judged.length })
            : t.text('models.headline.drifted', { drifted: drifted.length, models: models.length }),
        ]),
    ...(tooFew === 0 ? [] : [t.text('models.headline.few', { count: tooFew })]),
    ...(unjudged === 0 ? [] : [t.text('models.headline.unjudged', { count: unjudged })]),
  ]
  return parts.join(' ')
}
