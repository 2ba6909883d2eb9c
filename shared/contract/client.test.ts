import { expect, test } from 'vitest'
import { AppError } from '../domain/errors.ts'
import type { JobId } from '../domain/ids.ts'
import { createClient, type Transport } from './client.ts'
import type { EventMessage, JobView } from './events.ts'

const view = (state: JobView['state'], done = 0): JobView => ({
  job: 'j1' as JobId,
  operation: 'drift.run',
  title: 'a, b',
  state,
  progress: {
    stage: 'measuring',
    subject: 'age',
    done,
    total: 2,
    unit: 'columns',
    rows_per_second: null,
    seconds_left: null,
  },
  error:
    state === 'failed' ? { code: 'FILE_EMPTY', message: 'a.csv is empty.', mend: 'Choose another.' } : null,
  started_at: '2026-01-01T00:00:00Z',
  ended_at: null,
})

function transportThatAnswers(answer: (operation: string) => unknown) {
  const listeners = new Set<(message: EventMessage) => void>()
  let sequence = 0
  const transport: Transport = {
    send: async (operation) => answer(operation),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const publish = (job: JobView) => {
    sequence += 1
    for (const listener of listeners) listener({ sequence, event: { type: 'job', view: job } })
  }
  return { transport, publish, listeners }
}

const params = { source: { kind: 'pair' as const, reference: ['t1'], current: ['t2'] } }
const answers = (operation: string) =>
  operation === 'jobs.result' ? { result: { run: 'r1' } } : { job: 'j1' }

test('a job resolves to its parsed result and reports progress on the way', async () => {
  const { transport, publish, listeners } = transportThatAnswers(answers)
  const seen: number[] = []
  const job = createClient(transport).job('drift.run', params, (progress) => seen.push(progress.done))
  await job.id
  publish(view('running', 1))
  publish(view('done', 2))
  expect(await job.result).toEqual({ run: 'r1' })
  expect(seen).toEqual([1, 2])
  expect(listeners.size).toBe(0)
})

test('events that overtake the answer with the id are not lost', async () => {
  const { transport, publish } = transportThatAnswers(answers)
  const job = createClient(transport).job('drift.run', params)
  publish(view('done'))
  expect(await job.result).toEqual({ run: 'r1' })
})

test('the error of a job keeps its code', async () => {
  const { transport, publish } = transportThatAnswers(answers)
  const job = createClient(transport).job('drift.run', params)
  publish(view('failed'))
  await expect(job.result).rejects.toMatchObject({ code: 'FILE_EMPTY' })
})

test('a refused start rejects the result and stops listening', async () => {
  const { transport, listeners } = transportThatAnswers(() => {
    throw new AppError('BAD_PARAMS', 'no', 'yes')
  })
  const job = createClient(transport).job('drift.run', params)
  await expect(job.id).rejects.toMatchObject({ code: 'BAD_PARAMS' })
  await expect(job.result).rejects.toMatchObject({ code: 'BAD_PARAMS' })
  expect(listeners.size).toBe(0)
})

test('an answer that does not fit the contract is an error, not a value', async () => {
  const { transport } = transportThatAnswers(() => ({ theme: 'purple' }))
  await expect(createClient(transport).query('settings.get', {})).rejects.toMatchObject({ code: 'INTERNAL' })
})
