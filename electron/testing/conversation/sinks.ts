import { expect } from 'vitest'
import type { Talk } from './talk.ts'

/** Where alerts go, and what waits to get there. */
export async function talkOfSinks({ noted }: Talk) {
  const sinkChange = { kind: 'file', name: 'on call', on: true, severity: 'info', by: 'tester' } as const
  const { sink } = await noted.command('sinks.save', sinkChange)
  expect((await noted.query('sinks.list', {})).sinks).toMatchObject([{ sink, file: 'sinks/on call.ndjson' }])
  expect(await noted.command('sinks.test', { sink })).toMatchObject({ error: null })
  const page = { offset: 0, limit: 10 }
  expect(await noted.query('deliveries.list', { ...page, sink })).toEqual({ total: 0, deliveries: [] })
  const choice = { keys: ['none'], by: 'tester' }
  expect(await noted.command('deliveries.retry', choice)).toEqual({ count: 0 })
  expect(await noted.command('deliveries.discard', { ...choice, reason: 'a test' })).toEqual({ count: 0 })
  expect(await noted.command('sinks.remove', { sink, by: 'tester' })).toEqual({})

  const verified = await noted.job('workspace.verify', {}).result
  expect(verified).toMatchObject({ schema: 'driftdesk.verify/1', ok: true, problems: [] })
}
