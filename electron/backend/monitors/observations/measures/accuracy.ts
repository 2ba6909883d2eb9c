import { CONFIDENCE_UNIT, MEASURED, type RowFeed } from '../feed.ts'
import { type Fewest, placeOf, type SlidingMeasure, signOf } from './sliding-measure.ts'

/** Share of rows with a right prediction among those with a label. */
export function accuracyMeasure(
  { right }: Pick<RowFeed, 'right'>,
  { minLabelled }: Pick<Fewest, 'minLabelled'>,
): SlidingMeasure {
  const fewest = Math.max(1, minLabelled)
  let kept = { labelled: 0, good: 0 }
  return {
    counts: 'labels',
    slide({ changes, ends, events }, values, into) {
      let { labelled, good } = kept
      let next = 0
      for (let event = 0; event < events; event++) {
        for (const end = ends[event]; next < end; next++) {
          const outcome = right[placeOf(changes[next])]
          if (outcome < 0 || outcome === MEASURED) continue
          const sign = signOf(changes[next])
          labelled += sign
          good += sign * outcome
        }
        values[into + event] = labelled < fewest ? Number.NaN : good / labelled
      }
      kept = { labelled, good }
    },
    clear() {
      kept = { labelled: 0, good: 0 }
    },
  }
}

/** Mean absolute percentage error of predicted numbers, as a share: the mean of |prediction − label| / |label|. */
export function mapeMeasure(
  { errors }: Pick<RowFeed, 'errors'>,
  { minLabelled }: Pick<Fewest, 'minLabelled'>,
): SlidingMeasure {
  const fewest = Math.max(1, minLabelled)
  let kept = { labelled: 0, sum: 0 }
  return {
    counts: 'labels',
    slide({ changes, ends, events }, values, into) {
      let { labelled, sum } = kept
      let next = 0
      for (let event = 0; event < events; event++) {
        for (const end = ends[event]; next < end; next++) {
          const unit = errors === null ? -1 : errors[placeOf(changes[next])]
          if (unit < 0) continue
          const sign = signOf(changes[next])
          labelled += sign
          sum += sign * unit
        }
        values[into + event] = labelled < fewest ? Number.NaN : (sum * CONFIDENCE_UNIT) / labelled
      }
      kept = { labelled, sum }
    },
    clear() {
      kept = { labelled: 0, sum: 0 }
    },
  }
}
