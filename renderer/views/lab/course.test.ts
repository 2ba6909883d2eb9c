import { expect, test } from 'vitest'
import type { ScenarioOutcome, ScenarioResult } from '#shared/contract/documents/scenario.ts'
import { courseOf, knownBy } from './course.ts'

const outcome = (subject: string, change: Partial<ScenarioOutcome> = {}): ScenarioOutcome => ({
  monitor: 'drift',
  model: null,
  subject,
  expected: 'fire',
  fired: true,
  at: null,
  deadline: null,
  passed: true,
  moments: [],
  evidence: '',
  miss: null,
  ...change,
})
const result = (expectations: ScenarioOutcome[], change: Partial<ScenarioResult> = {}): ScenarioResult => ({
  name: 'night-playlist',
  seed: 1,
  rows: 20_000,
  passed: true,
  expectations,
  others: [],
  pending: [],
  truth: { onset: null, affected: { rows: 0, of: 0, where: '' }, expectations: [] },
  span: null,
  seconds: 1,
  ...change,
})
const day = (n: number) => `2026-02-0${n}T00:00:00.000Z`

test('a course runs from the first row to the last, and on to a deadline beyond', () => {
  const course = courseOf(result([outcome('a', { deadline: day(9) })], { span: [day(1), day(5)] }))
  expect([course?.from, course?.to]).toEqual([Date.parse(day(1)), Date.parse(day(9))])
})

test('what fired is known from its first moment on, and what has no date once all rows are in', () => {
  const course = courseOf(
    result(
      [
        outcome('early', { moments: [day(2), day(3)] }),
        outcome('late', { moments: [day(4)] }),
        outcome('undated'),
        outcome('silent', { fired: false }),
      ],
      { span: [day(1), day(5)] },
    ),
  )
  if (course === null) throw new Error('no course')
  const names = (time: string) => knownBy(course, Date.parse(time)).map(({ outcome: { subject } }) => subject)
  expect(names(day(1))).toEqual([])
  expect(names(day(2))).toEqual(['early'])
  expect(names(day(4))).toEqual(['late', 'early'])
  expect(names(day(5))).toEqual(['undated', 'late', 'early'])
})

test('other monitors have a lane where they spoke', () => {
  const other = (subject: string, fired: boolean) => ({
    ...{ monitor: 'quality', model: null, subject, fired, moments: fired ? [day(3)] : [], evidence: '' },
  })
  const course = courseOf(
    result([outcome('a')], {
      others: [other('spoke', true), other('kept quiet', false)],
      span: [day(1), day(5)],
    }),
  )
  expect(course?.lanes.map((lane) => lane.outcome.subject)).toEqual(['a', 'spoke'])
  expect(course?.lanes[1].known).toBe(Date.parse(day(3)))
})

test('without any time there is no course', () => {
  expect(courseOf(result([outcome('undated')]))).toBeNull()
})
