import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { performanceDocument } from '#shared/contract/documents/performance.ts'
import type { Params } from '#shared/contract/operations.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { type Desk, openDesk } from '../../drift/testing/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

type Options = Omit<Params<'performance.run'>, 'source'> & {
  readonly labels?: string
  readonly reference?: string
}

async function run(csv: string, { labels, reference, ...options }: Options = {}) {
  const source = {
    kind: 'files' as const,
    log: [await desk.grant('log.csv', csv)],
    ...(labels === undefined ? {} : { labels: [await desk.grant('labels.csv', labels)] }),
    ...(reference === undefined ? {} : { reference: [await desk.grant('reference.csv', reference)] }),
  }
  const document = await desk.client.job('performance.run', { source, ...options }).result
  return performanceDocument.parse(JSON.parse(JSON.stringify(document)))
}

const ROLES = {
  score: 'score',
  label: 'label',
  timestamp: 'timestamp',
  prediction_id: 'prediction_id',
} as const
const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)
const time = (at: number) => new Date(at).toISOString()

type Row = { readonly day: number; readonly score: number; readonly label: number; readonly at: number }

/** Rows whose label is 1 with the probability that the score says, or with `truth(score, day)`. */
function rowsOf(
  days: number,
  perDay: number,
  truth = (score: number, _day: number) => score,
  seed = 1,
): Row[] {
  const random = createRandom(seed)
  return Array.from({ length: days * perDay }, (_, i) => {
    const day = Math.floor(i / perDay)
    const score = random.uniform()
    const label = random.uniform() < truth(score, day) ? 1 : 0
    return { day, score, label, at: START + (i / perDay) * DAY }
  })
}

function csvOf(
  rows: readonly Row[],
  label: (row: Row, i: number) => string = ({ label: own }) => String(own),
) {
  const lines = rows.map((row, i) => `p${i},${time(row.at)},${row.score.toFixed(4)},${label(row, i)}`)
  return `prediction_id,timestamp,score,label\n${lines.join('\n')}\n`
}

const healthy = rowsOf(10, 300)
const broken = rowsOf(10, 300, (score, day) => (day >= 6 ? 0.5 : score), 2)
const mapping = { roles: ROLES, task: 'binary' as const }

describe('a binary model', () => {
  it('has metrics by day with intervals, and nothing to report while it is well', async () => {
    const { windows, verdict, baseline, labelled } = await run(csvOf(healthy), {
      reference: csvOf(rowsOf(10, 300, undefined, 9)),
      mapping,
      window: '1d',
    })
    expect(labelled).toBe(3_000)
    expect(windows).toHaveLength(10)
    expect(windows[0]).toMatchObject({
      start: '2026-01-01T00:00:00.000Z',
      end: '2026-01-02T00:00:00.000Z',
      rows: 300,
      labelled: 300,
      mature: true,
    })
    for (const { metrics } of windows) {
      for (const name of [
        'accuracy',
        'precision',
        'recall',
        'f1',
        'mcc',
        'roc_auc',
        'pr_auc',
        'log_loss',
        'brier',
        'lift',
      ]) {
        const { value, ci } = metrics[name]
        expect(ci?.[0], name).toBeLessThanOrEqual(value ?? Number.NaN)
        expect(ci?.[1], name).toBeGreaterThanOrEqual(value ?? Number.NaN)
      }
    }
    expect(baseline).toMatchObject({ source: 'reference', rows: 3_000 })
    expect(verdict).toBe('none')
  })

  it('is worse since the day on which its scores stopped meaning anything', async () => {
    const { windows, verdict, reasons } = await run(csvOf(broken), {
      reference: csvOf(healthy),
      mapping,
      window: '1d',
    })
    expect(windows.map((window) => window.verdict)).toEqual([
      ...new Array(6).fill('none'),
      ...new Array(4).fill('high'),
    ])
    expect(verdict).toBe('high')
    expect(reasons[0]).toBe(
      '4 of 10 windows are worse than the baseline, the first from 2026-01-07T00:00:00.000Z.',
    )
  })

  it('is compared with its own start where there is no baseline', async () => {
    const { windows, baseline, verdict } = await run(csvOf(broken), { mapping, window: '1d' })
    expect(baseline?.source).toBe('start_of_log')
    expect(windows.map(({ part }) => part).indexOf('current')).toBe(3)
    expect(verdict).toBe('high')
  })

  it('is measured in windows of rows where there are no times', async () => {
    const csv = csvOf(healthy).replaceAll(/^(p\d+),[^,]*/gm, '$1,')
    const { windows, window } = await run(csv, {
      mapping: { ...mapping, roles: { score: 'score', label: 'label' } },
      window: '1000r',
    })
    expect(window).toBe('1000r')
    expect(windows.map(({ row_range, start }) => [...row_range, start])).toEqual([
      [0, 1000, null],
      [1000, 2000, null],
      [2000, 3000, null],
    ])
  })
})

describe('before labels come', () => {
  it('the estimate is near the truth that comes, and its record is kept', async () => {
    const shifted = rowsOf(6, 400, undefined, 5).map((row) => ({ ...row, score: row.score }))
    const { windows, estimate } = await run(csvOf(shifted), {
      reference: csvOf(healthy),
      mapping,
      window: '1d',
      estimate: true,
    })
    expect(estimate).toMatchObject({ method: 'cbpe', rows: 3_000 })
    expect(estimate?.record.roc_auc.windows).toBe(6)
    expect(Math.abs(estimate?.record.roc_auc.mean_error ?? 1)).toBeLessThan(0.02)
    for (const { estimated } of windows) {
      expect(estimated.roc_auc.standard_error).toBeGreaterThan(0)
      expect(Math.abs(estimated.roc_auc.error ?? 1)).toBeLessThan(0.08)
    }
  })

  it('without any label there are estimates, bounds and no verdict', async () => {
    const { windows, verdict, reasons, maturity } = await run(
      csvOf(healthy, () => ''),
      {
        reference: csvOf(rowsOf(10, 300, undefined, 9)),
        mapping,
        window: '1d',
        estimate: true,
      },
    )
    expect(verdict).toBe('insufficient')
    expect(maturity.rule).toBe('no_labels')
    expect(reasons[0]).toBe('No row has a label yet.')
    expect(reasons[1]).toMatch(
      /ROC AUC is estimated at 0\.\d+ in the last window; it was 0\.\d+ in the baseline/,
    )
    expect(windows[0].metrics.roc_auc).toEqual({
      value: null,
      ci: null,
      reason: 'no row has both a label and a score',
    })
    expect(windows[0].bounds.accuracy).toEqual([0, 1])
  })

  it('without a labelled baseline the reason is told', async () => {
    const { estimate, estimate_reason } = await run(
      csvOf(healthy.slice(0, 300), () => ''),
      {
        mapping,
        estimate: true,
      },
    )
    expect(estimate).toBeNull()
    expect(estimate_reason).toContain('name one with --reference')
  })
})

describe('late labels', () => {
  const delayed = (delayDays: number) => {
    const asOf = START + 10 * DAY
    const known = healthy.flatMap((row, i) => {
      const at = row.at + delayDays * DAY * (0.5 + (i % 10) / 20)
      return at <= asOf ? [`p${i},${row.label},${time(at)}`] : []
    })
    return `prediction_id,label,label_timestamp\n${known.join('\n')}\n`
  }
  const roles = {
    score: 'score',
    timestamp: 'timestamp',
    prediction_id: 'prediction_id',
    label: 'label',
    label_timestamp: 'label_timestamp',
  } as const
  const bare = csvOf(healthy)
    .split('\n')
    .map((line) => line.slice(0, Math.max(0, line.lastIndexOf(','))))
    .join('\n')

  it('leave the newest windows immature, which nothing judges, with bounds around all of their rows', async () => {
    const { windows, maturity } = await run(bare, {
      labels: delayed(3),
      reference: csvOf(rowsOf(10, 300, undefined, 9)),
      mapping: { ...mapping, roles },
      window: '1d',
    })
    expect(maturity.rule).toBe('label_times')
    expect(maturity.delay_hours).toBeCloseTo(3 * 24 * 0.95, -1)
    expect(windows.map(({ mature }) => mature)).toEqual([
      ...new Array(7).fill(true),
      ...new Array(3).fill(false),
    ])
    const last = windows.at(-1)
    expect(last).toMatchObject({ verdict: 'insufficient', against_baseline: {} })
    const [lower, upper] = last?.bounds.accuracy ?? [1, 0]
    const truth =
      healthy.slice(2_700).filter(({ score, label }) => Number(score >= 0.5) === label).length / 300
    expect(lower).toBeLessThanOrEqual(truth)
    expect(upper).toBeGreaterThanOrEqual(truth)
  })

  it('of rows that are not in the log are counted', async () => {
    const { counts, notes } = await run(bare, {
      labels: `${delayed(3)}ghost,1,${time(START)}\n`,
      mapping: { ...mapping, roles },
      window: '1d',
    })
    expect(counts.unmatched_labels).toBe(1)
    expect(notes).toContain('1 labels are of rows that are not in the log; they are left out.')
  })

  it('that the action prevents are in the ledger and do not make a window immature', async () => {
    const csv = `prediction_id,timestamp,score,action,amount,label\n${healthy
      .map((row, i) => {
        const blocked = row.score > 0.9
        return `p${i},${time(row.at)},${row.score.toFixed(4)},${blocked ? 'blocked' : 'approved'},10,${blocked ? '' : row.label}`
      })
      .join('\n')}\n`
    const { ledger, windows } = await run(csv, {
      mapping: { task: 'binary', roles: { ...ROLES, action: 'segment', amount: 'value' } },
      window: '1d',
      estimate: true,
    })
    const blocked = healthy.filter(({ score }) => score > 0.9).length
    expect(ledger).toHaveLength(1)
    expect(ledger[0]).toMatchObject({
      column: 'action',
      value: 'blocked',
      rows: blocked,
      labelled: 0,
      money: blocked * 10,
    })
    expect(ledger[0].explanation).toContain('"blocked" prevents the outcome')
    expect(windows.every(({ mature }) => mature)).toBe(true)
    expect(windows.reduce((sum, { barred }) => sum + barred, 0)).toBe(blocked)
  })
})

describe('segments and slices', () => {
  it('name the segment that is worse than the rest, and the pair that hides in two columns', async () => {
    const random = createRandom(4)
    const lines = Array.from({ length: 6_000 }, (_, i) => {
      const city = ['north', 'south', 'west'][i % 3]
      const device = random.uniform() < 0.5 ? 'phone' : 'web'
      const score = random.uniform()
      const noisy = city === 'south' && device === 'phone'
      const label = random.uniform() < (noisy ? 0.5 : score > 0.5 ? 0.95 : 0.05) ? 1 : 0
      return `${time(START + i * 600_000)},${city},${device},${score.toFixed(4)},${label}`
    })
    const { segments, slices } = await run(`timestamp,city,device,score,label\n${lines.join('\n')}\n`, {
      mapping: {
        task: 'binary',
        roles: { ...pick('timestamp', 'score', 'label'), city: 'segment', device: 'segment' },
      },
      by: ['city'],
      window: '1w',
    })
    const worst = segments.find(({ value }) => value === 'south')
    expect(worst?.against_rest).toMatchObject({ metric: 'roc_auc', verdict: 'high' })
    expect(segments.filter(({ verdict }) => verdict !== 'none').map(({ value }) => value)).toEqual(['south'])
    expect(slices.weakest[0].parts).toEqual([
      { column: 'city', value: 'south' },
      { column: 'device', value: 'phone' },
    ])
  })

  it('by a column that there is not is refused with the nearest name', async () => {
    await expect(run(csvOf(healthy), { mapping, by: ['scor'] })).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
      mend: 'Did you mean "score"?',
    })
  })
})

const pick = <Name extends keyof typeof ROLES>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, ROLES[name]])) as Pick<typeof ROLES, Name>

describe('costs and boundaries', () => {
  it('show the cheapest threshold and what crossed the one in use', async () => {
    const shifted = healthy.map((row) => ({ ...row, score: Math.min(1, row.score + 0.1) }))
    const { cost, flux } = await run(csvOf(shifted), {
      reference: csvOf(rowsOf(10, 300, undefined, 9)),
      mapping,
      window: '1d',
      thresholds: [0.5],
      costs: { false_positive: 1, false_negative: 9, currency: 'EUR' },
    })
    expect(cost).toMatchObject({ false_positive: 1, false_negative: 9, currency: 'EUR', rows: 3_000 })
    // Scores that mean p = score − 0.1 are best cut at 1/(1 + 9) + 0.1.
    expect(cost?.cheapest.threshold).toBeGreaterThan(0.12)
    expect(cost?.cheapest.threshold).toBeLessThan(0.3)
    expect(cost?.at[0].cost).toBeGreaterThan(cost?.cheapest.cost ?? 0)
    expect(flux[0].threshold).toBe(0.5)
    expect(flux[0].difference).toBeCloseTo(0.1, 1)
    expect(flux[0].rows / 3_000).toBeCloseTo(flux[0].difference, 3)
  })
})

describe('fairness', () => {
  it('shows rates by group, the four-fifths line, the trend, and what cannot hold together', async () => {
    const random = createRandom(8)
    const lines = Array.from({ length: 4_000 }, (_, i) => {
      const group = i % 2 === 0 ? 'a' : 'b'
      const score = group === 'a' ? 0.2 + 0.8 * random.uniform() : 0.7 * random.uniform()
      return `${time(START + i * 600_000)},${group},${score.toFixed(4)},${random.uniform() < score ? 1 : 0}`
    })
    const { fairness } = await run(`timestamp,sex,score,label\n${lines.join('\n')}\n`, {
      mapping: { task: 'binary', roles: { ...pick('timestamp', 'score', 'label'), sex: 'segment' } },
      protected: ['sex'],
      window: '1w',
    })
    const [sex] = fairness
    expect(sex.groups.map(({ group, rows }) => [group, rows])).toEqual([
      ['a', 2_000],
      ['b', 2_000],
    ])
    const selection = sex.criteria.find(({ criterion }) => criterion === 'selection_rate')
    expect(selection).toMatchObject({ highest: 'a', lowest: 'b', four_fifths: 'fails' })
    expect(selection?.ratio).toBeCloseTo(0.2857 / 0.625, 1)
    expect(sex.impossibility).toContain('While base rates differ')
    expect(sex.trend).toHaveLength(5)
  })
})

describe('other tasks', () => {
  const random = createRandom(12)

  it('of several classes have macro metrics, a matrix and estimates', async () => {
    const names = ['cat', 'cow', 'dog']
    const line = () => {
      const raw = names.map(() => random.uniform() ** 2)
      const sum = raw[0] + raw[1] + raw[2]
      const p = raw.map((x) => x / sum)
      const u = random.uniform()
      const actual = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2
      return `${p.map((x) => x.toFixed(4)).join(',')},${names[p.indexOf(Math.max(...p))]},${names[actual]}`
    }
    const csv = (rows: number) =>
      `p_cat,p_cow,p_dog,prediction,label\n${Array.from({ length: rows }, line).join('\n')}\n`
    const roles = {
      p_cat: 'score',
      p_cow: 'score',
      p_dog: 'score',
      prediction: 'prediction',
      label: 'label',
    } as const
    const { task, windows, confusion, estimate } = await run(csv(1_500), {
      reference: csv(3_000),
      mapping: { roles },
      window: '500r',
      estimate: true,
    })
    expect(task).toBe('multiclass')
    expect(confusion?.classes).toEqual(names)
    expect(confusion?.cells.flat().reduce((a, b) => a + b)).toBe(1_500)
    for (const { metrics, estimated } of windows) {
      expect(metrics.roc_auc_macro.ci).not.toBeNull()
      expect(Math.abs((estimated.accuracy.value ?? 0) - (metrics.accuracy.value ?? 1))).toBeLessThan(0.08)
    }
    expect(estimate?.record.accuracy.windows).toBe(3)
  })

  it('of regression have errors, and an estimate of them from predictions and features', async () => {
    const csv = (rows: number, centre: number) => {
      const lines = Array.from({ length: rows }, () => {
        const x = randomNormal(random) + centre
        const actual = 10 + x + randomNormal(random) * (1 + 0.5 * Math.abs(x))
        return `${x.toFixed(4)},${(10 + x).toFixed(4)},${actual.toFixed(4)}`
      })
      return `x,prediction,label\n${lines.join('\n')}\n`
    }
    const roles = { x: 'feature', prediction: 'prediction', label: 'label' } as const
    const { task, windows, estimate, verdict } = await run(csv(1_000, 2), {
      reference: csv(4_000, 0),
      mapping: { roles },
      window: '500r',
      estimate: true,
      tolerance: 1,
    })
    expect(task).toBe('regression')
    expect(estimate?.method).toBe('direct_loss')
    expect(estimate?.skill).toBeGreaterThan(0)
    expect(verdict).not.toBe('none')
    for (const { metrics, estimated } of windows) {
      expect(metrics.within_tolerance.ci).not.toBeNull()
      const before = 1.1
      // The estimate sees that errors are larger where x has moved to.
      expect(estimated.mae.value ?? 0).toBeGreaterThan(before)
    }
  })

  it('of ranking have NDCG, precision, click rate and exposure', async () => {
    const lines = Array.from({ length: 2_000 }, (_, i) => {
      const score = random.uniform()
      return `q${Math.floor(i / 10)},item${Math.floor(random.uniform() * 30)},${score.toFixed(4)},${random.uniform() < score ? 1 : 0}`
    })
    const { windows, estimate_reason } = await run(`query,item,score,label\n${lines.join('\n')}\n`, {
      mapping: {
        task: 'ranking',
        roles: { query: 'entity_id', item: 'prediction', score: 'score', label: 'label' },
      },
      reference: `query,item,score,label\n${lines.join('\n')}\n`,
      window: '2000r',
      estimate: true,
      k: 5,
    })
    const [{ metrics }] = windows
    expect(metrics.ndcg.value).toBeGreaterThan(0.6)
    expect(metrics.precision_at_k.value).toBeGreaterThan(0.6)
    expect(metrics.ctr.ci).not.toBeNull()
    expect(metrics.coverage.value).toBe(1)
    expect(metrics.gini.ci).not.toBeNull()
    expect(estimate_reason).toContain('ranking')
  })
})

describe('edge cases', () => {
  it('of one class only have no ranking metric, with the reason', async () => {
    const { windows, verdict } = await run(
      csvOf(healthy.slice(0, 300), () => '0'),
      { mapping, window: '1mo' },
    )
    expect(windows[0].metrics.roc_auc).toEqual({
      value: null,
      ci: null,
      reason: 'no row is of the positive class',
    })
    expect(windows[0].metrics.accuracy.value).not.toBeNull()
    expect(verdict).toBe('insufficient')
  })

  it('of 3 labelled rows are insufficient, with the numbers', async () => {
    const { windows, verdict } = await run(
      csvOf(healthy.slice(0, 300), ({ label }, i) => (i < 3 ? String(label) : '')),
      { mapping, reference: csvOf(healthy), window: '1mo' },
    )
    expect(verdict).toBe('insufficient')
    expect(windows[0].labelled).toBe(3)
    expect(windows[0].reasons).toEqual(['Too few labels to say (3 of 100).'])
  })

  it('of tied scores give the same value whatever the order of the rows', async () => {
    const tied = healthy.map((row) => ({ ...row, score: Math.round(row.score * 4) / 4 }))
    const value = async (rows: readonly Row[]) =>
      (await run(csvOf(rows), { mapping, window: '1mo' })).windows[0].metrics.roc_auc.value
    const same = tied.map((row) => ({ ...row, at: START }))
    expect(await value(same)).toBeCloseTo((await value([...same].reverse())) ?? 0, 12)
  })

  it('of a few scores outside 0 to 1 leave these out of losses only', async () => {
    const rows = healthy.map((row, i) => (i < 10 ? { ...row, score: 1.5 } : row))
    const { counts, windows, notes } = await run(csvOf(rows), { mapping, window: '1mo' })
    expect(counts.scores_outside_range).toBe(10)
    expect(windows[0].metrics.brier.value).not.toBeNull()
    expect(notes.join()).toContain('10 scores are outside 0 to 1')
  })

  it('of scores that are no probabilities at all still rank', async () => {
    const rows = healthy.map((row) => ({ ...row, score: row.score * 10 - 5 }))
    const { windows } = await run(csvOf(rows), { mapping, window: '1mo', thresholds: [0] })
    expect(windows[0].metrics.roc_auc.value).toBeGreaterThan(0.75)
    expect(windows[0].metrics.brier).toMatchObject({ value: null })
    expect(windows[0].metrics.brier.reason).toContain('no probabilities')
  })

  it.each([
    ['1/-1', ({ label }: Row) => (label === 1 ? '1' : '-1')],
    ['booleans', ({ label }: Row) => (label === 1 ? 'true' : 'false')],
    ['texts', ({ label }: Row) => (label === 1 ? 'fraud' : 'legit')],
  ])('of labels as %s give the metrics of 0 and 1', async (_name, text) => {
    const plain = await run(csvOf(healthy.slice(0, 900)), { mapping, window: '1mo' })
    const other = await run(csvOf(healthy.slice(0, 900), text), { mapping, window: '1mo' })
    expect(other.windows[0].metrics.roc_auc.value).toBe(plain.windows[0].metrics.roc_auc.value)
    expect(other.windows[0].metrics.accuracy.value).toBe(plain.windows[0].metrics.accuracy.value)
  })
})

describe('the kept manifest of a model', () => {
  it('is followed without being told, in performance and in calibration', async () => {
    const group = (i: number) => (i % 2 === 0 ? 'old' : 'young')
    const csv = csvOf(rowsOf(10, 100), (row, i) => `${row.label},${group(i)}`).replace(
      'label\n',
      'label,age\n',
    )
    const roles = { ...ROLES, age: 'segment' } as const
    const files = [await desk.grant('kept.csv', csv)]
    await desk.client.job('log.import', { files, mapping: { model: 'kept', roles } }).result
    const text =
      'model: kept\npositive_class: 0\nthresholds: [0.3]\ncosts: {false_positive: 2, false_negative: 5}\nprotected_attributes: [age]'
    await desk.client.command('manifests.set', { model: 'kept', text })
    const source = { kind: 'model', model: 'kept' } as const
    const document = await desk.client.job('performance.run', { source, window: '1d' }).result
    expect(document).toMatchObject({
      classes: ['1', '0'],
      cost: { false_negative: 5, at: [{ threshold: 0.3 }] },
      fairness: [{ column: 'age' }],
      assumptions: {
        task: 'log',
        positive_class: 'manifest',
        costs: 'manifest',
        thresholds: 'manifest',
        protected: 'manifest',
      },
    })
    expect(new Set(document.flux.map(({ threshold }) => threshold))).toEqual(new Set([0.3]))
    const calibration = await desk.client.job('calibration.run', { source }).result
    expect(calibration.assumptions).toEqual({ task: 'log', positive_class: 'manifest' })
  })
})
