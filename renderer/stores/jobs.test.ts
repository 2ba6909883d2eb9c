import { expect, test } from 'vitest'
import type { JobView } from '#shared/contract/events.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { withJob } from './jobs.ts'

const job = (id: string, minute: number, state: JobView['state'] = 'running'): JobView => ({
  job: id as JobId,
  operation: 'drift.run',
  title: id,
  state,
  progress: null,
  error: null,
  started_at: `2026-03-15T14:${String(minute).padStart(2, '0')}:00Z`,
  ended_at: null,
})

test('the newest view of a job replaces the older one, newest start first', () => {
  const jobs = [job('b', 2), job('a', 1)]
  expect(withJob(jobs, job('a', 1, 'done')).map(({ title, state }) => [title, state])).toEqual([
    ['b', 'running'],
    ['a', 'done'],
  ])
})

test('a late view does not bring an ended job back to life', () => {
  const jobs = [job('a', 1, 'cancelled')]
  expect(withJob(jobs, job('a', 1))).toBe(jobs)
})
