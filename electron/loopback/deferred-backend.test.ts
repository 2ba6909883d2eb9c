import { expect, it } from 'vitest'
import type { Backend } from '#backend/backend.ts'
import type { EventMessage } from '#shared/contract/events.ts'
import { AppError } from '#shared/domain/errors.ts'
import { deferBackend } from './deferred-backend.ts'

const locked = () => new AppError('WORKSPACE_LOCKED', 'Another Driftdesk has it open.', 'Close that one.')

function openBackend() {
  const listeners = new Set<(message: EventMessage) => void>()
  let closed = 0
  const backend: Backend = {
    handle: async (operation) => operation,
    grantFile: async () => {
      throw locked()
    },
    openFiles: async () => undefined,
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      closed += 1
    },
  }
  return { backend, listeners, closed: () => closed }
}

it('lets requests wait until the backend is open', async () => {
  const opened = Promise.withResolvers<Backend>()
  const deferred = deferBackend(
    () => opened.promise,
    () => undefined,
  )
  const answer = deferred.handle('app.capabilities', {})
  opened.resolve(openBackend().backend)
  expect(await answer).toBe('app.capabilities')
})

it('answers every request with the cause, and tells it once', async () => {
  const faults: unknown[] = []
  const deferred = deferBackend(
    () => Promise.reject(locked()),
    (error) => faults.push(error),
  )
  const answers = await Promise.allSettled([deferred.handle('a', {}), deferred.handle('b', {})])
  expect(answers).toMatchObject([
    { status: 'rejected', reason: { code: 'WORKSPACE_LOCKED' } },
    { status: 'rejected', reason: { code: 'WORKSPACE_LOCKED' } },
  ])
  expect(faults).toHaveLength(1)
})

it('tries again a second later, when the cause may be mended', async () => {
  let clock = 0
  let attempts = 0
  const create = async () => {
    attempts += 1
    if (attempts === 1) throw locked()
    return openBackend().backend
  }
  const deferred = deferBackend(
    create,
    () => undefined,
    () => clock,
  )
  await expect(deferred.handle('a', {})).rejects.toMatchObject({ code: 'WORKSPACE_LOCKED' })
  clock = 999
  await expect(deferred.handle('a', {})).rejects.toMatchObject({ code: 'WORKSPACE_LOCKED' })
  clock = 1_000
  expect(await deferred.handle('a', {})).toBe('a')
  expect(attempts).toBe(2)
})

it('passes events on to whoever listened before it was open', async () => {
  const real = openBackend()
  const deferred = deferBackend(
    async () => real.backend,
    () => undefined,
  )
  const seen: EventMessage[] = []
  const stop = deferred.onEvent((message) => seen.push(message))
  await deferred.handle('a', {})
  const message: EventMessage = { sequence: 1, event: { type: 'runs.changed' } }
  for (const listener of real.listeners) listener(message)
  stop()
  for (const listener of real.listeners) listener(message)
  expect(seen).toEqual([message])
})

it('closes what was opened, and nothing where nothing was', async () => {
  const real = openBackend()
  await deferBackend(
    async () => real.backend,
    () => undefined,
  ).close()
  expect(real.closed()).toBe(1)
  await deferBackend(
    () => Promise.reject(locked()),
    () => undefined,
  ).close()
})
