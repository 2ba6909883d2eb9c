import { expect } from 'vitest'
import type { Talk } from './talk.ts'

/** Breakers, alerts, responses and readiness of a model. */
export async function talkOfMonitors({ noted }: Talk, model: string) {
  const policy = 'any: [{metric: no_data, for: 10 min}]\nfallback: rules\n'
  expect(await noted.query('breakers.check', { text: policy })).toEqual({ faults: [], findings: [] })
  expect(await noted.command('breakers.arm', { model, text: policy })).toMatchObject({ state: 'CLOSED' })
  const word = { model, by: 'tester', reason: 'a test' }
  const tripped = await noted.command('breakers.override', { ...word, action: 'trip' })
  expect(tripped).toMatchObject({ state: 'FORCED_OPEN', underneath: 'CLOSED', fallback: 'rules' })
  expect((await noted.command('breakers.drill', { model, step: 'start', by: 'tester' })).passed).toBeNull()
  const { transitions, drills } = await noted.query('breakers.get', { model })
  expect([transitions[0]?.to, drills.length]).toEqual(['FORCED_OPEN', 1])
  expect((await noted.query('breakers.list', {})).breakers).toHaveLength(1)
  expect((await noted.query('breakers.radius', { model })).rows).toBeGreaterThan(0)
  expect((await noted.query('breakers.outputs', {})).endpoint.on).toBe(false)
  expect((await noted.command('breakers.setOutputs', { webhook_url: '' })).webhook.url).toBeNull()
  await expect(noted.command('breakers.testWebhook', {})).rejects.toMatchObject({ code: 'BAD_PARAMS' })
  const policies = [{ name: 'silence', text: policy }]
  const unscoredReplays = [
    noted.job('breakers.replay', { source: { kind: 'model', model }, policies }).result,
    noted.query('breakers.whatIf', { model, policies }),
  ]
  for (const replay of unscoredReplays) {
    // A log without predictions can still fall silent.
    const [{ document }] = (await replay).replays
    expect(document.notes.join()).toContain('none with the role prediction')
  }
  expect(await noted.command('breakers.disarm', word)).toEqual({})

  const { own } = await noted.query('alerts.rules', { model: null })
  expect((await noted.query('alerts.check', { text: own.text })).saves).toBe(false)
  const rules = own.text.replaceAll(': ""', ': somebody')
  expect((await noted.command('alerts.save', { model, text: rules, by: 'tester' })).model).toBe(model)
  const replayed = noted.job('alerts.replay', { source: { kind: 'model', model }, text: rules }).result
  expect((await replayed).notes.join()).toContain('none with the role prediction')
  expect((await noted.query('alerts.inbox', { model })).incidents).toEqual([])
  const act = { model, incident: 1, action: 'acknowledge', by: 'tester', reason: 'a try' } as const
  await expect(noted.command('alerts.act', act)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await noted.query('alerts.ledger', { offset: 0, limit: 10 })).total).toBe(0)
  expect((await noted.query('alerts.quality', {})).months).toEqual([])
  expect(await noted.command('alerts.remove', { model, by: 'tester', reason: 'a try' })).toEqual({})

  const response = await noted.job('responses.plan', { model }).result
  expect(response).toMatchObject({ schema: 'driftdesk.response/1', dry_run: true, decision: null })
  expect((await noted.query('responses.list', { model })).responses).toEqual([response])
  const decision = {
    response: response.response,
    decision: 'dismissed',
    by: 'tester',
    reason: 'a test',
  } as const
  expect((await noted.command('responses.decide', decision)).decision).toMatchObject({
    by: 'tester',
    due_at: null,
  })
  expect(await noted.job('readiness.run', { model }).result).toMatchObject({
    schema: 'driftdesk.readiness/1',
    verdict: 'do_not_deploy',
  })
}
