import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { JobProgress } from '#shared/contract/events.ts'
import { createPhase, createPulse } from './progress.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const reading = (done: number): JobProgress => ({
  stage: 'reading',
  subject: 'log.csv',
  done,
  total: null,
  unit: 'rows',
  rows_per_second: null,
  seconds_left: null,
})

test('a step that tells nothing is heard of five times a second, until it ends', () => {
  const seen: number[] = []
  const pulse = createPulse(({ done }) => seen.push(done))
  vi.advanceTimersByTime(1_000)
  expect(seen).toEqual([])
  pulse.report(reading(7))
  vi.advanceTimersByTime(1_200)
  expect(seen).toEqual([7, 7, 7, 7, 7, 7])
  pulse.end()
  vi.advanceTimersByTime(1_000)
  expect(seen).toHaveLength(6)
})

test('of a step that tells enough by itself nothing is repeated', () => {
  const seen: number[] = []
  const pulse = createPulse(({ done }) => seen.push(done))
  for (let done = 0; done < 10; done++) {
    pulse.report(reading(done))
    vi.advanceTimersByTime(100)
  }
  pulse.end()
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('a phase tells its start at once and then ten times a second at most', () => {
  const seen: number[] = []
  const tell = createPhase(({ done }) => seen.push(done), { stage: 'hashing', subject: 'a', unit: 'bytes' })
  for (let done = 0; done < 1_000; done++) {
    tell(done, 1_000)
    vi.advanceTimersByTime(1)
  }
  expect(seen).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900])
})
