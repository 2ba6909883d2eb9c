import type { ModelSpine } from '#shared/contract/documents/model.ts'
import type { RowWindow } from '#shared/contract/documents/window.ts'
import { type ModelSelection, type Span, windowOf } from '../../stores/selections.ts'
import { positionOf } from './geometry.ts'

/** Which rows a view of a model is about, as operations take them and as a span for words. */
export type ViewWindow = {
  readonly window: RowWindow
  readonly span: Span | null
  /** Left out for the baseline itself. */
  readonly reference: RowWindow | undefined
}

/**
 * The rows of a selection. Without a brushed window these are the rows after the baseline where it is the first part of
 * the course, else all of them.
 */
export function windowOfView(
  spine: Pick<ModelSpine, 'unit' | 'buckets' | 'marks'>,
  selection: ModelSelection,
): ViewWindow {
  const reference = selection.compare === null ? undefined : windowOf(selection.compare)
  const span = selection.window ?? afterBaseline(spine)
  return { window: span === null ? { kind: 'all' } : windowOf(span), span, reference }
}

/** What a view is about while nothing is brushed; null where the course has no buckets. */
export function afterBaseline({
  unit,
  buckets,
  marks,
}: Pick<ModelSpine, 'unit' | 'buckets' | 'marks'>): Span | null {
  const baseline = marks.find(({ kind }) => kind === 'baseline')
  const last = buckets[buckets.length - 1]
  if (last === undefined) return null
  const whole = { start: buckets[0].start, end: last.end }
  if (baseline === undefined || baseline.end === null) return whole
  const [from, to] = [baseline.start, baseline.end].map((place) => positionOf({ unit, buckets }, place))
  const rest = Math.ceil(to)
  return from < 1 && rest < buckets.length ? { start: buckets[rest].start, end: last.end } : whole
}
