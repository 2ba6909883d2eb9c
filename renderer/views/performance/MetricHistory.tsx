import { type ReactNode, useId, useRef } from 'react'
import type { MeasureView, PerformanceWindow } from '#shared/contract/documents/performance.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { niceTicks } from '../../charts/nice-ticks.ts'
import { linearScale, pathThrough, rangeWithMargin } from '../../charts/scale.ts'
import { useWidth } from '../../charts/use-width.ts'
import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import type { NumberFormats } from '../../i18n/numbers.ts'
import styles from './charts.module.css'
import { METRIC_NAME, type Metric, metricText } from './metric-keys.ts'
import { VerdictDot } from './VerdictDot.tsx'

const HEIGHT = 260
const LEFT = 56
const RIGHT = 12
const TOP = 12
const BOTTOM = 34
const Z = 1.96

export type HistoryWindow = Pick<
  PerformanceWindow,
  | 'start'
  | 'end'
  | 'row_range'
  | 'labelled'
  | 'mature'
  | 'metrics'
  | 'estimated'
  | 'against_baseline'
  | 'verdict'
> & {
  /** Whether its dot may say that nothing is wrong. */
  readonly isJudged: boolean
}

export type HistorySource = {
  readonly model: string
  readonly windows: readonly HistoryWindow[]
  readonly baseline: { readonly metrics: Readonly<Record<string, MeasureView>> } | null
}

/** One metric window by window: from labels with intervals, estimated before them, and the baseline as a band. */
export function MetricHistory({
  source,
  metric,
  selected = null,
  hrefOf = null,
}: {
  source: HistorySource
  metric: Metric
  selected?: number | null
  /** Where a window leads; null where windows lead nowhere. */
  hrefOf?: ((window: number) => string) | null
}) {
  const t = useTranslator()
  const hatch = useId()
  const body = useRef<HTMLDivElement>(null)
  const width = useWidth(body)
  const { windows, baseline } = source
  const name = t.text(METRIC_NAME[metric])
  const truths = windows.map(({ metrics }) => metrics[metric])
  const estimates = windows.map(({ estimated }) => estimated[metric])
  const before = baseline?.metrics[metric]
  const range = rangeWithMargin([
    ...truths.flatMap((measure) => [measure?.value ?? null, ...(measure?.ci ?? [])]),
    ...estimates.flatMap((estimate) => [estimate?.value ?? null]),
    ...ends(before),
  ])
  const table = {
    columns: [
      t.text('performance.window'),
      name,
      t.text('performance.table.interval'),
      t.text('performance.table.estimate'),
      t.text('performance.inputs.labelled'),
      t.text('performance.verdict'),
    ],
    rows: windows.map((window, w) => [
      nameOf(window, t.numbers),
      truths[w]?.value ?? null,
      intervalOf(truths[w], (value) => metricText(metric, value, t.numbers)),
      estimates[w]?.value ?? null,
      window.labelled,
      t.text(VERDICT_LABEL[window.verdict]),
    ]),
  }
  const hasEstimate = estimates.some((estimate) => (estimate?.value ?? null) !== null)
  return (
    <ChartFrame
      title={t.text('performance.history', { metric: name })}
      subject={source.model}
      keys={[
        { label: t.text('performance.history.baseline'), mark: 'fill' },
        { label: t.text('performance.history.truth'), mark: 'line' },
      ]}
      table={table}
      note={
        <>
          {hasEstimate && (
            <p>
              <span className={styles.dash} aria-hidden="true" /> {t.text('performance.history.estimate')}
            </p>
          )}
          {hrefOf !== null && <p>{t.text('performance.history.note')}</p>}
        </>
      }
    >
      <div ref={body}>
        {width > 0 && range === null && <p className={styles.quiet}>{t.text('performance.history.none')}</p>}
        {width > 0 && range !== null && (
          <Drawing
            {...{ metric, width, windows, truths, estimates, before, selected, hrefOf, hatch }}
            range={range}
            title={t.text('performance.history', { metric: name })}
            text={(value) => metricText(metric, value, t.numbers)}
          />
        )}
      </div>
    </ChartFrame>
  )
}

function Drawing({
  metric,
  width,
  range,
  windows,
  truths,
  estimates,
  before,
  selected,
  hrefOf,
  hatch,
  title,
  text,
}: {
  metric: Metric
  width: number
  range: readonly [number, number]
  windows: readonly HistoryWindow[]
  truths: readonly (MeasureView | undefined)[]
  estimates: readonly (HistoryWindow['estimated'][string] | undefined)[]
  before: MeasureView | undefined
  selected: number | null
  hrefOf: ((window: number) => string) | null
  hatch: string
  title: string
  text(value: number | null | undefined): string
}) {
  const t = useTranslator()
  const name = t.text(METRIC_NAME[metric])
  const step = (width - LEFT - RIGHT) / Math.max(1, windows.length)
  const x = (w: number): number => LEFT + (w + 0.5) * step
  const y = linearScale(range[0], range[1], HEIGHT - BOTTOM, TOP)
  const every = Math.max(1, Math.ceil(windows.length / Math.max(1, Math.floor((width - LEFT) / 84))))
  const point = (value: number | null | undefined, w: number): readonly [number, number] | null =>
    value === null || value === undefined ? null : [x(w), y(value)]
  const reading = (w: number): readonly string[] => {
    const truth = truths[w]
    const estimate = estimates[w]?.value ?? null
    return [
      nameOf(windows[w], t.numbers),
      truth === undefined || truth.value === null
        ? t.text('performance.history.none')
        : truth.ci === null
          ? `${name} ${text(truth.value)}`
          : `${name} ${text(truth.value)} (${intervalOf(truth, text)})`,
      ...(estimate === null ? [] : [`${t.text('performance.table.estimate')} ${text(estimate)}`]),
      `${t.text('performance.inputs.labelled')} ${t.numbers.count(windows[w].labelled)}`,
    ]
  }
  return (
    <svg width={width} height={HEIGHT} aria-label={title}>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className={styles.hatch} x1="0" y1="0" x2="0" y2="6" />
        </pattern>
      </defs>
      {niceTicks(range[0], range[1], 5).map((tick) => (
        <g key={tick}>
          <line className={styles.rule} x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text className={styles.tickY} x={LEFT - 8} y={y(tick) + 4}>
            {t.numbers.axis(tick)}
          </text>
        </g>
      ))}
      {windows.map(
        ({ mature, row_range }, w) =>
          !mature && (
            <rect
              key={row_range[0]}
              x={LEFT + w * step}
              y={TOP}
              width={step}
              height={HEIGHT - TOP - BOTTOM}
              fill={`url(#${hatch})`}
            />
          ),
      )}
      {before?.value !== null && before !== undefined && (
        <g>
          {before.ci !== null && (
            <rect
              className={styles.baseline}
              x={LEFT}
              width={width - LEFT - RIGHT}
              y={y(before.ci[1])}
              height={Math.max(1, y(before.ci[0]) - y(before.ci[1]))}
            />
          )}
          <line
            className={styles.baselineLine}
            x1={LEFT}
            x2={width - RIGHT}
            y1={y(before.value)}
            y2={y(before.value)}
          />
        </g>
      )}
      {estimates.map((estimate, w) => {
        const value = estimate?.value ?? null
        const error = estimate?.standard_error ?? null
        const low = value === null || error === null ? null : y(Math.max(range[0], value - Z * error))
        const high = value === null || error === null ? null : y(Math.min(range[1], value + Z * error))
        return low === null || high === null ? null : (
          <rect
            key={windows[w]?.row_range[0]}
            className={styles.estimateBand}
            x={x(w) - Math.min(step / 2, 14)}
            width={Math.min(step, 28)}
            y={high}
            height={Math.max(1, low - high)}
          />
        )
      })}
      <path
        className={styles.estimate}
        d={pathThrough(estimates.map((estimate, w) => point(estimate?.value, w)))}
      />
      <path
        className={styles.truth}
        d={pathThrough(truths.map((measure, w) => (windows[w]?.mature ? point(measure?.value, w) : null)))}
      />
      {truths.map((measure, w) => {
        const ci = measure?.ci ?? null
        return ci === null ? null : (
          <line
            key={windows[w]?.row_range[0]}
            className={styles.whisker}
            x1={x(w)}
            x2={x(w)}
            y1={y(ci[0])}
            y2={y(ci[1])}
          />
        )
      })}
      {windows.map((window, w) => {
        const value = truths[w]?.value ?? null
        const label = nameOf(window, t.numbers)
        return (
          <g key={window.row_range[0]}>
            {value !== null && (
              <VerdictDot
                x={x(w)}
                y={y(value)}
                verdict={window.against_baseline[metric]?.verdict ?? 'none'}
                hollow={(truths[w]?.ci ?? null) === null || !window.isJudged}
              />
            )}
            {w % every === 0 && (
              <text className={styles.tick} x={x(w)} y={HEIGHT - BOTTOM + 18}>
                {label}
              </text>
            )}
            <Stretch label={label} href={hrefOf === null ? null : hrefOf(w)}>
              <rect
                className={w === selected ? styles.chosen : styles.hit}
                x={LEFT + w * step}
                y={TOP}
                width={step}
                height={HEIGHT - TOP - BOTTOM}
                data-tip={reading(w).join('\n')}
              />
            </Stretch>
          </g>
        )
      })}
      <line className={styles.axis} x1={LEFT} x2={width - RIGHT} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
    </svg>
  )
}

/** The stretch of one window, as a link where it leads anywhere. */
function Stretch({ label, href, children }: { label: string; href: string | null; children: ReactNode }) {
  if (href === null) return children
  return (
    <a href={href} tabIndex={-1} aria-label={label}>
      {children}
    </a>
  )
}

function ends(measure: MeasureView | undefined): (number | null)[] {
  return measure === undefined ? [] : [measure.value, ...(measure.ci ?? [])]
}

const MONTH_MS = 27 * 86_400_000

/** What a window is called: its month or day, or its rows. */
export function nameOf(
  { start, end, row_range }: Pick<PerformanceWindow, 'start' | 'end' | 'row_range'>,
  { day, month }: Pick<NumberFormats, 'day' | 'month'>,
): string {
  if (start === null) return `${row_range[0]}–${row_range[1]}`
  return end !== null && Date.parse(end) - Date.parse(start) >= MONTH_MS ? month(start) : day(start)
}

/** An interval in words, empty where there is none. */
export function intervalOf(measure: MeasureView | undefined, text: (value: number) => string): string {
  return measure?.ci === null || measure === undefined
    ? '–'
    : `${text(measure.ci[0])} – ${text(measure.ci[1])}`
}
