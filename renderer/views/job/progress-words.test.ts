import { expect, test } from 'vitest'
import type { JobProgress } from '#shared/contract/events.ts'
import { loadTranslator } from '../../i18n/translator.ts'
import { barOf, jobLine } from './progress-words.ts'

const t = await loadTranslator('en')
const reading: JobProgress = {
  stage: 'reading',
  subject: 'log.csv',
  done: 1_200_000,
  total: 48_000_000,
  unit: 'rows',
  rows_per_second: 1_234_567,
  seconds_left: 40,
}

test('progress is said in one line, with rate and time left', () => {
  expect(jobLine(t, reading)).toBe('Reading · 1,200,000 of 48,000,000 rows · 1.23M rows/s · 40 seconds left')
})

test('what is not known is left out', () => {
  const bytes: JobProgress = {
    ...reading,
    unit: 'bytes',
    total: null,
    rows_per_second: null,
    seconds_left: null,
  }
  expect(jobLine(t, bytes)).toBe('Reading · 1.2 MB')
  expect(jobLine(t, null)).toBe('Starting')
})

test('a single step that is under way has no known extent', () => {
  expect(barOf({ ...reading, unit: 'steps', done: 0, total: 1 })).toEqual({ done: 0, total: null })
  expect(barOf(reading)).toEqual({ done: 1_200_000, total: 48_000_000 })
})
