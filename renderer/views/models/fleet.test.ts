import { expect, test } from 'vitest'
import type { ModelCard } from '#shared/contract/documents/model.ts'
import { fleetOf } from './fleet.ts'
import { labelDelayOf } from './label-delay.ts'

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T00:00:00.000Z`

function card(model: string, first: number, verdicts: readonly number[]): ModelCard {
  return {
    model,
    rows: 0,
    logs: 1,
    time_range: null,
    baseline: null,
    verdict: null,
    course: {
      unit: 'time',
      step: '1 day',
      buckets: verdicts.map((_, index) => ({ start: day(first + index), end: day(first + index + 1) })),
      rows: Float64Array.from(verdicts, (code) => (code < 0 ? 0 : 300)),
      verdicts: Float64Array.from(verdicts),
      drifted: null,
    },
    labels: 'none',
    breaker_state: null,
    open_alerts: null,
    proposal: null,
    pending: 0,
  }
}

test('courses of other lengths stand on one axis, buckets without rows are left out', () => {
  const fleet = fleetOf([card('a', 1, [0, 3, -1, 0]), card('b', 9, [2, 2])])
  expect(fleet?.start).toBe(Date.parse(day(1)))
  expect(fleet?.end).toBe(Date.parse(day(11)))
  expect(fleet?.lines[0]?.cells).toEqual([
    { from: 0, to: 0.1, verdict: 'none' },
    { from: 0.1, to: 0.2, verdict: 'high' },
    { from: 0.3, to: 0.4, verdict: 'none' },
  ])
  expect(fleet?.lines[1]?.cells.map(({ verdict }) => verdict)).toEqual(['moderate', 'moderate'])
})

test('models without times are counted and not drawn', () => {
  const rows = { ...card('r', 1, [0]), course: { ...card('r', 1, [0]).course, unit: 'rows' as const } }
  expect(fleetOf([rows])).toBeNull()
  expect(fleetOf([rows, card('a', 1, [0])])).toMatchObject({ untimed: 1, lines: [{ model: 'a' }] })
})

test('the label delay is the age at which half of the rows have their label', () => {
  const curve = [
    { age_seconds: 3_600, rows: 10, labelled: 1 },
    { age_seconds: 86_400, rows: 10, labelled: 6 },
    { age_seconds: 172_800, rows: 0, labelled: 0 },
  ]
  const maturity = { model: 'a', rows: 12, labelled: 6, superseded: 0, curve }
  expect(labelDelayOf(maturity)).toEqual({ share: 0.5, medianSeconds: 86_400 })
  expect(labelDelayOf({ ...maturity, rows: 0 })).toBeNull()
  expect(labelDelayOf({ ...maturity, curve: [] })).toEqual({ share: 0.5, medianSeconds: null })
})
