import { describe, expect, it } from 'vitest'
import type { Backend } from '#backend/backend.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import { handleIpc } from './ipc-handlers.ts'
import type { SenderEvent } from './sender.ts'

type Handler = (event: SenderEvent, ...args: unknown[]) => Promise<unknown>

const page: SenderEvent = { senderFrame: { url: 'app://driftdesk/', parent: null }, sender: { id: 1 } }

function open(handle: Backend['handle'] = async (operation, params) => ({ operation, params })) {
  const handlers = new Map<string, Handler>()
  const reached: string[] = []
  const backend: Backend = {
    handle(operation, params) {
      reached.push(String(operation))
      return handle(operation, params)
    },
    async grantFile(path) {
      reached.push(path)
      return { token: 'token' as FileToken, name: 'log.csv', bytes: 3 }
    },
    onEvent: () => () => undefined,
    openFiles: async () => undefined,
    close: async () => undefined,
  }
  handleIpc(
    { handle: (channel, handler) => handlers.set(channel, handler) },
    { backend: async () => backend, isOurWindow: (id) => id === 1 },
  )
  const call = (channel: string, event: SenderEvent, ...args: unknown[]) => {
    const handler = handlers.get(channel)
    if (handler === undefined) throw new Error(`no handler for ${channel}`)
    return handler(event, ...args)
  }
  return { handlers, reached, call }
}

it('opens two channels', () => {
  expect([...open().handlers.keys()]).toEqual(['driftdesk:send', 'driftdesk:grant'])
})

it('answers the page', async () => {
  expect(await open().call('driftdesk:send', page, 'drift.get', { run: 'r' })).toEqual({
    ok: true,
    result: { operation: 'drift.get', params: { run: 'r' } },
  })
})

describe.each(['driftdesk:send', 'driftdesk:grant'])('%s', (channel) => {
  it.each([
    ['no frame', { senderFrame: null, sender: { id: 1 } }],
    ['a subframe', { senderFrame: { url: 'app://driftdesk/', parent: {} }, sender: { id: 1 } }],
    ['about:blank', { senderFrame: { url: 'about:blank', parent: null }, sender: { id: 1 } }],
    ['another origin', { senderFrame: { url: 'https://evil.example/', parent: null }, sender: { id: 1 } }],
    ['another window', { ...page, sender: { id: 2 } }],
  ])('refuses %s before the backend is reached', async (_what, event) => {
    const { call, reached } = open()
    expect(await call(channel, event, '/etc/passwd')).toMatchObject({
      ok: false,
      error: { code: 'NOT_AVAILABLE' },
    })
    expect(reached).toEqual([])
  })
})

it('answers errors as data, without a stack', async () => {
  const { call } = open(() =>
    Promise.reject(new AppError('NOT_FOUND', 'It is not there.', 'Look elsewhere.')),
  )
  expect(await call('driftdesk:send', page, 'x', {})).toEqual({
    ok: false,
    error: { code: 'NOT_FOUND', message: 'It is not there.', mend: 'Look elsewhere.' },
  })
})

it('answers a dropped file with its token, not with its path', async () => {
  expect(await open().call('driftdesk:grant', page, '/home/a/log.csv')).toEqual({
    ok: true,
    result: { token: 'token', name: 'log.csv', bytes: 3 },
  })
})

it.each([undefined, '', 7, null, ['/a']])('refuses %j as a path', async (path) => {
  const { call, reached } = open()
  expect(await call('driftdesk:grant', page, path)).toMatchObject({
    ok: false,
    error: { code: 'FILE_NOT_FOUND' },
  })
  expect(reached).toEqual([])
})
