import { describe, expect, it } from 'vitest'
import { createRandom } from '#shared/stats/random.ts'
import { csvOf, DAY, mapping, performanceDesk, type Row } from './testing/performance-desk.ts'

const { run } = performanceDesk()

/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5)
const isWeekend = (day: number): boolean => day % 7 >= 5

/** Scores that are right on average and higher at weekends, or with labels that follow `truth(score, day)`. */
function weeks(
  count: number,
  perDay: number,
  seed: number,
  truth = (score: number, _day: number) => score,
  lift = (day: number) => (isWeekend(day) ? 0.25 : 0),
): Row[] {
  const random = createRandom(seed)
  return Array.from({ length: count * 7 * perDay }, (_, i) => {
    const day = Math.floor(i / perDay)
    const score = 0.1 + 0.6 * random.uniform() + lift(day)
    const label = random.uniform() < truth(score, day) ? 1 : 0
    return { day, score, label, at: MONDAY + (i / perDay) * DAY }
  })
}

const later = (rows: readonly Row[], by: number): Row[] => rows.map((row) => ({ ...row, at: row.at + by }))
const baseline = weeks(4, 400, 1)

describe('a model whose rows follow the week', () => {
  it('is compared with the same day of the week, and is as good as ever', async () => {
    const { windows, verdict } = await run(csvOf(later(weeks(2, 400, 2), 28 * DAY)), {
      reference: csvOf(baseline),
      mapping,
      window: '1d',
    })
    expect(windows.map(({ against_baseline }) => against_baseline.f1.seasonal)).toEqual(
      new Array(14).fill(true),
    )
    const { windows: sundays } = await run(csvOf(baseline.filter(({ day }) => day % 7 === 6)), {
      mapping,
      window: '10000r',
    })
    expect(windows[6].against_baseline.f1.baseline).toBe(sundays[0].metrics.f1.value)
    expect(windows[13].against_baseline.f1.baseline).toBe(sundays[0].metrics.f1.value)
    expect(verdict).toBe('none')
  })

  it('is worse on a Sunday that would have passed for a Monday', async () => {
    const broken = weeks(2, 400, 3, (score, day) => (day === 13 ? score - 0.3 : score))
    const { windows, reasons } = await run(csvOf(later(broken, 28 * DAY)), {
      reference: csvOf(baseline),
      mapping,
      window: '1d',
    })
    const { f1 } = windows[13].against_baseline
    expect(f1).toMatchObject({ seasonal: true, verdict: 'high' })
    expect(windows[13].metrics.f1.value).toBeGreaterThan(windows[7].metrics.f1.value ?? 1)
    expect(reasons.join(' ')).toContain('in the same hours of the week in the baseline')
  })
})
