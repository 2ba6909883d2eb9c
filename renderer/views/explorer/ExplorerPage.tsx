import { ArrowLeftRight } from 'lucide-react'
import { type ReactNode, useCallback, useMemo } from 'react'
import type { ModelHeatmap, ModelSpine } from '#shared/contract/documents/model.ts'
import type { WindowDocument } from '#shared/contract/documents/window.ts'
import { DEFAULT_POLICY } from '#shared/policy/severity-policy.ts'
import { type LiveAnswer, useLatest } from '../../api/use-latest.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { useViewAction } from '../../commands/view-actions.ts'
import { Button, buttonClass } from '../../components/Button.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import { formatRoute } from '../../stores/routes.ts'
import type { Span } from '../../stores/selections.ts'
import { bucketsOf, spanOf } from '../spine/geometry.ts'
import { useSelection } from '../spine/use-selection.ts'
import { type ViewWindow, windowOfView } from '../spine/window-of-view.ts'
import { spanWords } from '../spine/words.ts'
import { HeatmapBoard } from '../time/HeatmapBoard.tsx'
import { HeatmapFrame } from '../time/HeatmapFrame.tsx'
import type { BucketRange } from '../time/heatmap-data.ts'
import { ColumnDetail } from './ColumnDetail.tsx'
import styles from './explorer.module.css'
import { linesOfWindow } from './lines.ts'
import { SegmentPicker } from './SegmentPicker.tsx'
import { useSegment } from './use-segment.tsx'
import { EXPLORER_ORDERS, type ExplorerPlace } from './view.ts'
import { WindowTable } from './WindowTable.tsx'
import { worstFirst } from './window-rows.ts'

/** What drifted, where and since when: every column over time, and one of them in detail. */
export function ExplorerPage(place: ExplorerPlace) {
  const { model } = place
  const t = useTranslator()
  const spine = useLatest('models.spine', { model })
  if (spine.data === undefined) {
    return (
      <Page
        title={model}
        headline={t.text(spine.error === undefined ? 'explorer.loading' : 'overview.failed')}
      >
        {spine.error === undefined ? (
          <Skeleton lines={10} />
        ) : (
          <ErrorPanel error={spine.error} onRetry={spine.reload} />
        )}
      </Page>
    )
  }
  if (spine.data.baseline === null) {
    return (
      <Page
        title={model}
        headline={
          <Rich message="overview.headline.nobaseline" values={{ model: <DataName>{model}</DataName> }} />
        }
      >
        <EmptyState title={t.text('baseline.none')}>
          <p>{t.text('baseline.none.why')}</p>
          <a
            className={buttonClass('primary')}
            href={formatRoute({ view: 'overview', model, selection: place.selection })}
          >
            {t.text('baseline.choose')}
          </a>
        </EmptyState>
      </Page>
    )
  }
  return <Explorer place={place} spine={spine.data} />
}

function Explorer({ place, spine }: { place: ExplorerPlace; spine: ModelSpine }) {
  const { navigation } = useApp()
  const t = useTranslator()
  const { model, column, order, zoom } = place
  const { selection, select } = useSelection(model)
  const { window, span, reference } = windowOfView(spine, selection)
  const counting = useSegment(model, selection.segment)
  const segment = selection.segment ?? undefined
  const compared = {
    model,
    ...(reference === undefined ? {} : { reference }),
    ...(segment === undefined ? {} : { segment }),
  }
  const ready = counting.ready
  const found = useLatest('profiles.window', ready ? { ...compared, window } : null)
  const map = useLatest('models.heatmap', ready ? { ...compared, ...(zoom ? { window } : {}) } : null)
  const go = useCallback(
    (change: Partial<ExplorerPlace>) => {
      const { route } = navigation.getState()
      if (route.view === 'explorer') navigation.go({ ...route, ...change }, 'replace')
    },
    [navigation],
  )
  const leave = useCallback(() => go({ column: null }), [go])
  useViewAction('up', column === null ? undefined : leave)
  const { window: brushed, compare } = selection
  return (
    <Page
      title={model}
      headline={
        <Headline
          model={model}
          found={found}
          place={place}
          range={span === null ? t.text('spine.all') : spanWords(t, spine.unit, span)}
          against={compare === null ? null : spanWords(t, spine.unit, compare)}
        />
      }
      actions={
        <>
          <SegmentPicker
            model={model}
            segment={selection.segment}
            onPick={(next) => select({ segment: next })}
          />
          {brushed !== null && compare !== null && (
            <Button onClick={() => select({ window: compare, compare: brushed })}>
              <ArrowLeftRight size={16} aria-hidden="true" />
              {t.text('explorer.compare.swap')}
            </Button>
          )}
        </>
      }
    >
      {counting.panel}
      {found.error !== undefined && found.data === undefined && (
        <ErrorPanel error={found.error} onRetry={found.reload} />
      )}
      {map.data === undefined || found.data === undefined ? (
        found.error === undefined && ready && <Skeleton lines={12} />
      ) : (
        <>
          <Notes found={found.data} unit={spine.unit} span={span} />
          <ModelMap
            place={place}
            map={map.data}
            found={found.data}
            span={span}
            brushed={brushed !== null}
            onBrush={(next, rests) => select({ window: next }, rests)}
            onPlace={go}
          />
          <div className={column === null ? undefined : styles.split}>
            <WindowTable
              columns={found.data.columns}
              order={order}
              selected={column}
              onSelect={(name) => go({ column: name })}
            />
            {column === null ? null : (
              <ColumnDetail
                key={`${model} ${column}`}
                place={{ ...place, column }}
                spine={spine}
                ready={ready}
                onPlace={go}
              />
            )}
          </div>
          {column === null && <p className={styles.hint}>{t.text('explorer.none')}</p>}
        </>
      )}
    </Page>
  )
}

function Headline({
  model,
  found,
  place,
  range,
  against,
}: {
  model: string
  found: LiveAnswer<WindowDocument>
  place: ExplorerPlace
  range: string
  against: string | null
}) {
  const t = useTranslator()
  if (found.data === undefined)
    return t.text(found.error === undefined ? 'explorer.loading' : 'explorer.failed')
  const { drifted, columns, verdict } = found.data.summary
  const [worst] = worstFirst(found.data.columns)
  const link = (column: string, children: ReactNode) => (
    <a href={formatRoute({ view: 'explorer', ...place, model, column })}>{children}</a>
  )
  const said =
    verdict === 'insufficient' ? (
      <Rich message="explorer.headline.few" values={{ window: range }} />
    ) : drifted === 0 || worst === undefined || worst.psi === null ? (
      <Rich message="explorer.headline.none" values={{ window: range }} />
    ) : (
      <Rich
        message="explorer.headline.drifted"
        values={{
          drifted: t.numbers.count(drifted),
          columns: t.numbers.count(columns),
          window: range,
          worst: link(worst.name, <DataName>{worst.name}</DataName>),
          psi: t.text('explorer.psi', { psi: t.numbers.statistic(worst.psi.value) }),
        }}
      />
    )
  return (
    <>
      {said}
      {against !== null && (
        <span className={styles.aside}> {t.text('explorer.against', { compare: against })}</span>
      )}
      {place.selection.segment !== null && (
        <span className={styles.aside}>
          {' '}
          <Rich
            message="explorer.in"
            values={{
              segment: (
                <DataName>{`${place.selection.segment.column} = ${place.selection.segment.value}`}</DataName>
              ),
            }}
          />
        </span>
      )}
    </>
  )
}

/** What of the window is not what was asked for. */
function Notes({
  found,
  unit,
  span,
}: {
  found: WindowDocument
  unit: ModelSpine['unit']
  span: ViewWindow['span']
}) {
  const t = useTranslator()
  const { covered, aligned, pending } = found
  const moved =
    !aligned && span !== null && covered.kind !== 'all' && covered.start !== null && covered.end !== null
      ? spanWords(t, unit, { start: String(covered.start), end: String(covered.end) })
      : null
  if (moved === null && pending === 0) return null
  return (
    <div className={styles.notes}>
      {moved !== null && <p>{t.text('explorer.aligned', { window: moved })}</p>}
      {pending > 0 && <p role="status">{t.text('explorer.pending', { count: pending })}</p>}
    </div>
  )
}

function ModelMap({
  place,
  map,
  found,
  span,
  brushed,
  onBrush,
  onPlace,
}: {
  place: ExplorerPlace
  map: ModelHeatmap
  found: WindowDocument
  span: Span | null
  brushed: boolean
  onBrush(span: Span, rests: boolean): void
  onPlace(change: Partial<ExplorerPlace>): void
}) {
  const t = useTranslator()
  const { model, order, column, zoom } = place
  const lines = useMemo(
    () => linesOfWindow(map.columns, found.columns, order),
    [map.columns, found.columns, order],
  )
  const hrefOf = useCallback(
    (name: string) => formatRoute({ view: 'explorer', ...place, column: name }),
    [place],
  )
  const rest = useCallback(() => undefined, [])
  const open = (name: string) => onPlace({ column: name })
  const { buckets } = map
  const shown = bucketsOf(map, span)
  return (
    <HeatmapFrame
      title={t.text('explorer.map')}
      heatmap={map}
      lines={lines}
      policy={DEFAULT_POLICY.name}
      subject={model}
      note={`${t.text('explorer.map.note')} ${t.text('explorer.map.brush')} ${t.text('explorer.compare.hint')}`}
      tools={
        <>
          <Segmented
            label={t.text('explorer.order')}
            value={order}
            options={EXPLORER_ORDERS.map((value) => ({ value, label: t.text(`time.order.${value}`) }))}
            onChange={(next) => onPlace({ order: next })}
          />
          {brushed && (
            <Segmented
              label={t.text('explorer.map')}
              value={zoom ? 'window' : 'all'}
              options={[
                { value: 'all', label: t.text('explorer.map.whole') },
                { value: 'window', label: t.text('explorer.map.zoom') },
              ]}
              onChange={(next) => onPlace({ zoom: next === 'window' })}
            />
          )}
        </>
      }
    >
      <HeatmapBoard
        key={`${order} ${zoom}`}
        hrefOf={hrefOf}
        onOpen={open}
        onRest={rest}
        brush={{
          // Brushed buckets are marked; without a brush everything but the baseline is looked at, and nothing is marked.
          span: brushed && !zoom ? shown : null,
          onBrush: (range: BucketRange, rests) => onBrush(spanOf(buckets, range), rests),
        }}
        heatmap={map}
        lines={lines}
        dated={false}
        start={{ column, at: buckets[buckets.length - 1]?.start ?? null }}
      />
    </HeatmapFrame>
  )
}
