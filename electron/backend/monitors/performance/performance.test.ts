import { describe, expect, it } from 'vitest'
import {
  csvOf,
  DAY,
  healthy,
  mapping,
  performanceDesk,
  ROLES,
  rowsOf,
  START,
  time,
} from './testing/performance-desk.ts'

const { desk, run } = performanceDesk()

const broken = rowsOf(10, 300, (score, day) => (day >= 6 ? 0.5 : score), 2)

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

  it('is measured by the hour against a baseline of more hours than are ever listed', async () => {
    const { windows, baseline } = await run(csvOf(healthy.slice(0, 300)), {
      reference: csvOf(rowsOf(20, 48, undefined, 9)),
      mapping,
      window: '1h',
    })
    expect(windows).toHaveLength(24)
    expect(baseline?.thresholds.roc_auc.windows).toBe(0)
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

describe('the kept manifest of a model', () => {
  it('is followed without being told, in performance and in calibration', async () => {
    const group = (i: number) => (i % 2 === 0 ? 'old' : 'young')
    const csv = csvOf(rowsOf(10, 100), (row, i) => `${row.label},${group(i)}`).replace(
      'label\n',
      'label,age\n',
    )
    const roles = { ...ROLES, age: 'segment' } as const
    const files = [await desk().grant('kept.csv', csv)]
    await desk().client.job('log.import', { files, mapping: { model: 'kept', roles } }).result
    const text =
      'model: kept\npositive_class: 0\nthresholds: [0.3]\ncosts: {false_positive: 2, false_negative: 5}\nprotected_attributes: [age]'
    await desk().client.command('manifests.set', { model: 'kept', text })
    const source = { kind: 'model', model: 'kept' } as const
    const document = await desk().client.job('performance.run', { source, window: '1d' }).result
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
    const calibration = await desk().client.job('calibration.run', { source }).result
    expect(calibration.assumptions).toEqual({ task: 'log', positive_class: 'manifest' })
  })
})
