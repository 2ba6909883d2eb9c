import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../../drift/testing/desk.ts'
import { CONFIDENCE_UNIT, MEASURED, type RowFeed } from '../../observations/feed.ts'
import { observationsOf } from '../../observations/observations.ts'
import { replayLog } from '../replay/replay-log.ts'
import { coin, conditionOf, feedOf, policyOf } from '../testing/feeds.ts'
import { partsOf } from './feed-parts.ts'

const CATEGORIES = ['food', 'toys', 'books', 'garden', 'masks']
/** Demand over forecast from the middle of the log on: only the first two are hit. */
const FACTORS = [0.2, 4, 1, 1, 1]

/** Rows of five categories in turns, with relative errors of predicted numbers. */
function retail(rows: number): RowFeed {
  const toss = coin(7)
  const codes = Int32Array.from({ length: rows }, (_, row) => row % CATEGORIES.length)
  const errors = Int32Array.from({ length: rows }, (_, row) => {
    const actual = (row < rows / 2 ? 1 : FACTORS[codes[row]]) * (0.9 + toss() * 0.2)
    return Math.round(Math.abs(1 - actual) / actual / CONFIDENCE_UNIT)
  })
  return {
    ...feedOf({ right: new Int8Array(rows).fill(MEASURED) }),
    errors,
    segments: new Map([['category', { codes, values: CATEGORIES }]]),
  }
}

const MAPE = conditionOf({
  metric: 'mape',
  comparison: 'above',
  threshold: 0.5,
  window: { kind: 'rows', rows: 50 },
  minLabelled: 20,
})
const POLICY = policyOf({
  by: 'category',
  conditions: [MAPE],
  halfOpen: { share: 0.5, minLabelled: 20, closeAbove: null },
})

describe('a breaker for each value of a column', () => {
  const log = { observations: observationsOf(retail(4_000)), value: null, notes: [] }

  test('opens for the categories that are hit and for no other', () => {
    const { document } = replayLog(log, { name: 'p', policy: POLICY, onset: null, points: 100 })
    expect(document.segments.map(({ value, rows }) => [value, rows])).toEqual(
      CATEGORIES.map((value) => [value, 800]),
    )
    const tripped = document.segments.filter(({ trips }) => trips > 0).map(({ value }) => value)
    expect(tripped).toEqual(['food', 'toys'])
    const first = document.transitions.find(({ segment }) => segment === 'food')
    expect(first).toMatchObject({ from: 'CLOSED', to: 'OPEN' })
    expect(first?.cause).toMatch(/^of category food: mape above 0\.5 over 50 rows: /)
    // The rows of the log are named, not those of the category.
    expect(first?.row).toBeGreaterThan(2_000)
    expect((first?.row ?? 0) % CATEGORIES.length).toBe(0)
    expect(document.onset?.row).toBeGreaterThanOrEqual(2_000)
    expect(document.false_trips).toBe(0)
    expect(document.rows_spared).toBe(document.segments.reduce((sum, one) => sum + one.rows_spared, 0))
  })

  test('one breaker over all rows would stop every category', () => {
    const { document } = replayLog(log, {
      name: 'p',
      policy: { ...POLICY, by: null },
      onset: null,
      points: null,
    })
    expect(document.segments).toEqual([])
    expect(document.good_rows_blocked).toBeGreaterThan(0)
  })

  test('the parts are the rows, each once and in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 600 }), { maxLength: 800 }), (drawn) => {
        const values = Array.from({ length: 601 }, (_, code) => `v${code}`)
        const feed = {
          ...feedOf({ right: drawn.map(() => 1) }),
          segments: new Map([['c', { codes: Int32Array.from(drawn), values }]]),
        }
        const parts = partsOf(feed, 'c')
        expect(parts.flatMap(({ places }) => [...places]).toSorted((a, b) => a - b)).toEqual(
          drawn.map((_, row) => row),
        )
        for (const { places, feed: own } of parts) {
          expect([...own.times]).toEqual([...places].map((place) => feed.times[place]))
        }
        expect(parts.length).toBeLessThanOrEqual(501)
      }),
      { numRuns: 50 },
    )
  })
})

describe('live', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await openDesk()
  })
  afterEach(() => desk.close())

  const TEXT = `by: category
any: [{metric: mape, above: 50%, window: 50 rows, min_labelled: 20}]
cooldown: 15 min
half_open: {share: 0.5, min_labelled: 20}
fallback: rules
max_label_silence: 2 d
`
  const HEADER = 'timestamp,prediction_id,forecast,actual,category'
  const ROLES = { forecast: 'prediction', actual: 'label', category: 'segment' } as const
  const START = Date.UTC(2026, 0, 1)
  const rows = (count: number) => {
    const toss = coin(9)
    return Array.from({ length: count }, (_, row) => {
      const category = row % CATEGORIES.length
      // Hit in the middle, so that breakers close again.
      const isHit = row > 600 && row < 1_400
      const actual = 100 * (isHit ? FACTORS[category] : 1) * (0.9 + toss() * 0.2)
      const at = new Date(START + row * 60_000).toISOString()
      return `${at},p${row},100,${actual.toFixed(3)},${CATEGORIES[category]}`
    })
  }
  const importRows = async (model: string, some: readonly string[]) => {
    const token = await desk.grant('rows.csv', [HEADER, ...some, ''].join('\n'))
    const mapping = { model, roles: ROLES, task: 'regression' as const }
    await desk.client.job('log.import', { files: [token], mapping }).result
  }
  const told = async (model: string) => {
    const { transitions } = await desk.client.query('breakers.get', { model })
    return transitions.toReversed().map(({ at, row, cause }) => `${at} ${row} ${cause}`)
  }

  test('imports in any parts move the breaker of each category as replay says', async () => {
    const all = rows(3_000)
    for (const [model, cuts] of [
      ['parts', [1, 333, 640, 652, 1_500, 3_000]],
      ['whole', [1, 3_000]],
    ] as const) {
      await importRows(model, all.slice(0, 1))
      await desk.client.command('breakers.arm', { model, text: TEXT })
      for (let index = 1; index < cuts.length; index++) {
        await importRows(model, all.slice(cuts[index - 1], cuts[index]))
      }
    }
    const { replays } = await desk.client.query('breakers.whatIf', {
      model: 'whole',
      policies: [{ name: 'p', text: TEXT }],
    })
    const replayed = replays[0].document.transitions.map(
      ({ at, row, from, to, cause, segment }) =>
        `${at} ${row} moved from ${from} to ${to} for category ${segment}: ${cause.replace(`of category ${segment}: `, '')}`,
    )
    expect(replayed.length).toBeGreaterThan(5)
    expect(await told('parts')).toEqual(await told('whole'))
    expect(await told('whole')).toEqual(replayed)
    const { breaker } = await desk.client.query('breakers.get', { model: 'parts' })
    expect(breaker?.by?.values.map(({ value, state }) => [value, state])).toEqual(
      CATEGORIES.map((value) => [value, 'CLOSED']),
    )
    const word = { model: 'parts', by: 'Asha', reason: 'drill' }
    const forced = await desk.client.command('breakers.override', { ...word, action: 'trip' })
    expect([forced.state, ...(forced.by?.values ?? []).map(({ state }) => state)]).toEqual(
      Array(6).fill('FORCED_OPEN'),
    )
  }, 120_000)
})
