import { describe, expect, it } from 'vitest'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { Multivariate } from '#shared/contract/documents/multivariate.ts'
import { fixtureColumn, fixtureReport } from '../testing/report-fixture.ts'
import { reportPage } from './page.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const words = (page: string) =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/\s+/g, ' ')

function heatmap(columns: readonly string[], verdicts: readonly number[], buckets = 90): DriftHeatmap {
  return {
    buckets: Array.from({ length: buckets }, (_, i) => ({
      start: new Date(START + i * DAY).toISOString(),
      end: new Date(START + (i + 1) * DAY).toISOString(),
      side: i < buckets / 3 ? 'reference' : 'current',
    })),
    step: '1 day',
    columns: [...columns],
    psi: new Float64Array(columns.length * buckets),
    rows: new Float64Array(buckets).fill(500),
    verdicts: Float64Array.from(
      { length: columns.length * buckets },
      (_, i) => verdicts[i % verdicts.length],
    ),
    min_rows: 200,
    unplaced: { reference: 0, current: 0 },
    reason: null,
  }
}

const TOGETHER: Multivariate = {
  reason: null,
  columns: ['a', 'b'],
  columns_left_out: 0,
  imputed: { reference: 0, current: 0 },
  sample: {
    seed: 0,
    rows: { reference: 5_000, current: 5_000 },
    kernel_rows: { reference: 600, current: 600 },
    classifier_rows: 2_000,
  },
  mmd: { value: 0.012, p_value: 0.005, permutations: 199, sigma: 1.4 },
  energy: { value: 0.2, p_value: 0.005, permutations: 199, sigma: null },
  reconstruction: {
    value: 3.2,
    baseline: 3,
    lower: 2.9,
    upper: 3.1,
    drifted: true,
    components: 1,
    explained: 0.7,
  },
  correlation: {
    pairs: 1,
    changed: 1,
    greatest: 0.4,
    largest: [{ first: 'a', second: 'b', reference: 0.1, current: 0.5, p_adjusted: 0.001 }],
  },
  classifier: {
    auc: 0.71,
    ci: [0.69, 0.73],
    p_value: 0.0001,
    folds: 5,
    weights: [{ column: 'a', level: 1, spread: 0, share: 0.8 }],
  },
  warnings: ['few rows a feature'],
  seconds: 0.4,
}

describe('the evidence of a report', () => {
  it('dates the change, its end, the steps it was looked for in, and says that of the audit', () => {
    const onset = {
      at: '2026-03-12T14:00:00.000Z',
      ci: ['2026-03-12T09:00:00.000Z', '2026-03-12T20:00:00.000Z'] as [string, string],
      until: '2026-03-15T00:00:00.000Z',
      step: '1 hour',
    }
    const audit = {
      power_at_threshold: 0.8,
      false_alarm_rate: 0.01,
      min_rows: 400,
      method: 'simulation' as const,
      convention: 'Power: at a PSI of 0.1.',
    }
    const text = words(
      reportPage(fixtureReport([fixtureColumn('amount', 'high', undefined, { onset, audit })])),
    )
    expect(text).toContain(
      'Onset: the change most likely began at 2026-03-12 14:00 UTC (between 2026-03-12 09:00 UTC and 2026-03-12 20:00 UTC). It was again as before from 2026-03-15 00:00 UTC on. Looked for in steps of 1 hour.',
    )
    expect(text).toContain('Audit (by simulation):')
    expect(text).toContain('Power: at a PSI of 0.1.')
    expect(text).toContain('1 of 1 column drifted from 2026-03-12 14:00 UTC to 2026-03-15 00:00 UTC: amount')
  })

  it('says that the baseline itself changed', () => {
    const at = '2026-03-02T00:00:00.000Z'
    const onset = {
      at,
      ci: null,
      in_baseline: true,
      changes: [{ at, ci: null, p_value: 0.001, in_baseline: true }],
    }
    const text = words(reportPage(fixtureReport([fixtureColumn('amount', 'high', undefined, { onset })])))
    expect(text).toContain('Onset: the baseline itself changed, most likely at 2026-03-02 00:00 UTC.')
    expect(text).toContain('The baseline itself changed on 2026-03-02 00:00 UTC: amount.')
  })

  it('draws each run of equal verdicts once, and says why where there are no times', () => {
    const report = fixtureReport([fixtureColumn('amount', 'high')])
    const page = reportPage({ ...report, heatmap: heatmap(['amount'], [3], 90) })
    expect(page.match(/class="heat-high"/g)).toHaveLength(2)
    expect(words(page)).toContain('90 steps of 1 day.')
    const none = { ...heatmap([], [], 0), reason: 'the current log has no times' }
    expect(words(reportPage({ ...report, heatmap: none }))).toContain('The current log has no times.')
  })

  it('tells what the columns say together', () => {
    const column = fixtureColumn('amount', 'high')
    const text = words(reportPage(fixtureReport([column], { multivariate: TOGETHER })))
    expect(text).toContain('Domain classifier, ROC AUC0.7195% interval 0.69 to 0.73, p < 0.001')
    expect(text).toContain('a and b: 0.1 → 0.5')
    expect(text).toContain('Warning: few rows a feature.')
  })

  it('shows segments and latency', () => {
    const quantile = (value: number) => ({ value, ci: [value - 1, value + 1] as [number, number] })
    const latency = { rows: 900, p50: quantile(40), p95: quantile(90), p99: quantile(140) }
    const item = {
      rows: { reference: 10, current: 20 },
      contribution: 0.05,
      share: 0.5,
      mix: 0,
      within: 0.05,
      psi: 0.2,
    }
    const column = fixtureColumn('amount', 'high', undefined, {
      latency: { reference: latency, current: null },
      segments: { by: 'city', psi: 0.1, mix: 0.02, within: 0.08, items: [{ segment: 'Pune', ...item }] },
    })
    const text = words(reportPage(fixtureReport([column])))
    expect(text).toContain('Baseline90040 (39 to 41)90 (89 to 91)140 (139 to 141)')
    expect(text).toContain(
      'By segments of city: PSI 0.1, of which 0.02 for segments that gained or lost weight',
    )
    expect(text).toContain('Pune10200.0550%0.2')
  })

  it('stays under a megabyte for 30 columns with segments in 90 steps of time', () => {
    const names = Array.from({ length: 30 }, (_, i) => `a feature with a rather long name ${i}`)
    const distribution = {
      edges: Float64Array.from({ length: 201 }, (_, i) => i * 1.2345),
      reference: Float64Array.from({ length: 200 }, (_, i) => Math.abs(Math.sin(i)) / 100),
      current: Float64Array.from({ length: 200 }, (_, i) => Math.abs(Math.cos(i)) / 100),
      below: [1, 2] as [number, number],
      above: [3, 4] as [number, number],
    }
    const report = fixtureReport(
      names.map((name) => fixtureColumn(name, 'high')),
      { multivariate: TOGETHER },
      new Map(names.map((name) => [name, distribution])),
    )
    const page = reportPage({ ...report, heatmap: heatmap(names, [0, 1, 2, 3, 4, 3, 2]) })
    expect(new TextEncoder().encode(page).length).toBeLessThan(1_000_000)
  })
})
