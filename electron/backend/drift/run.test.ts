import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import type { JobProgress } from '#shared/contract/events.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { headline } from '../reports/words/headline.ts'
import { csv, type Desk, openDesk } from './testing/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const HOUR = 3_600_000
const START = Date.UTC(2026, 2, 2)
const hourly = (offset: number) => (row: number) => new Date(START + (offset + row) * HOUR).toISOString()
const number = (seed: number, shift = 0) => {
  const random = createRandom(seed)
  return () => (randomNormal(random) + shift).toFixed(4)
}

const text = (document: DriftDocument) =>
  headline(document)
    .map((part) => (typeof part === 'string' ? part : part.name))
    .join('')

describe('policies', () => {
  const reference = csv({ a: number(1), b: number(2) }, 600)
  const current = csv({ a: number(3, 0.25), b: number(4) }, 600)

  test('a preset by its name judges with its own bins', async () => {
    const { document, column } = await desk.compare(reference, current, { policy: 'nannyml' })
    expect(document.policy).toBe('nannyml')
    expect(column('a').psi?.binning).toBe('doane-baseline')
    expect(column('a').reasons[0]).toContain('from the baseline’s chunks')
    expect(column('a').audit.convention).toContain('Policy nannyml.')
  })

  test('the audit view takes the same chunks of the baseline as the run does', async () => {
    const { run, column } = await desk.compare(reference, current, { policy: 'nannyml' })
    const { policies } = await desk.client.job('drift.audit', { run, column: 'a' }).result
    const own = policies.find(({ policy }) => policy === 'nannyml')
    expect(own?.reasons[0]).toContain('from the baseline’s chunks')
    expect(own?.reasons[0]).toBe(column('a').reasons[0])
  })

  test('a file of one’s own decides by its limits', async () => {
    const policy_file = await desk.grant(
      'touchy.yaml',
      'rule: bands\ninclusive: true\nlow: null\nmoderate: {psi: 0.01}\nhigh: {psi: 0.02}\n',
    )
    const { document, column } = await desk.compare(reference, current, { policy_file })
    expect(document.policy).toBe('touchy')
    expect(column('a').verdict).toBe('high')
  })

  test('an unknown name is refused before anything is read, with the nearest', async () => {
    await expect(desk.compare(reference, current, { policy: 'evidently' })).rejects.toMatchObject({
      code: 'BAD_PARAMS',
      message: 'There is no verdict policy "evidently". Did you mean "evidently-auto"?',
    })
  })
})

describe('segments', () => {
  const city = (rows: number) => (row: number) => (row % 10 < rows ? 'Bern' : 'Pune')

  test('a change of the mix is told from a change within', async () => {
    const byCity = (share: number, level: (row: number) => number) =>
      csv({ city: city(share), x: level, y: number(9) }, 2_000)
    // The value depends on the city alone, so that more rows from Bern are all that changes.
    const mixed = await desk.compare(
      byCity(3, (row) => (row % 10 < 3 ? 1 : 2) + (row % 7) / 100),
      byCity(6, (row) => (row % 10 < 6 ? 1 : 2) + (row % 7) / 100),
      { by: 'city' },
    )
    const { segments } = mixed.column('x')
    if (segments === undefined) throw new Error('no segments')
    expect(segments.mix / segments.psi).toBeGreaterThan(0.98)
  })

  test('an unknown column is refused with the nearest', async () => {
    const log = csv({ city: city(3), x: number(1) }, 300)
    await expect(desk.compare(log, log, { by: 'cty' })).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
      message: 'Neither side has the column "cty" for segments. Did you mean "city"?',
    })
  })
})

describe('time', () => {
  test('without times there is no onset and no heat map, and both say why', async () => {
    const { column, heatmap } = await desk.compare(
      csv({ x: number(1), y: number(2) }, 400),
      csv({ x: number(3, 1), y: number(4) }, 400),
    )
    expect(column('x').verdict).toBe('high')
    expect(column('x').onset).toEqual({ at: null, ci: null, reason: 'the current log has no times' })
    expect(heatmap.buckets).toEqual([])
    expect(heatmap.reason).toContain('timestamp')
  })

  test('a baseline without times still tells since when the current side differs', async () => {
    const random = createRandom(6)
    const shifted = (row: number) => (randomNormal(random) + (row >= 700 ? 1.5 : 0)).toFixed(4)
    const { column, heatmap } = await desk.compare(
      csv({ x: number(5), y: number(2) }, 1_000),
      csv({ timestamp: hourly(0), x: shifted, y: number(7) }, 1_000),
    )
    expect(heatmap.buckets.map(({ side }) => side)).toEqual(new Array(42).fill('current'))
    expect(heatmap.unplaced).toEqual({ reference: 1_000, current: 0 })
    expect(Math.abs(Date.parse(column('x').onset.at ?? '') - (START + 700 * HOUR))).toBeLessThanOrEqual(
      12 * HOUR,
    )
  })

  test('a change that comes and goes has both ends, in a column that drifted and in one that did not', async () => {
    const shifted = (seed: number, from: number, to: number) => {
      const random = createRandom(seed)
      return (row: number) => (randomNormal(random) + (row >= from && row < to ? 2 : 0)).toFixed(4)
    }
    const { document, column } = await desk.compare(
      csv({ timestamp: hourly(0), x: number(5), y: number(2), z: number(9) }, 1_000),
      csv(
        { timestamp: hourly(1_000), x: shifted(21, 300, 700), y: shifted(23, 500, 560), z: number(7) },
        1_000,
      ),
    )
    const near = (at: string | null | undefined, row: number) =>
      expect(Math.abs(Date.parse(at ?? '') - (START + (1_000 + row) * HOUR))).toBeLessThanOrEqual(6 * HOUR)
    expect(column('x').verdict).toBe('high')
    near(column('x').onset.at, 300)
    near(column('x').onset.until, 700)
    expect(column('x').onset.in_baseline).toBe(false)
    expect(column('y').verdict).toBe('none')
    near(column('y').onset.at, 500)
    near(column('y').onset.until, 560)
    expect(column('z').onset.at).toBeNull()
    expect(text(document)).toMatch(
      /^1 of 3 columns drifted from 2026-\d\d-\d\d \d\d:00 UTC to 2026-\d\d-\d\d \d\d:00 UTC: x; the largest PSI is \S+\. y was different in a part of it, from 2026-\d\d-\d\d \d\d:00 UTC to 2026-\d\d-\d\d \d\d:00 UTC\.$/,
    )
  })

  test('a change among the rows of the baseline is said to be one', async () => {
    const random = createRandom(22)
    const shifted = (row: number) => (randomNormal(random) + (row >= 600 ? 2 : 0)).toFixed(4)
    const { document, column } = await desk.compare(
      csv({ timestamp: hourly(0), x: shifted, y: number(2) }, 1_000),
      csv({ timestamp: hourly(1_000), x: number(3, 2), y: number(7) }, 1_000),
    )
    const { onset } = column('x')
    expect(onset.in_baseline).toBe(true)
    expect(Math.abs(Date.parse(onset.at ?? '') - (START + 600 * HOUR))).toBeLessThanOrEqual(6 * HOUR)
    expect(text(document)).toMatch(
      /^1 of 2 columns drifted: x; the largest PSI is \S+\. The baseline itself changed on 2026-\d\d-\d\d \d\d:00 UTC: x\.$/,
    )
  })

  test('a log cut at a time has its onset at the cut, and buckets of both halves', async () => {
    const random = createRandom(8)
    const files = [
      await desk.grant(
        'log.csv',
        csv(
          {
            timestamp: hourly(0),
            x: (row) => (randomNormal(random) + (row >= 500 ? 1 : 0)).toFixed(4),
            y: number(3),
          },
          1_000,
        ),
      ),
    ]
    const time = new Date(START + 500 * HOUR).toISOString()
    const { run } = await desk.client.job('drift.run', { source: { kind: 'split', files, at: { time } } })
      .result
    const { document } = await desk.client.query('drift.get', { run })
    const heatmap = await desk.client.query('drift.heatmap', { run })
    const x = document.columns.find(({ name }) => name === 'x')
    expect(Math.abs(Date.parse(x?.onset.at ?? '') - Date.parse(time))).toBeLessThanOrEqual(6 * HOUR)
    expect(heatmap.rows.reduce((sum, count) => sum + count, 0)).toBe(1_000)
    const audit = await desk.client.job('drift.audit', { run, column: 'x' }).result
    expect(audit.rows).toEqual({ reference: 500, current: 500 })
  })
})

describe('all columns together', () => {
  test('is skipped with its reason for fewer than two numeric features', async () => {
    const log = (seed: number) =>
      csv({ x: number(seed), city: (row) => (row % 3 === 0 ? 'Bern' : 'Pune') }, 400)
    const { document } = await desk.compare(log(1), log(2))
    expect(document.multivariate?.reason).toBe('there is one numeric or boolean feature; two are needed')
    expect(document.multivariate?.mmd).toBeNull()
  })

  test('sees that two columns stopped moving together, which neither of them shows', async () => {
    const pair = (seed: number, together: boolean) => {
      const random = createRandom(seed)
      let a = 0
      return csv(
        {
          a: () => {
            a = randomNormal(random)
            return a.toFixed(4)
          },
          b: () => (0.95 * (together ? a : randomNormal(random)) + 0.31 * randomNormal(random)).toFixed(4),
          c: number(seed + 50),
        },
        2_000,
      )
    }
    const { document, column } = await desk.compare(pair(1, true), pair(2, false))
    expect([column('a').verdict, column('b').verdict]).toEqual(['none', 'none'])
    expect(document.multivariate?.correlation?.largest[0]).toMatchObject({ first: 'a', second: 'b' })
    expect(document.multivariate?.correlation?.changed).toBe(1)
    expect(document.multivariate?.reconstruction?.drifted).toBe(true)
    expect(document.multivariate?.mmd?.p_value).toBe(0.002)
  })

  test('takes at most 60 columns, and says how many it left out', async () => {
    const wide = (seed: number) =>
      csv(Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`c${i}`, number(seed * 100 + i)])), 1_500)
    const { document } = await desk.compare(wide(1), wide(2))
    expect(document.multivariate?.columns).toHaveLength(60)
    expect(document.multivariate?.columns_left_out).toBe(10)
    expect(document.multivariate?.classifier).not.toBeNull()
  }, 60_000)
})

test('progress counts cells up to rows × columns', async () => {
  const seen: JobProgress[] = []
  await desk.compare(
    csv({ a: number(1), b: number(2), c: number(3) }, 700),
    csv({ a: number(4), b: number(5), c: number(6) }, 300),
    {},
    (progress) => seen.push(progress),
  )
  const cells = seen.filter(({ unit }) => unit === 'cells')
  expect(cells.length).toBeGreaterThan(0)
  expect(cells[cells.length - 1]).toMatchObject({ stage: 'measuring', done: 3_000, total: 3_000 })
})
