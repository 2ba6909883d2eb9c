import { expect } from 'vitest'
import type { Talk } from './talk.ts'

/** What is asked of a model: loops, fleets, scenarios, latency, skew, performance, calibration. */
export async function talkOfQuestions({ noted }: Talk, model: string) {
  const loop = await noted.job('feedback.run', { source: { kind: 'model', model } }).result
  expect(loop).toMatchObject({ schema: 'driftdesk.feedback/1', verdict: 'insufficient' })
  const fleet = await noted.job('fleet.run', { source: { kind: 'workspace' } }).result
  expect(fleet).toMatchObject({ schema: 'driftdesk.fleet/1', models: [model] })

  expect((await noted.query('scenarios.list', {})).scenarios.length).toBeGreaterThan(0)
  const tried = await noted.job('scenarios.run', { name: 'sentinel', rows: 8_000 }).result
  expect(tried).toMatchObject({ schema: 'driftdesk.scenario/1', passed: 1, failed: 0 })
  const incident = await noted.job('scenarios.open', { name: 'sentinel', rows: 8_000 }).result
  expect(incident.models).toEqual(['credit'])
  expect(await noted.command('models.delete', { model: 'credit', reason: 'a test' })).toMatchObject({
    rows: 8_000,
  })

  const noColumn = noted.job('latency.run', { source: { kind: 'model', model }, kind: 'mean' }).result
  await expect(noColumn).rejects.toMatchObject({ code: 'BAD_PARAMS' })

  await expect(noted.job('skew.run', { online: model, offline: 'nobody' }).result).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  for (const measured of ['performance.run', 'calibration.run'] as const) {
    const unscored = noted.job(measured, { source: { kind: 'model', model } }).result
    await expect(unscored).rejects.toMatchObject({ code: 'MAPPING_INVALID' })
  }

  await expect(noted.query('performance.history', { model })).rejects.toMatchObject({
    code: 'NOT_AVAILABLE',
  })
}
