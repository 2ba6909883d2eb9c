import { CONFIDENCE_UNIT, MEASURED, type RowFeed } from '../feed.ts'
import { type Fewest, placeOf, type SlidingMeasure, signOf } from './sliding-measure.ts'

const BINS = 15
/** A confidence of 1 in units. */
const CERTAIN = 1 / CONFIDENCE_UNIT

/** Expected calibration error of the confidence, 15 bins of equal width: Σ |right − Σ confidence| / labelled. */
export function eceMeasure(
  { confidence, right }: Pick<RowFeed, 'confidence' | 'right'>,
  { minLabelled }: Pick<Fewest, 'minLabelled'>,
): SlidingMeasure {
  const fewest = Math.max(1, minLabelled)
  // In units of confidence; whole numbers, so that the gap is the same however the window came about.
  const gaps = new Float64Array(BINS)
  let kept = { labelled: 0, gap: 0 }
  return {
    counts: 'labels',
    slide({ changes, ends, events }, values, into) {
      let { labelled, gap } = kept
      let next = 0
      for (let event = 0; event < events; event++) {
        for (const end = ends[event]; next < end; next++) {
          const place = placeOf(changes[next])
          const unit = confidence === null ? -1 : confidence[place]
          const outcome = right[place]
          if (unit < 0 || outcome < 0 || outcome === MEASURED) continue
          const sign = signOf(changes[next])
          const bin = Math.min(BINS - 1, Math.floor(unit * CONFIDENCE_UNIT * BINS))
          const before = gaps[bin]
          const after = before + sign * (outcome * CERTAIN - unit)
          gaps[bin] = after
          gap += Math.abs(after) - Math.abs(before)
          labelled += sign
        }
        values[into + event] = labelled < fewest ? Number.NaN : (gap * CONFIDENCE_UNIT) / labelled
      }
      kept = { labelled, gap }
    },
    clear() {
      gaps.fill(0)
      kept = { labelled: 0, gap: 0 }
    },
  }
}
