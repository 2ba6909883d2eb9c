import { ENGLISH, type SentenceKey } from './english.ts'
import { say } from './say.ts'

/** A metric's name in a sentence. */
export function metricName(metric: string): string {
  const key = `metric.${metric}`
  return isMetricKey(key) ? say(key) : metric.replaceAll('_', ' ')
}

type MetricKey = Exclude<SentenceKey & `metric.${string}`, `metric.none.${string}`>

function isMetricKey(key: string): key is MetricKey {
  return Object.hasOwn(ENGLISH, key) && !key.startsWith('metric.none.')
}
