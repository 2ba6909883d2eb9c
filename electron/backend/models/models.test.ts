import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, createClient } from '#shared/contract/client.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import { VERDICTS } from '#shared/domain/verdict.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import type { LocalBackend } from '../backend.ts'
import { createBackend } from '../create-backend.ts'
import { localTransport } from '../local-transport.ts'

const DAY = 86_400_000
const START = Date.parse('2026-03-02T00:00:00Z')
const DAYS = 20
const A_DAY = 300
const iso = (time: number) => new Date(time).toISOString()
const days = (from: number, to: number) =>
  ({ kind: 'time', start: iso(START + from * DAY), end: iso(START + to * DAY) }) as const

let folder = ''
let backend: LocalBackend
let client: Client

async function load(model: string, name: string, text: string, mapping: Partial<Mapping> = {}) {
  const path = join(folder, name)
  writeFileSync(path, text)
  const { token } = await backend.grantFile(path)
  return client.job('log.import', { files: [token], mapping: { roles: {}, ...mapping, model } }).result
}

/** Twenty days of 300 rows; from day ten on the amount is higher for the segment "b", and the label stops on day 15. */
function shifting(): string {
  const random = createRandom(7)
  const lines = ['at,amount,other,channel,truth']
  for (let row = 0; row < DAYS * A_DAY; row += 1) {
    const at = START + Math.floor((row / A_DAY) * DAY)
    const late = at >= START + 10 * DAY
    const channel = row % 3 === 0 ? 'b' : 'a'
    const amount = randomNormal(random) + (late && channel === 'b' ? 2 : 0)
    const truth = at >= START + 15 * DAY ? '' : row % 2
    lines.push(
      `${iso(at)},${amount},${late ? amount + randomNormal(random) : randomNormal(random)},${channel},${truth}`,
    )
  }
  return `${lines.join('\n')}\n`
}

const ROLES: Mapping['roles'] = { at: 'timestamp', channel: 'segment', truth: 'label' }
const model = 'shifting'

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-models-'))
  backend = await createBackend({
    shell: 'cli',
    paths: {
      workspace: join(folder, 'workspace'),
      temporary: join(folder, 'temporary'),
      resources: join(folder, 'resources'),
    },
    dialogs: null,
    pdf: { available: false, reason: 'None here.' },
    secrets: null,
    deliver: async ({ name }) => ({ kind: 'saved', name, bytes: 0 }),
    notify: () => undefined,
    openExternal: async () => undefined,
  })
  client = createClient(localTransport(backend))
  await load(model, 'shifting.csv', shifting(), { roles: ROLES })
  await client.job('models.use_rows', { model, name: 'before', window: days(0, 10) }).result
}, 60_000)
afterAll(async () => {
  await backend?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the course of a model', () => {
  test('each bucket of the spine says what a window of that bucket says', async () => {
    const spine = await client.query('models.spine', { model })
    expect(spine).toMatchObject({
      unit: 'time',
      step: '1 day',
      rows_exact: true,
      columns: 4,
      unplaced: 0,
      pending: 0,
    })
    expect(spine.buckets).toHaveLength(DAYS)
    expect([...spine.rows]).toEqual(new Array(DAYS).fill(A_DAY))
    for (const [bucket, { start, end }] of spine.buckets.entries()) {
      const { summary } = await client.query('profiles.window', {
        model,
        window: { kind: 'time', start, end },
      })
      expect(VERDICTS[spine.verdicts?.[bucket] ?? -1]).toBe(summary.verdict)
      expect(spine.drifted?.[bucket]).toBe(summary.drifted)
    }
    expect([...(spine.labelled ?? [])]).toEqual([...new Array(15).fill(1), ...new Array(5).fill(0)])
  })

  test('the baseline and the imports are marked where they are', async () => {
    const { marks, baseline_window } = await client.query('models.spine', { model })
    expect(marks).toEqual([
      {
        kind: 'baseline',
        start: iso(START),
        end: iso(START + 10 * DAY),
        label: 'before',
        column: null,
        verdict: null,
      },
      { kind: 'import', start: iso(START), end: null, label: 'shifting.csv', column: null, verdict: null },
    ])
    expect(baseline_window).toEqual(days(0, 10))
  })

  test('each cell of the heat map is the column of the window of its bucket', async () => {
    const map = await client.query('models.heatmap', { model })
    expect(map.buckets.map(({ side }) => side)).toEqual([
      ...new Array(10).fill('reference'),
      ...new Array(10).fill('current'),
    ])
    for (const bucket of [0, 9, 10, 19]) {
      const { start, end } = map.buckets[bucket]
      const { columns } = await client.query('profiles.window', {
        model,
        window: { kind: 'time', start, end },
      })
      for (const [c, name] of map.columns.entries()) {
        const column = columns.find((one) => one.name === name)
        const cell = c * map.buckets.length + bucket
        if (column?.psi) expect(map.psi[cell]).toBe(column.psi.value)
        expect(VERDICTS[map.verdicts[cell]]).toBe(column?.verdict)
      }
    }
  })

  test('labels that are still coming are no drift', async () => {
    const { columns } = await client.query('profiles.window', { model, window: days(15, 20) })
    expect(columns.find(({ name }) => name === 'truth')).toMatchObject({
      verdict: 'insufficient',
      missing: { current: 1 },
      reasons: ['labels of this window are still coming'],
    })
    const map = await client.query('models.heatmap', { model })
    const cells = [...map.verdicts.slice(map.columns.indexOf('truth') * DAYS)].slice(0, DAYS)
    expect(cells.map((code) => VERDICTS[code])).toEqual([
      ...new Array(15).fill('none'),
      ...new Array(5).fill('insufficient'),
    ])
  })

  test('a window of the map is cut finer', async () => {
    const map = await client.query('models.heatmap', { model, window: days(12, 14) })
    // An hour has 12 rows, too few to say anything.
    expect(map).toMatchObject({ step: '3 hours', unplaced: 0 })
    expect(map.buckets).toHaveLength(16)
    expect(map.rows.reduce((sum, rows) => sum + rows, 0)).toBe(2 * A_DAY)
  })

  test('the counts of a brush are the sum of those of its buckets', async () => {
    const bins = async (from: number, to: number) => {
      const { columns } = await client.query('profiles.window', { model, window: days(from, to) })
      return columns.map(({ rows, psi }) => [rows.current, ...(psi?.bins.map((bin) => bin.current) ?? [])])
    }
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: DAYS - 1 }),
        fc.integer({ min: 1, max: DAYS }),
        async (a, b) => {
          fc.pre(a < b)
          const single = await Promise.all(
            Array.from({ length: b - a }, (_, day) => bins(a + day, a + day + 1)),
          )
          const sums = single[0].map((counts, c) =>
            counts.map((_, bin) => single.reduce((sum, one) => sum + one[c][bin], 0)),
          )
          // Bins that are empty on both sides are left out, and those without missing values have no bin for them.
          const whole = await bins(a, b)
          expect(whole.map(([rows]) => rows)).toEqual(sums.map(([rows]) => rows))
          for (const [c, counts] of whole.entries()) {
            if (single.every((one) => one[c].length === counts.length)) expect(counts).toEqual(sums[c])
          }
        },
      ),
      { numRuns: 20 },
    )
  })

  test('two windows of choice are compared on the bins of the baseline', async () => {
    const late = { model, window: days(15, 20), reference: days(10, 15) }
    const { columns, rows } = await client.query('profiles.window', late)
    expect(rows).toEqual({ reference: 5 * A_DAY, current: 5 * A_DAY })
    const amount = columns.find(({ name }) => name === 'amount')
    expect(amount?.verdict).toBe('none')
    const against = await client.query('profiles.window', { model, window: days(15, 20) })
    expect(against.columns.find(({ name }) => name === 'amount')?.verdict).toBe('high')
    const map = await client.query('models.heatmap', { ...late, window: undefined })
    expect(map.verdicts[map.columns.indexOf('amount') * DAYS + 17]).toBe(VERDICTS.indexOf('none'))
  })

  test('the spine of a model without a baseline estimates its rows and judges nothing', async () => {
    await load('fresh', 'fresh.csv', shifting(), { roles: ROLES })
    const spine = await client.query('models.spine', { model: 'fresh' })
    expect(spine).toMatchObject({ baseline: null, verdicts: null, rows_exact: false, step: '1 day' })
    expect(spine.rows.reduce((sum, rows) => sum + rows, 0)).toBe(DAYS * A_DAY)
    expect(spine.rows.reduce((sum, rows) => sum + rows, 0)).toBeCloseTo(DAYS * A_DAY, -1)
  })

  test('a log without times is cut by its rows', async () => {
    const text = `x\n${Array.from({ length: 20_000 }, (_, row) => row % 97).join('\n')}\n`
    await load('timeless', 'timeless.csv', text)
    await client.job('models.use_rows', { model: 'timeless', window: { kind: 'rows', start: 0, end: 8_192 } })
      .result
    const spine = await client.query('models.spine', { model: 'timeless' })
    expect(spine).toMatchObject({ unit: 'rows', step: '8192 rows' })
    expect(spine.buckets).toEqual([
      { start: '0', end: '8192' },
      { start: '8192', end: '16384' },
      { start: '16384', end: '20000' },
    ])
    expect([...spine.rows]).toEqual([8_192, 8_192, 3_616])
  })

  test('an unknown model is said to be unknown', async () => {
    await expect(client.query('models.spine', { model: 'nobody' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('a segment', () => {
  const segment = { column: 'channel', value: 'b' }

  test('is refused until it is counted, then every window of it is that of its rows alone', async () => {
    const query = { model, segment, window: days(10, 20) }
    await expect(client.query('profiles.window', query)).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
    expect(await client.job('models.count_segment', { model, segment }).result).toEqual({
      rows: (DAYS * A_DAY) / 3,
    })
    const { columns, rows } = await client.query('profiles.window', query)
    expect(rows).toEqual({ reference: 1_000, current: 1_000 })
    const psi = (all: typeof columns) => all.find(({ name }) => name === 'amount')?.psi?.value ?? 0
    const whole = await client.query('profiles.window', { model, window: days(10, 20) })
    // Only this third of the rows moved.
    expect(psi(columns)).toBeGreaterThan(5 * psi(whole.columns))
    const map = await client.query('models.heatmap', { model, segment })
    expect([...map.rows]).toEqual(new Array(DAYS).fill(A_DAY / 3))
  })

  test('is measured from its rows on the bins of the baseline: the counted PSI again, the others without bounds', async () => {
    await client.job('models.count_segment', { model, segment }).result
    const query = { model, segment, window: days(10, 20), column: 'amount' }
    const { window } = await client.query('models.column', query)
    const { column, distribution } = await client.job('models.examine', query).result
    expect(column.rows).toEqual({ reference: 1_000, current: 1_000 })
    expect(column.psi?.value).toBeCloseTo(window.psi?.value ?? 0, 12)
    expect(column.verdict).toBe(window.verdict)
    const [least, most] = window.ks?.bounds ?? [0, 0]
    expect(column.ks?.statistic).toBeGreaterThanOrEqual(least)
    expect(column.ks?.statistic).toBeLessThanOrEqual(most)
    expect(Math.abs(Date.parse(column.onset.at ?? '') - (START + 10 * DAY))).toBeLessThanOrEqual(DAY)
    expect(distribution?.edges.length).toBe(81)
    // Another window in place of the baseline is measured on the same bins, too.
    const reference = days(0, 5)
    const other = await client.query('models.column', { ...query, reference })
    const examined = await client.job('models.examine', { ...query, reference }).result
    expect(examined.column.psi?.value).toBeCloseTo(other.window.psi?.value ?? 0, 12)
  })

  test('can be picked among the values of columns that have few', async () => {
    const { columns } = await client.query('models.segments', { model })
    expect(columns).toEqual([
      {
        column: 'channel',
        role: 'segment',
        values: [
          { value: 'a', reference: 2_000, rows: 4_000 },
          { value: 'b', reference: 1_000, rows: 2_000 },
        ],
      },
    ])
  })
})

describe('one column', () => {
  test('from counts: its window, its course, its cells', async () => {
    const column = await client.query('models.column', { model, column: 'amount', window: days(10, 20) })
    expect(column.window.verdict).toBe('high')
    expect(column.history.psi).toHaveLength(DAYS)
    expect(column.cells?.reference.reduce((sum, rows) => sum + rows, 0)).toBe(3_000)
    expect(column.cells?.current.reduce((sum, rows) => sum + rows, 0)).toBe(3_000)
    const [before, after] = [column.history.mean[3], column.history.mean[15]]
    expect(after - before).toBeGreaterThan(0.4)
  })

  test('from the rows: the same PSI, the onset, the segment that carries it, the correlation that came', async () => {
    const window = days(10, 20)
    const counted = await client.query('models.column', { model, column: 'amount', window })
    const { column, correlation, distribution } = await client.job('models.examine', {
      model,
      column: 'amount',
      window,
      by: 'channel',
    }).result
    expect(column.psi?.value).toBeCloseTo(counted.window.psi?.value ?? 0, 12)
    expect(column.verdict).toBe(counted.window.verdict)
    expect(column.ks?.p_adjusted).toBeCloseTo(counted.window.ks?.p_adjusted ?? 0, 3)
    expect(Math.abs(Date.parse(column.onset.at ?? '') - (START + 10 * DAY))).toBeLessThanOrEqual(DAY)
    expect(column.segments?.items[0]).toMatchObject({
      segment: 'b',
      rows: { reference: 1_000, current: 1_000 },
    })
    expect(column.audit.power_at_threshold).toBeGreaterThan(0.9)
    expect(correlation?.largest[0]?.column).toBe('other')
    expect(distribution?.edges.length).toBe(81)
  })

  test('an unknown column is told with the nearest name', async () => {
    await expect(
      client.query('models.column', { model, column: 'amonut', window: { kind: 'all' } }),
    ).rejects.toMatchObject({ code: 'COLUMN_UNKNOWN', message: expect.stringContaining('"amount"') })
  })

  test('the changes of all columns are dated from counts', async () => {
    const { onsets } = await client.job('models.onsets', { model }).result
    const amount = onsets.find(({ column, main }) => column === 'amount' && main)
    expect(Math.abs(Date.parse(amount?.at ?? '') - (START + 10 * DAY))).toBeLessThanOrEqual(DAY)
  })
})

describe('rows behind a selection', () => {
  test('come in pages, in their order, with their numbers', async () => {
    const query = { model, window: days(10, 11), limit: 200 }
    const first = await client.query('log.rows', { ...query, offset: 0 })
    expect(first.columns.map(({ name }) => name)).toEqual(['at', 'amount', 'other', 'channel', 'truth'])
    expect(first.rows).toHaveLength(200)
    expect(first.more).toBe(true)
    expect(first.rows[0]).toMatchObject({ number: 3_000, log: 'shifting.csv' })
    expect(first.rows[0]?.cells[0]).toBe(iso(START + 10 * DAY))
    const second = await client.query('log.rows', { ...query, offset: 200 })
    expect(second.rows.map(({ number }) => number)).toEqual(
      Array.from({ length: 100 }, (_, row) => 3_200 + row),
    )
    expect(second.more).toBe(false)
  })

  test('are those of a value, a range, or without a value', async () => {
    const page = (filter: object) =>
      client.query('log.rows', { model, window: days(14, 16), offset: 0, limit: 200, ...filter })
    const inSegment = await page({ segment: { column: 'channel', value: 'b' } })
    expect(inSegment.rows.every(({ cells }) => cells[3] === 'b')).toBe(true)
    expect(inSegment).toMatchObject({ rows: { length: 200 }, more: false })
    const high = await page({ filter: { kind: 'range', column: 'amount', lower: 2.5, upper: null } })
    expect(high.rows.length).toBeGreaterThan(0)
    expect(high.rows.every(({ cells }) => Number(cells[1]) >= 2.5)).toBe(true)
    const unlabelled = await page({ filter: { kind: 'missing', column: 'truth' } })
    expect(unlabelled.rows[0]).toMatchObject({ number: 4_500 })
  })
})

describe('the overview', () => {
  test('has a card for each model, with its verdict or with a baseline to accept', async () => {
    await load('carded', 'carded.csv', shifting(), { roles: ROLES })
    const { models } = await client.query('models.overview', {})
    expect(models.find((card) => card.model === model)).toMatchObject({
      rows: DAYS * A_DAY,
      baseline: { name: 'before' },
      verdict: { verdict: 'high', window: days(13, 20) },
      labels: 'with_log',
      breaker_state: null,
      open_alerts: null,
      proposal: null,
    })
    // Twenty days are less than three weeks, so the first 30% of the time, at midnight.
    expect(models.find((card) => card.model === 'carded')).toMatchObject({
      verdict: null,
      baseline: null,
      proposal: { rule: 'first_part', window: { kind: 'time', start: null, end: iso(START + 6 * DAY) } },
    })
  })

  test('tells how many rows have their label by now, those of other files too', async () => {
    const at = (day: number) => iso(START + day * DAY)
    await load('late', 'log.csv', `id,at,score\n1,${at(0)},0.1\n2,${at(0)},0.2\n3,${at(3)},0.3\n`, {
      roles: { id: 'prediction_id', at: 'timestamp', score: 'score' },
    })
    await load('late', 'truth.csv', 'id,truth\n1,1\n3,0\n', {
      roles: { id: 'prediction_id', truth: 'label' },
    })
    const { labelled } = await client.query('models.labelled', { model: 'late' })
    expect(labelled?.[0]).toBe(0.5)
    expect(labelled?.at(-1)).toBe(1)
  })
})
