import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { EventMessage } from '#shared/contract/events.ts'
import { createBridge, type RendererChannels } from './bridge.ts'

type Listener = (event: unknown, message: EventMessage) => void

function channels(answer: () => Promise<unknown> = async () => ({ ok: true, result: 1 })) {
  const calls: unknown[][] = []
  const listeners = new Set<Listener>()
  const fake: RendererChannels = {
    invoke: (...args) => {
      calls.push(args)
      return answer()
    },
    on: (_channel, listener) => listeners.add(listener),
    off: (_channel, listener) => listeners.delete(listener),
  }
  return { fake, calls, listeners }
}

const message: EventMessage = { sequence: 1, event: { type: 'runs.changed' } }

describe('what the page gets', () => {
  it('is the bridge and nothing else', () => {
    const bridge = createBridge(channels().fake, () => '')
    expect(Object.keys(bridge).toSorted()).toEqual(['grantFile', 'onEvent', 'send'])
    expect(Object.values(bridge).every((value) => typeof value === 'function')).toBe(true)
  })

  it('is put there once, under one name', () => {
    const source = readFileSync(new URL('./preload.ts', import.meta.url), 'utf8')
    expect(source.match(/exposeInMainWorld\(\s*'(\w+)'/)?.[1]).toBe('driftdesk')
    expect(source.match(/expose\w*\(/g)).toHaveLength(1)
    expect(source).not.toMatch(/window\.|globalThis/)
  })

  it('is events without their event objects', () => {
    const { fake, listeners } = channels()
    const seen: unknown[][] = []
    createBridge(fake, () => '').onEvent((...args: unknown[]) => seen.push(args))
    for (const listener of listeners) listener({ sender: 'ipcRenderer' }, message)
    expect(seen).toEqual([[message]])
  })

  it('is a function that stops events and returns nothing', () => {
    const { fake, listeners } = channels()
    const stop = createBridge(fake, () => '').onEvent(() => undefined)
    expect([stop(), listeners.size]).toEqual([undefined, 0])
  })
})

describe('send', () => {
  it('passes operation and parameters on, and nothing that the page adds', async () => {
    const { fake, calls } = channels()
    const { send } = createBridge(fake, () => '')
    await Reflect.apply(send, undefined, ['drift.get', { run: 'r' }, 'more'])
    expect(calls).toEqual([['driftdesk:send', 'drift.get', { run: 'r' }]])
  })

  it('answers with data when the main process fails, without its message', async () => {
    const { fake } = channels(() => Promise.reject(new Error('Error invoking remote method: /home/a/secret')))
    const answer = await createBridge(fake, () => '').send('x', {})
    expect(answer).toMatchObject({ ok: false, error: { code: 'DISCONNECTED' } })
    expect(JSON.stringify(answer)).not.toContain('secret')
  })
})

describe('grantFile', () => {
  it('tells the path to the main process only', async () => {
    const reference = { ok: true, result: { token: 't', name: 'log.csv', bytes: 1 } }
    const { fake, calls } = channels(async () => reference)
    const answer = await createBridge(fake, () => '/home/a/log.csv').grantFile(new File([], 'log.csv'))
    expect(calls).toEqual([['driftdesk:grant', '/home/a/log.csv']])
    expect(JSON.stringify(answer)).not.toContain('/home')
  })

  it.each([
    ['a file that the page made', () => ''],
    [
      'something that is no file',
      () => {
        throw new TypeError('not a File')
      },
    ],
  ])('refuses %s without asking', async (_what, pathOf) => {
    const { fake, calls } = channels()
    expect(await createBridge(fake, pathOf).grantFile({})).toMatchObject({
      ok: false,
      error: { code: 'FILE_NOT_FOUND' },
    })
    expect(calls).toEqual([])
  })
})
