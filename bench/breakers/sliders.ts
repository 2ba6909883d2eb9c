import { replayLog } from '#backend/monitors/breakers/replay/replay-log.ts'
import { conditionOf, policyOf } from '#backend/monitors/breakers/testing/feeds.ts'
import { observationsOf } from '#backend/monitors/observations/observations.ts'
import type { BreakerCondition } from '#shared/policy/breaker/policy.ts'
import { millionRows, ROWS } from './million-rows.ts'

const MOVES = 10
/** Points of the chart that the view draws. */
const POINTS = 600
const FIVE_MINUTES = { kind: 'time', ms: 300_000 } as const

type Slider = (move: number) => Partial<BreakerCondition>
const above = (change: Partial<BreakerCondition>): Partial<BreakerCondition> => ({
  comparison: 'above',
  minLabelled: 0,
  minRows: 100,
  ...change,
})
const amount = { column: 'amount', window: FIVE_MINUTES }
const THRESHOLDS: readonly (readonly [name: string, slider: Slider])[] = [
  ['accuracy', (move) => ({ threshold: 0.8 + move * 0.005 })],
  ['ece', (move) => above({ metric: 'ece', threshold: 0.25 + move * 0.005, minLabelled: 100 })],
  ['error_rate', (move) => above({ metric: 'error_rate', threshold: 0.005 + move * 0.001 })],
  [
    'latency_p99',
    (move) =>
      above({
        metric: 'latency_p99',
        timesBaseline: true,
        threshold: 1.5 + move * 0.05,
        window: FIVE_MINUTES,
      }),
  ],
  ['psi', (move) => above({ metric: 'psi', ...amount, threshold: 0.1 + move * 0.01 })],
  [
    'drift_verdict',
    (move) =>
      above({ metric: 'drift_verdict', ...amount, comparison: 'at_least', threshold: 1 + (move % 3) }),
  ],
  ['guard', (move) => above({ metric: 'guard', column: 'revenue', threshold: 0.5 + move * 0.001 })],
  ['low_confidence', (move) => above({ metric: 'low_confidence_share', threshold: 0.41 + move * 0.001 })],
  ['no_data', (move) => above({ metric: 'no_data', comparison: 'at_least', threshold: 600_000 + move })],
]
const WINDOWS: readonly (readonly [name: string, slider: Slider])[] = [
  ['accuracy', (move) => ({ window: { kind: 'rows', rows: 900 + move } })],
  [
    'ece',
    (move) =>
      above({ metric: 'ece', threshold: 0.3, minLabelled: 100, window: { kind: 'rows', rows: 900 + move } }),
  ],
  [
    'latency_p99',
    (move) => above({ metric: 'latency_p99', threshold: 200, window: { kind: 'time', ms: 300_000 + move } }),
  ],
  [
    'psi',
    (move) =>
      above({
        metric: 'psi',
        column: 'amount',
        threshold: 0.2,
        window: { kind: 'time', ms: 300_000 + move },
      }),
  ],
]

/** Wall time of everything that a moved slider sets off in the worker: transitions, rows spared, trips judged, chart. */
export function timeSliders(): void {
  for (const labels of ['prompt', 'late'] as const) {
    const log = { observations: observationsOf(millionRows(labels)), value: null, notes: [] }
    for (const [kind, sliders] of [
      ['threshold', THRESHOLDS],
      ['window', WINDOWS],
    ] as const) {
      for (const [name, slider] of sliders) {
        const times: number[] = []
        let worstCpu = 0
        for (let move = 0; move <= MOVES; move++) {
          const closeAbove = name === 'accuracy' ? 0.87 : null
          const policy = policyOf({
            conditions: [conditionOf(slider(move))],
            halfOpen: { share: 0.05, minLabelled: 200, closeAbove },
          })
          const start = performance.now()
          const busy = process.cpuUsage()
          replayLog(log, { name, policy, onset: null, points: POINTS })
          times.push(performance.now() - start)
          const { user, system } = process.cpuUsage(busy)
          if (move > 0) worstCpu = Math.max(worstCpu, (user + system) / 1_000)
        }
        const [first, ...moved] = times
        const sorted = moved.toSorted((a, b) => a - b)
        const worst = sorted[sorted.length - 1]
        const median = sorted[Math.floor(sorted.length / 2)]
        console.log(
          `${labels} labels, ${kind} of ${name}: first ${first.toFixed(0)} ms, moved ${median.toFixed(0)} ms (worst ${worst.toFixed(0)}, of CPU ${worstCpu.toFixed(0)})${worst < 100 ? '' : '  OVER 100 ms'}`,
        )
      }
    }
  }
  console.log(`${ROWS} rows each, wall time; after a slider moved it must be < 100 ms`)
}
