import { RotateCcw } from 'lucide-react'
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { ModelSpine } from '#shared/contract/documents/model.ts'
import { useLatest } from '../../api/use-latest.ts'
import { useTranslator } from '../../app/context.ts'
import { useWidth } from '../../charts/use-width.ts'
import { IconButton } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { VerdictMark } from '../../components/VerdictMark.tsx'
import { onTheme, readTheme } from '../time/theme.ts'
import { type BucketSpan, bucketsOf, draggedSpan, labelledBuckets, spanAfterKey, spanOf } from './geometry.ts'
import { paintSpine, SPINE_HEIGHT, type SpineDrawing } from './paint-spine.ts'
import { SpineTools } from './SpineTools.tsx'
import styles from './spine.module.css'
import { useOnsets } from './use-onsets.ts'
import { useSelection, useSelectionInLink } from './use-selection.ts'
import { afterBaseline } from './window-of-view.ts'
import { readSpine, spanWords, TICK_ROOM, tickWords } from './words.ts'

/** One stop for Tab, with its own keys inside. */
const FOCUSABLE = { tabIndex: 0 }

/** The time spine of a model: its course in thin lanes, and the brushes that set what every view below shows. */
export function Spine({ model }: { model: string }) {
  const t = useTranslator()
  const { data, error } = useLatest('models.spine', { model })
  useSelectionInLink(model)
  if (data === undefined) {
    return (
      <div className={styles.spine} aria-busy={error === undefined}>
        <p className={styles.wait} role="status">
          {error === undefined ? (
            t.text('spine.loading')
          ) : (
            <span>
              <Said>{error.message}</Said>
            </span>
          )}
        </p>
      </div>
    )
  }
  if (data.buckets.length === 0) {
    return (
      <div className={styles.spine}>
        <p className={styles.wait}>{t.text('spine.empty')}</p>
      </div>
    )
  }
  return <Course spine={data} />
}

function Course({ spine }: { spine: ModelSpine }) {
  const t = useTranslator()
  const { model, buckets } = spine
  const { selection, select } = useSelection(model)
  const late = useLatest('models.labelled', spine.unit === 'time' && spine.columns > 0 ? { model } : null)
  const labelled = sameBuckets(late.data?.buckets, buckets)
    ? (late.data?.labelled ?? spine.labelled)
    : spine.labelled
  const onsets = useOnsets(spine)
  const [hovered, setHovered] = useState<number | null>(null)
  const [spoken, setSpoken] = useState('')
  const stage = useRef<HTMLDivElement>(null)
  const width = useWidth(stage)
  const drag = useRef<{ readonly from: number; readonly compare: boolean } | null>(null)
  const window = bucketsOf(spine, selection.window)
  const compare = bucketsOf(spine, selection.compare)
  const count = buckets.length
  const each = width / count

  const set = (which: 'window' | 'compare', span: BucketSpan | null, rests: boolean) =>
    select({ [which]: span === null ? null : spanOf(buckets, span) }, rests)
  const bucketAt = ({ clientX }: { clientX: number }, target: HTMLElement) =>
    Math.max(0, Math.min(count - 1, Math.floor((clientX - target.getBoundingClientRect().left) / each)))
  const press = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const from = bucketAt(event, event.currentTarget)
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { from, compare: event.shiftKey }
    set(event.shiftKey ? 'compare' : 'window', { start: from, end: from + 1 }, false)
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    const bucket = bucketAt(event, event.currentTarget)
    setHovered(bucket)
    const now = drag.current
    if (now === null) return
    set(now.compare ? 'compare' : 'window', draggedSpan(now.from, bucket, count), false)
  }
  const release = () => {
    if (drag.current === null) return
    drag.current = null
    select({})
  }
  const type = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const compares = event.shiftKey || event.key === '{' || event.key === '}'
    const next = spanAfterKey(event.key, compares ? compare : window, count)
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (next === null) {
      select({ window: null, compare: null })
      setSpoken(t.text('spine.spoken.reset'))
      return
    }
    set(compares ? 'compare' : 'window', next, true)
    setSpoken(
      t.text(compares ? 'spine.spoken.compare' : 'spine.spoken.window', {
        reading: readSpine(t, spine, next).sentence,
      }),
    )
  }
  return (
    <div className={styles.spine}>
      <Gutter
        spine={spine}
        window={window}
        compare={compare}
        hovered={hovered}
        onReset={() => select({ window: null, compare: null })}
        tools={<SpineTools {...{ spine, labelled, onsets }} />}
      />
      <div
        ref={stage}
        {...FOCUSABLE}
        role="application"
        aria-label={t.text('spine.label', { model })}
        aria-roledescription={t.text('spine.role')}
        aria-description={t.text('spine.keys')}
        className={styles.stage}
        onKeyDown={type}
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={release}
        onPointerLeave={() => setHovered(null)}
      >
        <Lanes {...{ spine, labelled, onsets, width }} />
        {width > 0 && compare !== null && <Brush kind="compare" span={compare} each={each} />}
        {width > 0 && window !== null && <Brush kind="window" span={window} each={each} />}
        {width > 0 && hovered !== null && (
          <span
            className={styles.hover}
            style={{ transform: `translateX(${hovered * each}px)`, width: each }}
          />
        )}
      </div>
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
    </div>
  )
}

function Brush({ kind, span, each }: { kind: 'window' | 'compare'; span: BucketSpan; each: number }) {
  return (
    <span
      className={styles[kind]}
      style={{ transform: `translateX(${span.start * each}px)`, width: (span.end - span.start) * each }}
    />
  )
}

/** Painted when the course, the size or the theme changes; brushing only moves the marks above. */
function Lanes({ spine, labelled, onsets, width }: Omit<SpineDrawing, 'ticks'>) {
  const t = useTranslator()
  const theme = useSyncExternalStore(onTheme, readTheme)
  const canvas = useRef<HTMLCanvasElement>(null)
  const ticks = useMemo(
    () =>
      labelledBuckets(spine.buckets.length, width / spine.buckets.length, TICK_ROOM).map((bucket) => ({
        bucket,
        text: tickWords(t, spine, bucket),
      })),
    [spine, width, t],
  )
  useLayoutEffect(() => {
    if (canvas.current === null || width === 0 || theme === '') return
    paintSpine(canvas.current, { spine, labelled, onsets, width, ticks })
  }, [spine, labelled, onsets, width, ticks, theme])
  return <canvas ref={canvas} className={styles.canvas} style={{ width, height: SPINE_HEIGHT }} />
}

/** Beside the lanes: what is looked at, against what, and what is under the pointer. */
function Gutter({
  spine,
  window,
  compare,
  hovered,
  onReset,
  tools,
}: {
  spine: ModelSpine
  window: BucketSpan | null
  compare: BucketSpan | null
  hovered: number | null
  onReset(): void
  tools: ReactNode
}) {
  const t = useTranslator()
  const whole = { start: 0, end: spine.buckets.length }
  const words = (span: BucketSpan) => spanWords(t, spine.unit, spanOf(spine.buckets, span))
  // Views leave the baseline's own rows out unless they are brushed.
  const own = window ?? bucketsOf(spine, afterBaseline(spine)) ?? whole
  const isWhole = window === null && own.end - own.start === spine.buckets.length
  const shown = hovered === null ? own : { start: hovered, end: hovered + 1 }
  const reading = readSpine(t, spine, shown)
  return (
    <div className={styles.gutter}>
      <p className={styles.line}>
        <span className={styles.key}>{t.text('spine.window')}</span>
        <strong className={styles.value}>{isWhole ? t.text('spine.all') : words(own)}</strong>
        {(window !== null || compare !== null) && (
          <IconButton small label={t.text('spine.reset')} icon={<RotateCcw size={12} />} onClick={onReset} />
        )}
      </p>
      <p className={styles.line}>
        <span className={styles.key}>{t.text('spine.against')}</span>
        <span className={styles.value}>
          {compare !== null
            ? words(compare)
            : spine.baseline === null
              ? t.text('spine.no.baseline')
              : t.text('spine.baseline', { name: spine.baseline.name })}
        </span>
        {tools}
      </p>
      <p className={styles.reading} title={reading.sentence}>
        {reading.verdict !== null && <VerdictMark verdict={reading.verdict} size={12} />}
        <span>{hovered === null ? reading.found : reading.sentence}</span>
      </p>
    </div>
  )
}

function sameBuckets(
  a: readonly { readonly start: string }[] | undefined,
  b: ModelSpine['buckets'],
): boolean {
  return a !== undefined && a.length === b.length && a[0]?.start === b[0]?.start
}
