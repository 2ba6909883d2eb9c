import { expect, test } from 'vitest'
import type { LatencyCurve, LatencyDocument } from '#shared/contract/documents/latency.ts'
import { smallestNoticed } from './curves.ts'

const SIZES = [0.1, 0.3, 1]

function curve(
  detector: string,
  probabilities: readonly number[],
  hours: number,
  rate: number | null = 0,
): LatencyCurve {
  return {
    detector,
    family: 'metric',
    formula: null,
    false_alarms: { fired: 0, of: 30, unit: 'windows', rate },
    points: SIZES.map((size, i) => ({
      size,
      trials: 20,
      detected: 20 * probabilities[i],
      probability: probabilities[i],
      ci: [0, 1],
      delay_rows: { median: hours * 100, p90: null },
      delay_seconds: { median: hours * 3_600, p90: null },
    })),
  }
}

const document = (curves: readonly LatencyCurve[]): LatencyDocument => ({
  schema: 'driftdesk.latency/1',
  model: 'm',
  rows: 1_000,
  reference_rows: 1_000,
  column: 'x',
  kind: 'mean',
  unit: 'standard_deviations',
  sizes: SIZES,
  window: '1 day',
  windows: 30,
  ramp: null,
  slice: null,
  steady: true,
  trials: 20,
  seed: 1,
  curves: [...curves],
  remarks: [],
  engine: { version: '', backend: 'cpu', seconds: 0 },
})

test('of those that notice the smallest shift the fastest is named', () => {
  const found = smallestNoticed(
    document([curve('psi', [0, 0.9, 1], 24), curve('ks', [0, 0.8, 1], 12), curve('late', [0, 0, 1], 1)]),
  )
  expect([found?.curve.detector, found?.point.size]).toEqual(['ks', 0.3])
})

test('a detector that speaks without a shift, or of which that is not known, is not believed', () => {
  const found = smallestNoticed(
    document([
      curve('restless', [1, 1, 1], 1, 0.5),
      curve('unknown', [1, 1, 1], 1, null),
      curve('ks', [0, 0, 1], 12),
    ]),
  )
  expect([found?.curve.detector, found?.point.size]).toEqual(['ks', 1])
})

test('where nothing is noticed nothing is named', () => {
  expect(smallestNoticed(document([curve('psi', [0, 0.1, 0.79], 1)]))).toBeNull()
})
