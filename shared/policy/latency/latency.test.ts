import { describe, expect, test } from 'vitest'
import type { ShiftKind } from '../../stats/injection/shift.ts'
import { createRandom, randomNormal } from '../../stats/random.ts'
import { falseAlarms, latencyPoint, runTrials, type Subject } from './latency.ts'
import { categoricalSubject, errorSubject, numericSubject } from './subjects.ts'

const stop = () => undefined
const WINDOW = 1_000
const ROWS = 40_000
const edges = Uint32Array.from({ length: ROWS / WINDOW + 1 }, (_, window) => window * WINDOW)
const minutes = Float64Array.from({ length: ROWS }, (_, row) => row * 60_000)
const course = { row: null, servedAt: minutes, knownAt: minutes, edges, touched: null }

function normals(seed: number, length: number): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length }, () => randomNormal(random))
}
function numbers(kind: Exclude<ShiftKind, 'flip'>, touched: Uint8Array | null = null): Subject {
  const subject = numericSubject(
    { name: 'x', kind: 'numeric', role: 'feature', storage: 'number' },
    { values: normals(1, ROWS), reference: normals(2, 20_000) },
    { kind, streams: ['page_hinkley'], course: { ...course, touched } },
  )
  if (subject === null) throw new Error('no subject')
  return subject
}
function errors(accuracy: number, kept = course): Subject {
  const random = createRandom(3)
  const values = Float64Array.from({ length: ROWS }, () => Number(random.uniform() > accuracy))
  return errorSubject(values, { right: 9_000, labelled: 10_000 }, { streams: ['ddm'], course: kept })
}
const point = (subject: Subject, detector: string, size: number, count = 40) => {
  const delays = runTrials(subject, { size, ramp: null, count, seed: 1, steady: false }, stop)
  const names = [...subject.rules, ...subject.streams.map(({ name }) => name)]
  return latencyPoint(delays[names.indexOf(detector)])
}

describe('the trials of a shift', () => {
  test('find what no window can miss at the end of the first whole window, and never what is not there', () => {
    const subject = numbers('mean')
    const great = point(subject, 'ks', 1)
    expect(great.probability).toBe(1)
    // The window of the onset is part shifted: half a standard deviation in half of it is noticed, little is not.
    expect(great.rows.median).toBeGreaterThan(300)
    expect(great.rows.p90).toBeLessThan(WINDOW + 400)
    expect(great.seconds?.median).toBe(((great.rows.median ?? 0) - 1) * 60)
    expect(point(subject, 'missing', 1).detected).toBe(0)
    expect(falseAlarms(subject)).toMatchObject({ windows: 40, rules: subject.rules.map(() => 0) })
  })

  test('know by arithmetic what a drop of accuracy needs', () => {
    // From 0.9 a share s of flips leaves 0.9 − 0.8 s; the rule asks for less than 0.855 in 1,000 rows, whose standard
    // error is 0.0104 to 0.012: at s = 0.1 it is 2.9 standard errors beyond, at s = 0.02 2.8 short of it.
    const subject = errors(0.9)
    const sure = point(subject, 'accuracy_drop', 0.1)
    expect(sure.probability).toBe(1)
    expect(sure.rows.p90).toBeLessThan(2 * WINDOW)
    expect(point(subject, 'accuracy_drop', 0.02).probability).toBeLessThan(0.35)
    expect(point(subject, 'accuracy_floor', 0.3).probability).toBe(1)
  })

  test('count from the onset until a label is known', () => {
    const late = { ...course, row: Uint32Array.from({ length: ROWS }, (_, row) => row) }
    const knownAt = minutes.map((at) => at + 86_400_000)
    const prompt = point(errors(0.9), 'accuracy_drop', 0.3)
    const delayed = point(errors(0.9, { ...late, knownAt } as never), 'accuracy_drop', 0.3)
    expect(delayed.rows).toEqual(prompt.rows)
    expect(delayed.seconds?.median).toBe((prompt.seconds?.median ?? 0) + 86_400)
  })

  test('find a shift of one slice later, or not at all', () => {
    const tenth = Uint8Array.from({ length: ROWS }, (_, row) => Number(row % 10 === 0))
    expect(point(numbers('mean', tenth), 'psi', 1).probability).toBe(0)
    expect(point(numbers('mean'), 'psi', 1).probability).toBe(1)
  })

  test('find a ramp later than a step', () => {
    const subject = numbers('mean')
    const median = (ramp: { rows: number } | null) =>
      latencyPoint(
        runTrials(subject, { size: 1, ramp, count: 40, seed: 1, steady: false }, stop)[
          subject.rules.indexOf('ks')
        ],
      ).rows.median ?? Number.POSITIVE_INFINITY
    expect(median({ rows: 10_000 })).toBeGreaterThan(median(null) + 1_000)
  })

  test('give the same answer for the same seed, and leave the values as they were', () => {
    const subject = numbers('sentinel')
    const before = subject.values.slice()
    const run = () => runTrials(subject, { size: 0.1, ramp: null, count: 10, seed: 7, steady: true }, stop)
    expect(run()).toEqual(run())
    expect(subject.values).toEqual(before)
  })

  test('do not count for the shift what a log shows anyway', () => {
    const subject = numbers('mean')
    // A log that lies two standard deviations off fires everywhere.
    const off = { ...subject, values: subject.values.map((x) => x + 2) }
    expect(falseAlarms(off).rules[subject.rules.indexOf('psi')]).toBe(40)
    expect(point(off, 'psi', 1).detected).toBe(0)
  })
})

test('a category that was never seen is found by PSI', () => {
  const random = createRandom(5)
  const subject = categoricalSubject(
    { name: 'city', kind: 'categorical', role: 'feature', storage: 'string' },
    {
      values: Float64Array.from({ length: ROWS }, () => Math.floor(random.uniform() * 4)),
      names: ['Delhi', 'Kochi', 'Pune', 'Surat'],
      reference: {
        counts: new Map(['Delhi', 'Kochi', 'Pune', 'Surat'].map((name) => [name, 5_000])),
        missing: 0,
      },
    },
    { kind: 'sentinel', course },
  )
  if (subject === null) throw new Error('no subject')
  expect(point(subject, 'psi', 0.2).probability).toBe(1)
  expect(point(subject, 'chi2', 0.2).probability).toBe(1)
  expect(point(subject, 'psi', 0.001).probability).toBe(0)
})

describe('quantiles of delays', () => {
  const delay = (rows: number) => ({ rows, milliseconds: rows * 1_000 })
  test('count a miss as longer than any delay', () => {
    expect(latencyPoint([delay(5), null, delay(1), delay(3), null])).toMatchObject({
      detected: 3,
      probability: 0.6,
      rows: { median: 5, p90: null },
      seconds: { median: 5, p90: null },
    })
  })
  test('are none where nothing was found', () => {
    expect(latencyPoint([null, null]).rows).toEqual({ median: null, p90: null })
  })
  test('have no seconds where there are no times', () => {
    expect(latencyPoint([{ rows: 3, milliseconds: null }]).seconds).toBeNull()
  })
})
