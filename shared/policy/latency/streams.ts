import { STREAM_METHODS, type Stepper, type StreamMethodName } from '../../stats/streams/detectors.ts'

/** A stream detector, and how values are scaled before it sees them. */
export type StreamDetector = {
  readonly name: StreamMethodName
  readonly scale: (value: number) => number
}

/** Values before the onset from which a detector learns what is usual. */
const WARM_UP = 5_000
/** Values after the onset that a detector is shown. */
const PATIENCE = 50_000

const start = ({ name }: StreamDetector): Stepper => STREAM_METHODS[name].start({})

/**
 * The place at which a detector first fires after the onset `from` on the shifted values, if it is before it first fires
 * on the untouched ones; else null, since an alarm that would have come anyway tells nothing of the shift. It begins 5,000
 * values before the onset. Values that are missing are passed over.
 */
export function streamDelay(
  detector: StreamDetector,
  untouched: Float64Array,
  shifted: Float64Array,
  from: number,
): number | null {
  const { scale } = detector
  const changed = start(detector)
  const same = start(detector)
  const end = Math.min(shifted.length, from + PATIENCE)
  for (let place = Math.max(0, from - WARM_UP); place < end; place++) {
    const alarm = fires(changed, scale(shifted[place]))
    const anyway = fires(same, scale(untouched[place]))
    if (place >= from && (alarm || anyway)) return anyway ? null : place
  }
  return null
}

/** How often a detector fires on values that nothing was done to. */
export function untouchedAlarms(detector: StreamDetector, values: Float64Array): number {
  const step = start(detector)
  let alarms = 0
  for (const value of values) if (fires(step, detector.scale(value))) alarms += 1
  return alarms
}

function fires(step: Stepper, value: number): boolean {
  return Number.isFinite(value) && step(value).change
}
