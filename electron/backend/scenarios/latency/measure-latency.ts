import { falseAlarms, latencyPoint, runTrials } from '#shared/policy/latency/latency.ts'
import { say } from '#shared/words/say.ts'
import type { MeasuredLatency, MeasureLatencyTask } from './procedures.ts'
import { prepareSubject } from './subject.ts'

/** Logs with more rows than streams are shown after an onset. */
const MANY = 50_000

/** One size of a shift on a compute thread; throws what `prepareSubject` throws, and `CANCELLED`. */
export function measureLatency(task: MeasureLatencyTask, stop: () => void): MeasuredLatency {
  const { subject, rows, referenceRows, cut, sliceRows, remarks } = prepareSubject(task, stop)
  stop()
  const { size, ramp, trials, seed, steady } = task
  const alarms = task.withFalseAlarms ? falseAlarms(subject) : null
  const delays = runTrials(subject, { size, ramp, count: trials, seed, steady }, stop)
  const alwaysOn =
    alarms === null || steady
      ? []
      : subject.rules.filter((_, rule) => alarms.rules[rule] > 0.5 * alarms.windows)
  return {
    rows,
    referenceRows,
    window: cut.text,
    windows: cut.windows.length,
    sliceRows,
    rules: subject.rules,
    streams: subject.streams.map(({ name }) => name),
    points: delays.map(latencyPoint),
    falseAlarms: alarms,
    remarks: [
      ...remarks,
      ...(rows > MANY && subject.streams.length > 0 ? [say('latency.slow_streams')] : []),
      ...(alwaysOn.length > 0 ? [say('latency.always_on', { rules: alwaysOn })] : []),
    ],
  }
}
