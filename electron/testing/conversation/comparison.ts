import { join } from 'node:path'
import { expect } from 'vitest'
import type { Talk } from './talk.ts'

/** The app, its files, and a comparison of two logs: what its run is called. */
export async function talkOfComparison({ noted, shell, name, folder }: Talk) {
  expect((await noted.query('app.capabilities', {})).shell).toBe(name)
  expect((await noted.query('app.doctor', {})).schema).toBe('driftdesk.doctor/1')
  expect((await noted.command('settings.set', { theme: 'dark' })).theme).toBe('dark')
  expect((await noted.query('settings.get', {})).theme).toBe('dark')

  const chosen = noted.command('files.choose', {})
  if (name === 'electron') expect((await chosen).files[0]?.name).toBe('current.csv')
  else await expect(chosen).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
  expect(await noted.command('files.takeOpened', {})).toEqual({ files: [] })
  const reference = await shell.grant(join(folder, 'reference.csv'))
  const current = await shell.grant(join(folder, 'current.csv'))
  expect(await noted.query('files.describe', { files: [current.token] })).toEqual({ files: [current] })

  const { samples } = await noted.query('samples.list', {})
  const opened = await noted.command('samples.open', { name: samples[0]?.name ?? '' })
  expect(opened.reference.length).toBeGreaterThan(0)

  const inspection = await noted.job('sources.inspect', { files: [current.token] }).result
  expect(inspection.columns.map((column) => column.name)).toEqual(['id', 'time', 'amount', 'channel'])
  const imported = await noted.job('log.import', { files: [reference.token] }).result
  expect(imported.rows_read).toBe(201)
  const { run } = await noted.job('drift.run', {
    source: { kind: 'pair', reference: [reference.token], current: [current.token] },
  }).result
  expect((await noted.query('drift.list', {})).runs.map((summary) => summary.run)).toContain(run)
  const { document } = await noted.query('drift.get', { run })
  expect(document.columns.map((column) => column.name)).toContain('amount')
  const { distribution } = await noted.query('drift.column', { run, column: 'amount' })
  expect(distribution?.edges).toBeInstanceOf(Float64Array)
  expect(distribution?.edges.length).toBe((distribution?.current.length ?? 0) + 1)
  const heatmap = await noted.query('drift.heatmap', { run })
  expect(heatmap.psi).toBeInstanceOf(Float64Array)
  expect(heatmap.psi).toHaveLength(heatmap.columns.length * heatmap.buckets.length)
  const audit = await noted.job('drift.audit', { run, column: 'amount' }).result
  expect(audit.policies.map(({ policy }) => policy)).toContain('default')
  const rejects = await noted.query('drift.rejects', { run, offset: 0, limit: 10 })
  expect(rejects.total).toBe(2)
  return run
}
