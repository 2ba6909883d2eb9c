import { expect, test } from 'vitest'
import type { JobView } from '#shared/contract/events.ts'
import type { NotificationChoice } from '#shared/contract/operations.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { createJobNotifier } from './notify.ts'

const view = (state: JobView['state'], seconds: number): JobView => ({
  job: 'j' as JobId,
  operation: 'drift.run',
  title: 'a and b',
  state,
  progress: null,
  error: state === 'failed' ? { code: 'INTERNAL', message: 'It broke.', mend: 'Try again.' } : null,
  started_at: '2026-01-01T00:00:00Z',
  ended_at: state === 'running' ? null : new Date(Date.UTC(2026, 0, 1) + seconds * 1_000).toISOString(),
})

async function told(notifications: NotificationChoice, ...views: readonly JobView[]): Promise<string[]> {
  const bodies: string[] = []
  const tell = createJobNotifier(
    async () => ({ notifications }),
    ({ body }) => bodies.push(body),
  )
  for (const one of views) tell(one)
  await Promise.resolve()
  await Promise.resolve()
  return bodies
}

const ENDS = [view('failed', 1), view('done', 60), view('done', 2), view('cancelled', 60), view('running', 0)]

test('failures are told and nothing else unless more is wanted', async () => {
  expect(await told('failures', ...ENDS)).toEqual(['It broke.'])
})

test('jobs that took long are told where all are wanted', async () => {
  expect(await told('all', ...ENDS)).toEqual(['It broke.', 'Done.'])
})

test('nothing is told where nothing is wanted', async () => {
  expect(await told('none', ...ENDS)).toEqual([])
})
