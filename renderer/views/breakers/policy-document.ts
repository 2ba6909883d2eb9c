import { isMap, isSeq, parseDocument } from 'yaml'

/** A number of a policy that a slider moves. */
export type PolicyNumber = {
  /** Keys from the top of the file. */
  readonly path: readonly (string | number)[]
  readonly kind: 'threshold' | 'rows' | 'count' | 'share' | 'confidence' | 'minutes'
  /** The metric of a condition; null for what stands beside them. */
  readonly metric: string | null
  readonly value: number
  readonly low: number
  readonly high: number
  readonly step: number
}

const CHOICES = {
  fallback: ['rules', 'human_review', 'previous_version', 'constant', 'ensemble_without'],
  on_no_labels: ['hold', 'open', 'estimate'],
  autonomy: ['1', '2', '3'],
} as const
export type ChoiceKey = keyof typeof CHOICES
/** A word of a policy that a list chooses. */
export type PolicyChoice = {
  readonly key: ChoiceKey
  readonly value: string
  readonly options: readonly string[]
}

/** Everything in a policy's text that the form shows; empty while the text is no YAML. */
export function formOf(text: string): {
  readonly numbers: readonly PolicyNumber[]
  readonly choices: readonly PolicyChoice[]
} {
  const document = parseDocument(text)
  if (document.errors.length > 0 || !isMap(document.contents)) return { numbers: [], choices: [] }
  const at = (...path: (string | number)[]): unknown => document.getIn(path)
  const numbers: PolicyNumber[] = []
  const add = (
    path: PolicyNumber['path'],
    kind: PolicyNumber['kind'],
    metric: string | null,
    range: readonly [low: number, high: number, step: number],
    value: unknown = at(...path),
  ) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return
    const [low, high, step] = range
    numbers.push({ path, kind, metric, value, low: Math.min(low, value), high: Math.max(high, value), step })
  }
  for (const group of ['any', 'all'] as const) {
    const list = document.get(group)
    if (!isSeq(list)) continue
    for (const [index] of list.items.entries()) {
      const metric = String(at(group, index, 'metric') ?? '')
      for (const key of ['below', 'above'] as const) {
        add([group, index, key], 'threshold', metric, rangeOf(metric, at(group, index, key)))
      }
      const rows = /^(\d+) rows$/.exec(String(at(group, index, 'window') ?? ''))
      if (rows !== null) add([group, index, 'window'], 'rows', metric, [50, 5_000, 50], Number(rows[1]))
      add([group, index, 'min_labelled'], 'count', metric, [10, 1_000, 10])
    }
  }
  const minutes = minutesOf(at('cooldown'))
  if (minutes !== null) add(['cooldown'], 'minutes', null, [1, 240, 1], minutes)
  add(['half_open', 'share'], 'share', null, [0.01, 0.5, 0.01])
  add(['half_open', 'min_labelled'], 'count', null, [10, 1_000, 10])
  add(['half_open', 'close_above'], 'threshold', null, [0.5, 0.99, 0.005])
  add(['route', 'confidence_below'], 'confidence', null, [0, 1, 0.01])
  const choices = (Object.keys(CHOICES) as ChoiceKey[]).flatMap((key): PolicyChoice[] => {
    const value = at(key)
    return value === undefined || value === null ? [] : [{ key, value: String(value), options: CHOICES[key] }]
  })
  return { numbers, choices }
}

/** The text with another number; comments and order stay. */
export function withNumber(text: string, { path, kind }: PolicyNumber, value: number): string {
  const written = kind === 'rows' ? `${value} rows` : kind === 'minutes' ? `${value} min` : value
  return withValue(text, path, written)
}

export function withChoice(text: string, key: ChoiceKey, value: string): string {
  return withValue(text, [key], key === 'autonomy' ? Number(value) : value)
}

function withValue(text: string, path: readonly (string | number)[], value: string | number): string {
  const document = parseDocument(text)
  document.setIn(path, value)
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

function rangeOf(metric: string, value: unknown): readonly [number, number, number] {
  if (metric === 'error_rate') return [0, 0.2, 0.001]
  if (metric === 'psi') return [0, 1, 0.01]
  if (metric === 'guard' || metric.includes('latency') || metric === 'p99') {
    const size = typeof value === 'number' ? Math.abs(value) || 1 : 1
    return [0, 4 * size, size / 100]
  }
  return [0, 1, 0.005]
}

function minutesOf(value: unknown): number | null {
  const found = /^(\d+(?:\.\d+)?)\s*(min|h|d)$/.exec(String(value ?? ''))
  if (found === null) return null
  return Number(found[1]) * ({ min: 1, h: 60, d: 1_440 }[found[2]] ?? 1)
}
