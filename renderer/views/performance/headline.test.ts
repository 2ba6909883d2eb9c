import { expect, test } from 'vitest'
import type { PerformanceDocument, PerformanceWindow } from '#shared/contract/documents/performance.ts'
import { defaultWindow, performanceHeadline } from './headline.ts'

const measure = (value: number) => ({ value, ci: [value - 0.01, value + 0.01] as [number, number] })
const against = (verdict: 'none' | 'high' | 'moderate') => ({
  difference: -0.1,
  ci: null,
  p_value: 0,
  p_adjusted: 0,
  baseline: 0.8,
  seasonal: false,
  verdict,
})

function window(
  verdict: PerformanceWindow['verdict'],
  part: Partial<PerformanceWindow> = {},
): PerformanceWindow {
  return {
    start: '2026-01-01T00:00:00.000Z',
    end: '2026-01-02T00:00:00.000Z',
    row_range: [0, 10],
    rows: 10,
    labelled: 10,
    barred: 0,
    mature: true,
    part: 'current',
    metrics: { roc_auc: measure(0.7), accuracy: measure(0.6) },
    estimated: {},
    bounds: {},
    against_baseline: {},
    verdict,
    reasons: [],
    ...part,
  }
}

function document(windows: PerformanceWindow[], part: Partial<PerformanceDocument> = {}) {
  return {
    windows,
    verdict: 'none',
    reasons: ['because'],
    judged: ['roc_auc', 'accuracy'],
    baseline: {
      source: 'reference',
      rows: 1,
      labelled: 1,
      metrics: { roc_auc: measure(0.9), accuracy: measure(0.8) },
      thresholds: {},
    },
    maturity: { rule: 'label_times' },
    ...part,
  } as PerformanceDocument
}

test('the worst metric of the worst window leads', () => {
  const worse = window('high', {
    against_baseline: { roc_auc: against('moderate'), accuracy: against('high') },
  })
  expect(performanceHeadline(document([window('none'), worse], { verdict: 'high' }))).toMatchObject({
    kind: 'worse',
    metric: 'accuracy',
    value: 0.6,
    before: 0.8,
    worse: 1,
    compared: 2,
  })
})

test('nothing worse is said with the number of windows that were compared', () => {
  expect(performanceHeadline(document([window('none'), window('insufficient')]))).toEqual({
    kind: 'steady',
    compared: 1,
  })
})

test('without labels the estimate leads, and without that the reason', () => {
  const estimated = window('insufficient', { estimated: { roc_auc: { value: 0.8, standard_error: 0.01 } } })
  const bare = { verdict: 'insufficient', maturity: { rule: 'no_labels' } } as Partial<PerformanceDocument>
  expect(performanceHeadline(document([estimated], bare))).toEqual({
    kind: 'estimated',
    metric: 'roc_auc',
    value: 0.8,
    before: 0.9,
  })
  expect(performanceHeadline(document([window('insufficient')], bare))).toEqual({
    kind: 'insufficient',
    reason: 'because',
  })
})

test('the newest judged window is listed first', () => {
  expect(defaultWindow([window('none'), window('high'), window('insufficient')])).toBe(1)
  expect(defaultWindow([window('insufficient'), window('insufficient')])).toBe(1)
})
