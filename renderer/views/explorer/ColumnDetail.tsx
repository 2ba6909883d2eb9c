import { X } from 'lucide-react'
import type { ModelColumn, ModelSpine } from '#shared/contract/documents/model.ts'
import { useLatest } from '../../api/use-latest.ts'
import { useTranslator } from '../../app/context.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { Progress } from '../../components/Progress.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { Tabs } from '../../components/Tabs.tsx'
import { DataName } from '../../components/text.tsx'
import { VerdictLabel } from '../../components/VerdictMark.tsx'
import { barOf } from '../job/progress-words.ts'
import { useSelection } from '../spine/use-selection.ts'
import { windowOfView } from '../spine/window-of-view.ts'
import { CoursePanel } from './CoursePanel.tsx'
import styles from './detail.module.css'
import { RowsPanel } from './RowsPanel.tsx'
import { ShapePanel } from './ShapePanel.tsx'
import { type Examination, useExamine } from './use-examine.ts'
import { DETAIL_TABS, type ExplorerPlace } from './view.ts'
import { WhyPanel } from './WhyPanel.tsx'

type Place = ExplorerPlace & { readonly column: string }

/** One column of the window: at once from counts, exact when its rows are measured. */
export function ColumnDetail({
  place,
  spine,
  ready,
  onPlace,
}: {
  place: Place
  spine: ModelSpine
  /** Whether the segment is counted; nothing is asked before. */
  ready: boolean
  onPlace(change: Partial<ExplorerPlace>): void
}) {
  const t = useTranslator()
  const { model, column, tab, by } = place
  const { selection } = useSelection(model)
  const { window, reference } = windowOfView(spine, selection)
  const { segment } = selection
  const compared = {
    model,
    window,
    ...(reference === undefined ? {} : { reference }),
    ...(segment === null ? {} : { segment }),
  }
  const counted = useLatest('models.column', ready ? { ...compared, column } : null)
  const rows = (counted.data?.window.rows.reference ?? 0) + (counted.data?.window.rows.current ?? 0)
  const { examination, byItself, measure } = useExamine(
    !ready || counted.data === undefined ? null : { ...compared, column, ...(by === null ? {} : { by }) },
    rows,
  )
  const { data } = counted
  return (
    <section className={styles.detail} aria-labelledby="detail-title">
      <header className={styles.head}>
        <h2 id="detail-title">
          <DataName>{column}</DataName>
        </h2>
        {data !== undefined && <VerdictLabel verdict={data.window.verdict} />}
        <IconButton
          small
          className={styles.close}
          label={t.text('detail.close')}
          keys="u"
          icon={<X size={14} />}
          onClick={() => onPlace({ column: null })}
        />
      </header>
      {data === undefined ? (
        counted.error === undefined ? (
          <Skeleton lines={8} />
        ) : (
          <ErrorPanel error={counted.error} onRetry={counted.reload} />
        )
      ) : (
        <>
          <Source examination={examination} rows={rows} byItself={byItself} onMeasure={measure} />
          <Tabs
            label={t.text('detail.tabs')}
            value={tab}
            tabs={DETAIL_TABS.map((value) => ({ value, label: t.text(`detail.tab.${value}`) }))}
            onChange={(next) => onPlace({ tab: next })}
          >
            <Panel place={place} spine={spine} data={data} examination={examination} onPlace={onPlace} />
          </Tabs>
        </>
      )}
    </section>
  )
}

function Panel({
  place,
  spine,
  data,
  examination,
  onPlace,
}: {
  place: Place
  spine: ModelSpine
  data: ModelColumn
  examination: Examination
  onPlace(change: Partial<ExplorerPlace>): void
}) {
  const found = examination.kind === 'done' ? examination.found : null
  switch (place.tab) {
    case 'shape':
      return <ShapePanel column={data} found={found} />
    case 'course':
      return <CoursePanel model={place.model} name={place.column} column={data} found={found} />
    case 'why':
      return (
        <WhyPanel
          model={place.model}
          column={data}
          examination={examination}
          by={place.by}
          onSplit={(by) => onPlace({ by })}
        />
      )
    case 'rows':
      return <RowsPanel model={place.model} column={data} spine={spine} />
  }
}

/** Where the numbers come from: counts at once, the rows after. */
function Source({
  examination,
  rows,
  byItself,
  onMeasure,
}: {
  examination: Examination
  rows: number
  byItself: boolean
  onMeasure(): void
}) {
  const t = useTranslator()
  switch (examination.kind) {
    case 'done':
      return (
        <p className={styles.source} role="status" title={t.text('detail.source.exact.why')}>
          <span className={styles.exact}>{t.text('detail.source.exact')}</span>
        </p>
      )
    case 'measuring':
      return (
        <div className={styles.source} role="status">
          <span className={styles.counts} title={t.text('detail.source.counts.why')}>
            {t.text('detail.source.counts')}
          </span>
          <span>{t.text('detail.source.measuring')}</span>
          {examination.progress !== null && (
            <span className={styles.bar}>
              <Progress {...barOf(examination.progress)} label={t.text('detail.source.measuring')} />
            </span>
          )}
        </div>
      )
    case 'failed':
      return <ErrorPanel error={examination.error} onRetry={onMeasure} />
    case 'none':
      return (
        <div className={styles.source}>
          <span className={styles.counts} title={t.text('detail.source.counts.why')}>
            {t.text('detail.source.counts')}
          </span>
          {!byItself && (
            <>
              <Button small onClick={onMeasure}>
                {t.text('detail.measure')}
              </Button>
              <span>{t.text('detail.measure.rows', { rows })}</span>
            </>
          )}
        </div>
      )
  }
}
