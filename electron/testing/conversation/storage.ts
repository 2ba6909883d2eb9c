import { expect } from 'vitest'
import type { RunId, WatchId } from '#shared/domain/ids.ts'
import type { Talk } from './talk.ts'

/** Reports, jobs, labels, watches, retention, the audit chain, and what is deleted. */
export async function talkOfStorage({ noted, name }: Talk, model: string, run: RunId) {
  const report = noted.job('reports.save', { run, format: 'html' })
  expect((await report.result).kind).toBe(name === 'electron' ? 'saved' : 'download')
  const job = await report.id
  expect((await noted.query('jobs.list', {})).jobs.map((view) => view.job)).toContain(job)
  expect((await noted.query('jobs.result', { job })).result).toMatchObject({ bytes: expect.any(Number) })
  expect(await noted.command('jobs.cancel', { job })).toEqual({})
  const { sequence, events } = await noted.query('events.since', { sequence: 0 })
  expect(events?.at(-1)?.sequence).toBe(sequence)
  const { datasets } = await noted.query('datasets.list', { model })
  expect(datasets.map(({ rows, rows_read, is_labels }) => [rows, rows_read, is_labels])).toEqual([
    [200, 201, false],
    [200, 201, false],
  ])
  const dataset = datasets[0]?.dataset ?? ''
  const aside = await noted.query('datasets.rejects', { dataset, offset: 0, limit: 10 })
  expect(aside).toMatchObject({ total: 1, rows: [{ column: 'amount' }] })
  const rejected = await noted.job('datasets.exportRejects', { dataset, format: 'csv' }).result
  expect(rejected).toMatchObject({ kind: name === 'electron' ? 'saved' : 'download' })
  const history = await noted.query('labels.history', { model, prediction_id: 'p1' })
  expect(history.versions).toEqual([])
  const roles = { channel: 'segment' } as const
  const kept = await noted.command('mappings.set', { model, mapping: { roles } })
  expect(await noted.query('mappings.get', { model })).toEqual(kept)
  const { can_choose } = await noted.query('watch.list', {})
  expect(can_choose.available).toBe(name === 'electron')
  const folderChosen = noted.command('watch.choose', {})
  if (name === 'electron') expect((await folderChosen).chosen?.name).toBe('current.csv')
  else await expect(folderChosen).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
  const watch = 'none' as WatchId
  for (const gone of [
    noted.command('watch.start', { watch }),
    noted.command('watch.stop', { watch }),
    noted.command('watch.forget', { watch }),
  ]) {
    await expect(gone).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  const exported = await noted.job('log.export', { dataset, format: 'csv' }).result
  expect(exported).toMatchObject({ kind: name === 'electron' ? 'saved' : 'download' })
  const maturity = await noted.query('labels.maturity', { model })
  expect(maturity).toMatchObject({ rows: 400, labelled: 0 })
  const use = await noted.query('storage.use', {})
  expect(await noted.query('secrets.place', {})).toEqual({ next: 'file' })
  expect(use.models).toEqual([{ model, logs: 2, rows: 400, bytes: expect.any(Number) }])
  const limits = { rows_days: 1, profiles_days: 1 }
  expect(await noted.query('retention.preview', limits)).toEqual({
    rows: 0,
    bytes: 0,
    logs: 0,
    profiles: 0,
  })
  expect(await noted.query('audit.chain', {})).toEqual({ broken: null })
  expect((await noted.query('audit.choices', {})).people).toContain('tester')
  expect((await noted.job('audit.export', { kind: 'breaker' }).result).kind).not.toBe('cancelled')
  const reason = 'a test'
  const gone = await noted.command('entities.delete', { model, entity: 'nobody', reason })
  expect(gone.rows).toBe(0)
  expect((await noted.command('datasets.delete', { dataset, reason })).rows).toBe(200)
  expect((await noted.query('drift.get', { run })).imports).toHaveLength(1)
  expect((await noted.command('models.delete', { model, reason })).rows).toBe(200)
  const { total, entries } = await noted.query('audit.list', { offset: 0, limit: 2 })
  expect(total).toBeGreaterThan(5)
  expect(entries.map(({ action }) => action)).toEqual(['model.deleted', 'dataset.deleted'])
  expect(await noted.command('drift.delete', { run })).toEqual({})
  await expect(noted.query('drift.get', { run })).rejects.toMatchObject({ code: 'NOT_FOUND' })
}
