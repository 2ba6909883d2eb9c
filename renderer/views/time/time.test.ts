import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DriftColumn, DriftDocument } from '#shared/contract/documents/drift.ts'
import { isAtLeast, type Verdict } from '#shared/domain/verdict.ts'
import { cellPaths } from './cell-paths.ts'
import { bucketX, cellAt, labelledBuckets, layoutOf, moveCell, rowHeightOf, timeX } from './geometry.ts'
import { timeHeadlineOf } from './headline.ts'
import { linesOf } from './order.ts'
import { thresholdsOf } from './thresholds.ts'

const DAY = 86_400_000
const START = Date.parse('2026-02-01T00:00:00Z')

function buckets(baseline: number, current: number) {
  return Array.from({ length: baseline + current }, (_, index) => ({
    start: new Date(START + index * DAY).toISOString(),
    end: new Date(START + (index + 1) * DAY).toISOString(),
    side: index < baseline ? ('reference' as const) : ('current' as const),
  }))
}

const layout = layoutOf(buckets(4, 6), { width: 414, left: 100, right: 100, rowHeight: 20 })

function column(name: string, verdict: Verdict, at: string | null, psi = 0.1): DriftColumn {
  return {
    name,
    kind: 'numeric',
    role: 'feature',
    rows: { reference: 1000, current: 1000 },
    missing: { reference: 0, current: 0 },
    infinite: { reference: 0, current: 0 },
    psi: { value: psi, ci: null, expected: 0.01, binning: 'quantile', zero_rule: 'half-count', bins: [] },
    kl: null,
    js: null,
    ks: null,
    wasserstein: null,
    hellinger: null,
    chi2: null,
    verdict,
    reasons: [],
    audit: { power_at_threshold: null, false_alarm_rate: null, min_rows: null },
    onset: { at, ci: null },
  }
}

function documentOf(columns: DriftColumn[]): DriftDocument {
  const drifted = columns.filter(({ verdict }) => isAtLeast(verdict, 'moderate')).length
  return {
    schema: 'driftdesk.drift/1',
    reference: { rows: 1000, hash: 'a' },
    current: { rows: 1000, hash: 'b' },
    policy: 'default',
    columns,
    quality: [],
    summary: { verdict: 'none', drifted, columns: columns.length },
    engine: { version: '0.1.0', backend: 'cpu', seconds: 1 },
  }
}

test('the buckets share the width that names and onsets leave, and the sides are parted', () => {
  expect(layout).toMatchObject({ cellWidth: 20, gap: 14, baselineBuckets: 4, buckets: 10 })
  expect([0, 3, 4, 9].map((bucket) => bucketX(layout, bucket))).toEqual([100, 160, 194, 294])
})

test('one side alone has no gap', () => {
  expect(layoutOf(buckets(0, 5), { width: 400, left: 100, right: 0, rowHeight: 20 }).gap).toBe(0)
})

test('few lines fill the window, many keep the least height and scroll', () => {
  expect([rowHeightOf(12, 720, 24), rowHeightOf(12, 1080, 24), rowHeightOf(2, 1080, 24)]).toEqual([
    25, 40, 40,
  ])
  expect(rowHeightOf(100, 1080, 18)).toBe(18)
})

test('a point in a cell finds that cell, whichever it is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 99 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (bucket, row, share) => {
        const x = bucketX(layout, bucket) + share * layout.cellWidth
        expect(cellAt(layout, x, (row + share) * 20, 100)).toEqual({ row, bucket })
      },
    ),
  )
})

test('beside the cells and between the sides there is none', () => {
  expect(cellAt(layout, 99, 10, 3)).toBeNull()
  expect(cellAt(layout, 185, 10, 3)).toBeNull()
  expect(cellAt(layout, 315, 10, 3)).toBeNull()
  expect(cellAt(layout, 110, 61, 3)).toBeNull()
})

test('a time falls within its bucket in proportion', () => {
  expect(timeX(layout, buckets(4, 6), START + 4.5 * DAY)).toBe(204)
  expect(timeX(layout, buckets(4, 6), START - 1)).toBeNull()
})

test('arrows stop at the edges of the map', () => {
  const size = { rows: 3, buckets: 10, page: 2 }
  expect(moveCell({ row: 0, bucket: 0 }, 'ArrowLeft', size)).toEqual({ row: 0, bucket: 0 })
  expect(moveCell({ row: 0, bucket: 3 }, 'PageDown', size)).toEqual({ row: 2, bucket: 3 })
  expect(moveCell({ row: 1, bucket: 3 }, 'End', size)).toEqual({ row: 1, bucket: 9 })
  expect(moveCell({ row: 1, bucket: 3 }, 'a', size)).toBeNull()
  expect(moveCell({ row: 1, bucket: 3 }, 'constructor', size)).toBeNull()
})

test('labels of the axis begin each side and keep their distance', () => {
  expect(labelledBuckets(layout, 40)).toEqual([0, 2, 4, 6, 8])
  expect(labelledBuckets(layout, 90)).toEqual([0, 4])
})

test('each verdict fills its part of the cell, and a bucket without rows is left blank', () => {
  const narrow = { left: 0, cellWidth: 11, rowHeight: 21, baselineBuckets: 0, buckets: 6, gap: 0 }
  const paths = cellPaths(
    narrow,
    {
      verdicts: Float64Array.from([0, 1, 2, 3, 4, 4]),
      psi: Float64Array.from([0, 0.06, 0.1, 0.4, 0.2, -1]),
    },
    [0],
  )
  expect(paths.ground.none).toBe('M0 0h10v20h-10z')
  expect(paths.fill).toEqual({
    none: '',
    low: 'M11 15h10v5h-10z',
    moderate: 'M22 10h10v10h-10z',
    high: 'M33 0h10v20h-10z',
    insufficient: '',
  })
  expect(paths.ground.insufficient).toBe('M44 0h10v20h-10z')
  expect(paths.hatch).toContain('M44 4L48 0')
})

test('every cell of a map of 100 columns and 90 buckets has its mark', () => {
  const many = layoutOf(buckets(45, 45), { width: 1100, left: 170, right: 100, rowHeight: 20 })
  const verdicts = Float64Array.from({ length: 9000 }, (_, index) => index % 5)
  const paths = cellPaths(many, { verdicts, psi: new Float64Array(9000) }, [...Array(100).keys()])
  expect(Object.values(paths.ground).reduce((sum, path) => sum + path.split('z').length - 1, 0)).toBe(9000)
})

test('lines are ordered by severity, by their onset, or by name', () => {
  const columns = [
    column('b', 'low', '2026-03-02T00:00:00Z'),
    column('a', 'high', '2026-03-10T00:00:00Z'),
    column('c', 'none', null),
  ]
  const names = ['c', 'b', 'a', 'gone']
  const order = (by: 'severity' | 'onset' | 'name') => linesOf(names, columns, by).map(({ name }) => name)
  expect(order('severity')).toEqual(['a', 'b', 'c', 'gone'])
  expect(order('onset')).toEqual(['b', 'a', 'c', 'gone'])
  expect(order('name')).toEqual(['a', 'b', 'c', 'gone'])
  expect(linesOf(names, columns, 'severity')[0]).toMatchObject({ index: 2, name: 'a' })
})

test('one time for all that drifted is said as such', () => {
  const at = '2026-03-10T14:00:00.000Z'
  const document = documentOf([
    column('a', 'high', at, 0.3),
    column('b', 'moderate', at),
    column('c', 'low', null),
  ])
  expect(timeHeadlineOf(document)).toMatchObject({
    kind: 'since',
    drifted: 2,
    columns: 3,
    at,
    worst: { name: 'a' },
  })
})

test('of several times the first is said, with its column', () => {
  const document = documentOf([
    column('a', 'high', '2026-03-10T14:00:00.000Z'),
    column('b', 'moderate', '2026-03-04T02:00:00.000Z'),
    column('c', 'moderate', null),
    // A change too small to count as drift does not date it.
    column('d', 'low', '2026-03-01T00:00:00.000Z'),
  ])
  expect(timeHeadlineOf(document)).toMatchObject({
    kind: 'first',
    drifted: 3,
    at: '2026-03-04T02:00:00.000Z',
    first: { name: 'b' },
  })
})

test('drift without a found time is said as such', () => {
  expect(timeHeadlineOf(documentOf([column('a', 'high', null)]))).toEqual({
    kind: 'undated',
    drifted: 1,
    columns: 1,
  })
})

test('the legend has the limits of the rule of the run', () => {
  expect(thresholdsOf('default')).toEqual({ low: 0.05, moderate: 0.1, high: 0.2, significant: true })
  expect(thresholdsOf('psi-0.25')).toEqual({ low: undefined, moderate: 0.1, high: 0.25, significant: false })
  expect(thresholdsOf('nannyml')).toEqual({ low: 0.05, moderate: 0.1, high: 0.2, significant: false })
})
