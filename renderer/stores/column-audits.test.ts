import { expect, test, vi } from 'vitest'
import { createClient, type Transport } from '#shared/contract/client.ts'
import type { EventMessage, JobView } from '#shared/contract/events.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { JobId, RunId } from '#shared/domain/ids.ts'
import { createColumnAuditsStore } from './column-audits.ts'

const run = 'r1' as RunId
const AUDIT = {
  column: 'a',
  kind: 'numeric',
  rows: { reference: 1, current: 1 },
  binnings: [],
  policies: [],
  disagreements: [],
}

/** A line to a backend whose jobs end when the test says so. */
function line() {
  const listeners = new Set<(message: EventMessage) => void>()
  const asked: string[] = []
  const transport: Transport = {
    async send(operation) {
      asked.push(operation)
      if (operation === 'drift.audit') return { job: 'j1' }
      return operation === 'jobs.result' ? { result: AUDIT } : {}
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const end = (view: Partial<JobView>) => {
    for (const listener of listeners) {
      listener({
        sequence: 1,
        event: {
          type: 'job',
          view: {
            job: 'j1' as JobId,
            operation: 'drift.audit',
            title: 'a',
            state: 'done',
            progress: null,
            error: null,
            started_at: '2026-01-01T00:00:00Z',
            ended_at: '2026-01-01T00:00:01Z',
            ...view,
          },
        },
      })
    }
  }
  return { audits: createColumnAuditsStore(createClient(transport)), asked, end }
}

test('an audit is made once, however often its view is opened', async () => {
  const { audits, asked, end } = line()
  audits.ensure(run, 'a')
  audits.ensure(run, 'a')
  const state = () => audits.getState()[audits.key(run, 'a')]
  expect(state()).toEqual({ kind: 'running', progress: null })
  await vi.waitFor(() => expect(asked).toContain('drift.audit'))
  end({})
  await vi.waitFor(() => expect(state()).toMatchObject({ kind: 'done', audit: { column: 'a' } }))
  audits.ensure(run, 'a')
  expect(asked.filter((name) => name === 'drift.audit')).toHaveLength(1)
})

test('a cancelled audit is no failure and can be started again', async () => {
  const { audits, asked, end } = line()
  audits.ensure(run, 'a')
  await vi.waitFor(() => expect(asked).toContain('drift.audit'))
  const { code, message, mend } = new AppError('CANCELLED', 'Cancelled.', 'Start it again.')
  end({ state: 'cancelled', error: { code, message, mend } })
  const state = () => audits.getState()[audits.key(run, 'a')]
  await vi.waitFor(() => expect(state()).toEqual({ kind: 'cancelled' }))
  audits.restart(run, 'a')
  expect(state()).toEqual({ kind: 'running', progress: null })
})
