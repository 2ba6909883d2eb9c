import { Anchor } from 'lucide-react'
import type { BaselineProposal, ModelSlots } from '#shared/contract/documents/model.ts'
import type { RowWindow } from '#shared/contract/documents/window.ts'
import { useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Progress } from '../../components/Progress.tsx'
import type { Translator } from '../../i18n/translator.ts'
import { barOf } from '../job/progress-words.ts'
import { spanWords } from '../spine/words.ts'
import styles from './overview.module.css'
import { useRowsAsBaseline } from './use-rows-as-baseline.ts'

/** What a model without a baseline could be compared with: one click, and why these rows. */
export function ProposalPanel({
  model,
  unit,
  proposal,
  small = false,
}: {
  model: string
  unit: ModelSlots['unit']
  proposal: BaselineProposal
  small?: boolean
}) {
  const t = useTranslator()
  const { running, progress, use } = useRowsAsBaseline()
  const { window, datasets, rows, share, rule } = proposal
  const name = windowName(t, unit, window)
  return (
    <div className={styles.proposal}>
      {!small && <p>{t.text('baseline.none.why')}</p>}
      <p className={styles.quiet}>
        {name !== null && <strong className={styles.range}>{name}</strong>}{' '}
        {t.text('baseline.proposal.rows', {
          rows: t.numbers.count(rows),
          share: t.numbers.share(share),
          rule: t.text(`baseline.rule.${rule}`),
        })}
      </p>
      {running ? (
        <div className={styles.counting} role="status">
          <p>{t.text('baseline.changing')}</p>
          {progress !== null && <Progress {...barOf(progress)} label={t.text('baseline.changing')} />}
        </div>
      ) : (
        <Button
          look={small ? 'plain' : 'primary'}
          small={small}
          onClick={() =>
            use(
              { model, window, datasets: [...datasets], ...(name === null ? {} : { name: `${name}` }) },
              null,
            )
          }
        >
          <Anchor size={small ? 14 : 16} aria-hidden="true" />
          {t.text('baseline.use')}
        </Button>
      )}
    </div>
  )
}

/** The rows of a window in words; null for all of them. */
export function windowName(t: Translator, unit: ModelSlots['unit'], window: RowWindow): string | null {
  switch (window.kind) {
    case 'all':
      return null
    case 'rows':
      return spanWords(t, unit, { start: String(window.start), end: String(window.end) })
    case 'time':
      if (window.end === null) return null
      return window.start === null
        ? t.text('baseline.before', { end: t.numbers.time(window.end, 'UTC') })
        : spanWords(t, unit, { start: window.start, end: window.end })
  }
}
