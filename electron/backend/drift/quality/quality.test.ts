import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { QualityFinding } from '#shared/contract/documents/drift.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { type Comparison, csv, type Desk, openDesk } from '../testing/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

type Columns = Readonly<Record<string, (row: number) => string | number>>

const ROWS = 4_000
const START = Date.UTC(2026, 2, 2)
const MINUTE = 60_000

const number = (seed: number, shift = 0) => {
  const random = createRandom(seed)
  return () => (100 + 10 * (randomNormal(random) + shift)).toFixed(3)
}
const time = (offset: number) => (row: number) => new Date(START + offset + row * 5 * MINUTE).toISOString()
const SPAN = ROWS * 5 * MINUTE

/** A healthy log, with some of its columns replaced. */
function log(seed: number, offset: number, change: Columns = {}): string {
  return csv(
    {
      timestamp: time(offset),
      amount: number(seed),
      other: number(seed + 1),
      channel: (row) => ['app', 'web', 'pos'][(row * 7 + seed) % 3],
      ...change,
    },
    ROWS,
  )
}

async function compare(before: Columns, after: Columns): Promise<Comparison> {
  return desk.compare(log(1, 0, before), log(11, SPAN, after))
}

async function only(before: Columns, after: Columns, code: string): Promise<QualityFinding> {
  const { document } = await compare(before, after)
  const found = document.quality.filter((finding) => finding.code === code)
  if (found.length !== 1) {
    throw new Error(`${found.length} findings ${code} in ${JSON.stringify(document.quality, null, 1)}`)
  }
  return found[0]
}

test('a healthy pair has no finding', async () => {
  const { quality } = (await compare({}, {})).document
  expect(quality.filter(({ severity }) => severity !== 'info')).toEqual([])
})

describe('values', () => {
  test('a column that got stuck', async () => {
    const finding = await only({}, { amount: () => 100 }, 'constant_column')
    expect(finding).toMatchObject({ column: 'amount', severity: 'high' })
  })

  test('a column that never varied', async () => {
    const finding = await only({ fee: () => 3 }, { fee: () => 3 }, 'constant_column')
    expect(finding).toMatchObject({ column: 'fee', severity: 'low' })
  })

  test('two columns with the same value in every row', async () => {
    const both = (seed: number): Columns => ({ amount: number(seed), copy: number(seed) })
    const finding = await only(both(3), both(13), 'duplicate_column')
    expect(finding.detail).toBe('The column holds the same value as "copy" in every row of the current log.')
  })

  test('columns with the same values in another order are not the same', async () => {
    const turned = (seed: number): Columns => {
      const random = createRandom(seed)
      const values = Array.from({ length: ROWS }, () => randomNormal(random).toFixed(3))
      return { amount: (row) => values[row], copy: (row) => values[(row + 1) % ROWS] }
    }
    const { findings } = await compare(turned(3), turned(13))
    expect(findings).toEqual([])
  })

  test('values far beyond the range of the baseline', async () => {
    const random = createRandom(5)
    const wild = (row: number) => (row % 100 === 0 ? 1e6 : 100 + 10 * randomNormal(random)).toFixed(3)
    const finding = await only({}, { amount: wild }, 'out_of_range')
    expect(finding.column).toBe('amount')
    expect(finding.detail).toMatch(
      /^40 of 4,000 rows \(1%\) lie outside the range that the baseline keeps to \(40 above 14\d/,
    )
  })

  test('a spike at a usual stand-in for a missing value', async () => {
    const random = createRandom(6)
    const filled = (row: number) => (row % 20 === 0 ? -1 : 100 + 10 * randomNormal(random)).toFixed(3)
    const finding = await only({}, { amount: filled }, 'default_spike')
    expect(finding.detail).toContain(
      'The value −1 holds 5% of the rows, after 0% in the baseline (p < 0.001).',
    )
  })

  test('categories that the baseline never had', async () => {
    const renamed = (row: number) => (row % 25 === 0 ? 'App' : ['app', 'web', 'pos'][row % 3])
    const finding = await only({}, { channel: renamed }, 'unseen_categories')
    expect(finding.detail).toBe('160 rows (4%) hold a category that the baseline never had: "App" (160).')
  })

  test('a long tail of rare categories is new at its own rate, and that is no finding', async () => {
    const tail = (seed: number): Columns => {
      const random = createRandom(seed)
      return { shop: () => `shop-${Math.floor(Math.abs(randomNormal(random)) * 1_200)}` }
    }
    expect((await compare(tail(3), tail(4))).findings).toEqual([])
  })

  test('slower answers and more of them failed', async () => {
    const random = createRandom(7)
    const answers = (slower: number, failed: number): Columns => ({
      latency_ms: () => Math.round(40 * slower * Math.exp(0.4 * randomNormal(random))),
      error: (row) => (row % 1_000 < failed ? 1 : 0),
    })
    const { document, column } = await compare(answers(1, 2), answers(2, 20))
    const codes = document.quality.map(({ code }) => code)
    expect(codes).toContain('latency')
    expect(codes).toContain('error_rate')
    expect(document.quality.find(({ code }) => code === 'error_rate')?.detail).toBe(
      '2% of the requests failed, after 0.2% in the baseline.',
    )
    const { latency } = column('latency_ms')
    // exp(0.4 z) has its median at 1.
    expect(latency?.reference?.p50.value).toBeCloseTo(40, -0.5)
    expect(latency?.current?.p50.value).toBeCloseTo(80, -0.5)
  })

  test('a column in which some rows hold something else', async () => {
    const mixed = number(8)
    const finding = await only(
      {},
      { amount: (row) => (row % 200 === 7 ? 'N.N.' : mixed()) },
      'mixed_types',
    ).catch(() => null)
    const { findings } = await compare(
      {},
      { amount: (row) => (row === 3_999 ? '12..5' : row === 3_000 ? 'abc' : mixed()) },
    )
    expect(finding === null || finding.column === 'amount').toBe(true)
    expect(findings).toContain('mixed_types amount')
    expect(findings).toContain('rows_rejected')
  })
})

describe('rows', () => {
  /** Every tenth row of the current log is the one before it again. */
  const again = (values: (row: number) => string | number) => (row: number) =>
    values(row % 10 === 9 ? row - 1 : row)
  const fixed = (seed: number) => {
    const draw = number(seed)
    const values = Array.from({ length: ROWS }, draw)
    return (row: number) => values[row]
  }
  const repeated: Columns = {
    timestamp: again(time(SPAN)),
    amount: again(fixed(11)),
    other: again(fixed(12)),
    channel: again((row) => ['app', 'web', 'pos'][row % 3]),
  }

  test('rows that are the same as an earlier one in every column', async () => {
    const finding = await only({}, repeated, 'duplicate_rows')
    expect(finding).toEqual({
      code: 'duplicate_rows',
      column: null,
      severity: 'high',
      detail:
        '400 of 4,000 rows (10%) of the current log repeat an earlier one in every column (400 different rows, one of them 2 times); in the baseline 0 of 4,000 rows (0%) do.',
    })
  })

  test('are found under new identifiers, and are not rows that repeat an identifier', async () => {
    const id = (row: number) => `p-${row}`
    const finding = await only({ prediction_id: id }, { ...repeated, prediction_id: id }, 'duplicate_rows')
    expect(finding.detail).toContain('in every column but the prediction_id')
    const { findings } = await compare(
      { prediction_id: id },
      { prediction_id: (row) => `p-${row % 10 === 9 ? row - 1 : row}` },
    )
    expect(findings).toContain('rows_duplicate')
    expect(findings).not.toContain('duplicate_rows')
  })

  test('few categories repeat by themselves, on both sides alike, which is no more than a note', async () => {
    const few = (seed: number) =>
      csv({ a: (row) => (row * 7 + seed) % 5, b: (row) => ['x', 'y', 'z'][(row * 11 + seed) % 3] }, ROWS)
    const { document } = await desk.compare(few(1), few(2))
    expect(document.quality.find(({ code }) => code === 'duplicate_rows')?.severity).toBe('info')
  })
})

describe('times', () => {
  test('rows that come late', async () => {
    const late = (row: number) =>
      new Date(START + SPAN + (row - (row % 10 === 0 ? 50 : 0)) * 5 * MINUTE).toISOString()
    const finding = await only({}, { timestamp: late }, 'out_of_order')
    expect(finding.detail).toMatch(
      /^39\d of 4,000 rows \(10%\) come after a later one, by up to 4 h 5 min; in the baseline 0% did\.$/,
    )
  })

  test('a log that was never kept in order loses nothing', async () => {
    const shuffled = (offset: number, step: number) => (row: number) =>
      new Date(START + offset + ((row * step) % ROWS) * 5 * MINUTE).toISOString()
    const { findings } = await compare({ timestamp: shuffled(0, 3) }, { timestamp: shuffled(SPAN, 1_999) })
    expect(findings).toEqual([])
  })

  test('rows from the future', async () => {
    const ahead = (row: number) =>
      new Date(
        row % 100 === 0 ? Date.now() + 90 * 60 * MINUTE : START + SPAN + row * 5 * MINUTE,
      ).toISOString()
    const { document } = await compare({}, { timestamp: ahead })
    const finding = document.quality.find(({ code }) => code === 'future_timestamps')
    expect(finding?.detail).toMatch(/^40 of 4,000 rows \(1%\) are dated after now, by up to 3 days 1[78] h/)
  })

  test('a hole in the log', async () => {
    const hole = (row: number) =>
      new Date(START + SPAN + (row + (row > 2_000 ? 500 : 0)) * 5 * MINUTE).toISOString()
    const finding = await only({}, { timestamp: hole }, 'volume')
    expect(finding.detail).toBe(
      '2 of 15 days have a row count unlike the baseline’s (2 fewer, 0 more). The day from 2026-03-23 00:00 UTC has 0 rows; 288 are usual for a day.',
    )
  })

  test('a log that stopped', async () => {
    const end = Date.now() - 2 * 24 * 60 * MINUTE
    const running = (offset: number) => (row: number) =>
      new Date(end - offset - (ROWS - row) * 5 * MINUTE).toISOString()
    const finding = await only({ timestamp: running(SPAN) }, { timestamp: running(0) }, 'stale')
    expect(finding.detail).toBe(
      'The last row is 2 days old; 99% of the gaps between rows of the baseline are under 5 min.',
    )
  })

  test('a feature that is dated after its prediction', async () => {
    const known = (offset: number, after: (row: number) => boolean) => (row: number) =>
      new Date(START + offset + row * 5 * MINUTE + (after(row) ? 60 : -60) * MINUTE).toISOString()
    const finding = await only(
      { balance_at: known(0, () => false) },
      { balance_at: known(SPAN, (row) => row % 8 === 0) },
      'point_in_time',
    )
    expect(finding).toMatchObject({ column: 'balance_at', severity: 'moderate' })
    expect(finding.detail).toContain('500 of 4,000 rows (13%)')
    expect(finding.detail).toContain('by 1 h in the middle')
  })
})
