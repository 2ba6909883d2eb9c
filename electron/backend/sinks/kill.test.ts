import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Notice } from '#shared/policy/delivery/notice.ts'
import { openDesk } from '../drift/testing/desk.ts'
import { openSinks } from './testing/open-sinks.ts'
import { openReceiver, type Receiver } from './testing/receiver.ts'

let folder: string
let receiver: Receiver
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-kill-'))
  receiver = await openReceiver()
})
afterEach(async () => {
  await receiver.close()
  rmSync(folder, { recursive: true, force: true })
})

const NOTICE: Notice = {
  id: 'alert/fraud/1',
  source: 'alert',
  event: 'firing',
  subject: 'alert/fraud/accuracy',
  model: 'fraud',
  severity: 'critical',
  title: 'accuracy fell',
  text: '',
  at: '2026-01-02T03:04:05.000Z',
  owner: null,
  action: null,
  runbook: null,
  to: null,
  detail: {},
}
test('a program that is killed between two tries loses no message, and another one sends it under the same key', async () => {
  const before = await openSinks(folder)
  const sink = { kind: 'webhook', name: 'chat', on: true, severity: 'info', url: receiver.url } as const
  await before.sinks.save(sink, 'Asha')
  await before.close()

  receiver.answer(503)
  const program = join(import.meta.dirname, 'testing/send-in-process.ts')
  const other = spawn(process.execPath, [program, folder, JSON.stringify(NOTICE)], { stdio: 'inherit' })
  await receiver.came(2)
  other.kill('SIGKILL')
  await once(other, 'exit')
  const tried = receiver.received.length

  receiver.answer(200)
  const after = await openSinks(folder)
  await receiver.came(tried + 1)
  const keys = new Set(receiver.received.map(({ headers }) => headers['x-driftdesk-delivery']))
  expect(keys.size).toBe(1)
  await after.close()
  const { sinks, close } = await openSinks(folder)
  const { deliveries } = await sinks.deliveries({ state: null, sink: null }, 0, 10)
  expect(deliveries).toMatchObject([{ title: 'accuracy fell', state: 'delivered', status: 200 }])
  await close()
})

test('an import that fires rules ends while the receiver hangs, and the message waits', async () => {
  const desk = await openDesk()
  receiver.answer(() => undefined)
  await desk.client.command('sinks.save', {
    kind: 'webhook',
    name: 'chat',
    on: true,
    severity: 'info',
    url: receiver.url,
    by: 'Asha',
  })
  const text =
    'every: 10 min\nrules:\n  - {name: errors, metric: error_rate, critical: 10%, window: 1 h, min_rows: 10, owner: a, action: b, runbook: c}\n'
  await desk.client.command('alerts.save', { model: null, text, by: 'Asha' })
  const rows = Array.from({ length: 300 }, (_, row) => {
    const at = new Date(Date.UTC(2026, 0, 1) + row * 60_000).toISOString()
    return `${at},1,${row > 200 ? 1 : 0}`
  })
  const token = await desk.grant('rows.csv', ['timestamp,prediction,error', ...rows, ''].join('\n'))
  const mapping = { model: 'fraud', roles: { prediction: 'prediction', error: 'error' } } as const
  await desk.client.job('log.import', { files: [token], mapping }).result
  await receiver.came(1)
  const { deliveries } = await desk.client.query('deliveries.list', { offset: 0, limit: 10 })
  expect(deliveries).toMatchObject([{ state: 'waiting', tries: 0, title: 'fraud: errors' }])
  await desk.close()
}, 30_000)
