import type { BreakerCondition, BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import { CONFIDENCE_UNIT, type RowFeed } from '../../observations/feed.ts'

/** What tests say of rows; everything else is unknown. */
export type FeedParts = {
  readonly right: ArrayLike<number>
  readonly times?: ArrayLike<number>
  readonly confidence?: ArrayLike<number>
  readonly error?: ArrayLike<number>
  /** When the label of each row came; with its row where it is not later. */
  readonly labelAt?: ArrayLike<number>
  readonly loopTests?: RowFeed['loopTests']
}

/** Rows from parts: one a second from 0 unless told. */
export function feedOf({ right, times, confidence, error, labelAt, loopTests = [] }: FeedParts): RowFeed {
  const rows = right.length
  const rowTimes = Float64Array.from({ length: rows }, (_, row) => times?.[row] ?? row * 1_000)
  const late: { readonly row: number; readonly at: number }[] = []
  const isLate = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    const at = labelAt?.[row] ?? rowTimes[row]
    if (right[row] < 0 || !(at > rowTimes[row])) continue
    late.push({ row, at })
    isLate[row] = 1
  }
  late.sort((a, b) => a.at - b.at || a.row - b.row)
  return {
    rows,
    firstRow: 0,
    times: rowTimes,
    timed: true,
    right: Int8Array.from(right),
    late:
      late.length === 0
        ? null
        : {
            rows: Uint32Array.from(late, ({ row }) => row),
            at: Float64Array.from(late, ({ at }) => at),
            isLate,
          },
    labelsExpected: Array.from(right).some((outcome) => outcome >= 0),
    errors: null,
    confidence:
      confidence === undefined
        ? null
        : Int32Array.from(confidence, (share) => Math.round(share / CONFIDENCE_UNIT)),
    expected: null,
    error: error === undefined ? null : Int8Array.from(error),
    latency: null,
    byModel: null,
    numbers: new Map(),
    binned: new Map(),
    segments: new Map(),
    baselineP99: null,
    loopTests,
  }
}

const MINUTE = 60_000

/** A condition of the default kind: accuracy below 0.85 over 1000 rows, 100 labelled. */
export function conditionOf(change: Partial<BreakerCondition> = {}): BreakerCondition {
  return {
    metric: 'accuracy',
    column: null,
    comparison: 'below',
    threshold: 0.85,
    timesBaseline: false,
    window: { kind: 'rows', rows: 1_000 },
    minRows: 1,
    minLabelled: 100,
    forMs: 0,
    confidenceUnder: 0.7,
    ...change,
  }
}

export const ERROR_RATE: BreakerCondition = conditionOf({
  metric: 'error_rate',
  comparison: 'above',
  threshold: 0.01,
  window: { kind: 'time', ms: 5 * MINUTE },
  minRows: 100,
  minLabelled: 0,
  forMs: 2 * MINUTE,
})

/** The policy of the reference of the command line. */
export function policyOf(change: Partial<BreakerPolicy> = {}): BreakerPolicy {
  const conditions = change.conditions ?? [conditionOf(), ERROR_RATE]
  return {
    model: 'fraud',
    by: null,
    conditions,
    anyCount: conditions.length,
    cooldownMs: 15 * MINUTE,
    cooldownMaxMs: 1_440 * MINUTE,
    halfOpen: { share: 0.05, minLabelled: 200, closeAbove: 0.87 },
    ladder: ['rules'],
    route: { confidenceBelow: 0.7, to: 'human', track: true },
    onNoLabels: 'hold',
    maxLabelSilenceMs: 2 * 1_440 * MINUTE,
    autonomy: 2,
    promisedDelayMs: 5 * MINUTE,
    ...change,
  }
}

/** A coin with a seed: uniform numbers in [0, 1) (mulberry32). */
export function coin(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = a
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
