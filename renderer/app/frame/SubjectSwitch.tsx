import { Box, ChevronDown } from 'lucide-react'
import { useStore } from 'zustand'
import type { ModelCard } from '#shared/contract/documents/model.ts'
import type { RunSummary } from '#shared/contract/operations.ts'
import { placeFor, standings } from '../../commands/destinations.ts'
import { BreakerMark } from '../../components/BreakerMark.tsx'
import { Menu, type MenuEntry } from '../../components/Menu.tsx'
import { DataName } from '../../components/text.tsx'
import { VerdictMark } from '../../components/VerdictMark.tsx'
import type { Subject } from '../../stores/navigation.ts'
import { useApp, useQuery, useTranslator } from '../context.ts'
import styles from './header.module.css'

const MOST_RUNS = 12

/** The model or the comparison that is looked at, and the way to the others; the view stays where it can. */
export function SubjectSwitch() {
  const { navigation, deletion } = useApp()
  const t = useTranslator()
  const { subject, route } = useStore(navigation)
  const hidden = useStore(deletion, (state) => state.hidden)
  const { data: overview } = useQuery('models.overview', {})
  const { data: list } = useQuery('drift.list', {})
  const models = standings('model').length === 0 ? [] : (overview?.models ?? [])
  const runs = (list?.runs ?? []).filter((summary) => !hidden.has(summary.run))
  if (models.length + runs.length === 0) return <span className={styles.grow} />
  const goTo = (next: Subject) => {
    const place = placeFor(route.view, next)
    if (place !== null) navigation.go(place)
  }
  const entries: readonly MenuEntry[] = [
    ...models.map((card) => ({
      key: `model ${card.model}`,
      group: t.text('subject.models'),
      label: card.model,
      icon: <VerdictMark verdict={card.verdict?.verdict ?? 'insufficient'} />,
      hint: t.text('rows', { count: card.rows }),
      run: () => goTo({ kind: 'model', model: card.model }),
    })),
    ...runs.slice(0, MOST_RUNS).map((summary) => ({
      key: `run ${summary.run}`,
      group: t.text('subject.runs'),
      label: summary.title,
      icon: <VerdictMark verdict={summary.verdict} />,
      hint: t.numbers.ago(summary.created_at, Date.now()),
      run: () => goTo({ kind: 'run', run: summary.run }),
    })),
  ]
  return (
    <div className={styles.grow}>
      <Menu
        label={t.text('subject.others')}
        align="start"
        trigger={
          <button type="button" className={styles.subject}>
            <Now subject={subject} models={models} runs={runs} />
            <ChevronDown size={14} aria-hidden="true" />
            <span className="visually-hidden">{t.text('subject.others')}</span>
          </button>
        }
        entries={entries}
      />
    </div>
  )
}

function Now({
  subject,
  models,
  runs,
}: {
  subject: Subject | null
  models: readonly ModelCard[]
  runs: readonly RunSummary[]
}) {
  const t = useTranslator()
  if (subject?.kind === 'model') {
    const card = models.find(({ model }) => model === subject.model)
    return (
      <>
        <VerdictMark verdict={card?.verdict?.verdict ?? 'insufficient'} />
        <span className={styles.subjectName}>
          <DataName clip>{subject.model}</DataName>
        </span>
        {card !== undefined && card.breaker_state !== null && <BreakerMark state={card.breaker_state} />}
      </>
    )
  }
  const run = runs.find((summary) => summary.run === subject?.run)
  return (
    <>
      {run === undefined ? <Box size={14} aria-hidden="true" /> : <VerdictMark verdict={run.verdict} />}
      <span className={styles.subjectName}>
        {run === undefined ? t.text('subject.choose') : <DataName clip>{run.title}</DataName>}
      </span>
    </>
  )
}
