import { useState } from 'react'
import type { ScenarioView } from '#shared/contract/documents/scenario.ts'
import { useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Said } from '../../components/Said.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { formatRoute } from '../../stores/routes.ts'
import styles from './lab.module.css'
import { scenarioFacts } from './scenario-facts.ts'
import { DEFAULT_SEED } from './view.ts'

type Shown = 'all' | ScenarioView['kind']

/** Every incident that can be played, the healthy controls among them. */
export function Library({ title }: { title: string }) {
  const t = useTranslator()
  const [shown, setShown] = useState<Shown>('all')
  const { data, error, reload } = useQuery('scenarios.list', {})
  const scenarios = data?.scenarios ?? []
  const listed = scenarios.filter(({ kind }) => shown === 'all' || kind === shown)
  const incidents = scenarios.filter(({ kind }) => kind === 'incident').length
  return (
    <Page
      title={title}
      headline={
        data === undefined
          ? t.text('view.lab')
          : t.text('lab.headline', { incidents, controls: scenarios.length - incidents })
      }
      actions={
        <Segmented<Shown>
          label={t.text('lab.kind')}
          value={shown}
          options={[
            { value: 'all', label: t.text('lab.kind.all') },
            { value: 'incident', label: t.text('lab.kind.incident') },
            { value: 'control', label: t.text('lab.kind.control') },
          ]}
          onChange={setShown}
        />
      }
    >
      <p className={styles.lead}>{t.text('lab.about')}</p>
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={8} />}
      {data !== undefined && listed.length === 0 && <EmptyState title={t.text('lab.none')} />}
      <ul className={styles.cards}>
        {listed.map((scenario) => (
          <li key={scenario.name}>
            <a
              className={styles.card}
              href={formatRoute({ view: 'lab', incident: scenario.name, seed: DEFAULT_SEED })}
            >
              <span className={styles.cardTitle}>
                <Said>{scenario.title}</Said>
              </span>
              <span className={styles.facts}>{scenarioFacts(t, scenario, scenario.default_rows)}</span>
              <span className={styles.story}>
                <Said>{scenario.story}</Said>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}
