import { Anchor } from 'lucide-react'
import type { ModelCard, ModelSpine } from '#shared/contract/documents/model.ts'
import { useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Progress } from '../../components/Progress.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import { windowOf } from '../../stores/selections.ts'
import { barOf } from '../job/progress-words.ts'
import { useSelection } from '../spine/use-selection.ts'
import { spanWords } from '../spine/words.ts'
import styles from './overview.module.css'
import { ProposalPanel } from './ProposalPanel.tsx'
import { useRowsAsBaseline } from './use-rows-as-baseline.ts'

/** What the model is compared with, and how to compare it with something else. */
export function BaselinePanel({ spine, card }: { spine: ModelSpine; card: ModelCard }) {
  const t = useTranslator()
  const { model } = card
  const { selection } = useSelection(model)
  const { running, progress, use } = useRowsAsBaseline()
  const { baseline } = spine
  const brushed = selection.window
  const name = brushed === null ? null : spanWords(t, spine.unit, brushed)
  return (
    <section className={styles.panel} aria-labelledby="overview-baseline">
      <h2 id="overview-baseline">{t.text(baseline === null ? 'baseline.none' : 'baseline.title')}</h2>
      {baseline !== null && (
        <p>
          <Rich
            message="baseline.now"
            values={{
              name: <DataName>{baseline.name}</DataName>,
              rows: t.numbers.count(baseline.rows),
              since: t.numbers.time(baseline.used_since ?? baseline.created_at),
            }}
          />
        </p>
      )}
      {card.proposal !== null && <ProposalPanel model={model} unit={spine.unit} proposal={card.proposal} />}
      {running ? (
        <div className={styles.counting} role="status">
          <p>{t.text('baseline.changing')}</p>
          {progress !== null && <Progress {...barOf(progress)} label={t.text('baseline.changing')} />}
        </div>
      ) : brushed === null || name === null ? (
        <p className={styles.quiet}>
          {card.proposal === null && baseline === null && `${t.text('baseline.none.why')} `}
          {t.text('baseline.use.window.hint')}
        </p>
      ) : (
        <Button onClick={() => use({ model, window: windowOf(brushed), name }, baseline?.baseline ?? null)}>
          <Anchor size={16} aria-hidden="true" />
          {t.text('baseline.use.window')}: {name}
        </Button>
      )}
    </section>
  )
}
