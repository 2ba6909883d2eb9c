import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPERATIONS, type OperationName } from '#shared/contract/operations.ts'
import { type Desk, openDesk } from '../drift/testing/desk.ts'

/** Commands and jobs that leave no entry, and why. */
const LEAVES_NONE: Readonly<Partial<Record<OperationName, string>>> = {
  'files.choose': 'opens a dialog',
  'files.takeOpened': 'hands over what was opened',
  'samples.open': 'names files; importing them is another operation',
  'sources.inspect': 'reads',
  'drift.audit': 'reads',
  'jobs.cancel': 'what was not done leaves nothing',
  'profiles.exact': 'reads',
  'models.examine': 'reads',
  'models.onsets': 'reads',
  'models.count_segment': 'keeps counts that can be made again from the rows',
  'feedback.run': 'reads where the rows are stored; imports of files have entries of their own',
  'fleet.run': 'reads where the rows are stored; imports of files have entries of their own',
  'performance.run': 'reads where the rows are stored; imports of files have entries of their own',
  'calibration.run': 'reads where the rows are stored; imports of files have entries of their own',
  'breakers.replay': 'reads where the rows are stored; imports of files have entries of their own',
  'skew.run': 'reads where the rows are stored; imports of files have entries of their own',
  'latency.run': 'reads where the rows are stored; imports of files have entries of their own',
  'alerts.replay': 'reads where the rows are stored; imports of files have entries of their own',
  'alerts.act': 'writes alerts.acted, needs an incident, see the tests of alerts',
  'breakers.testWebhook': 'a message that says it is a test',
  'sinks.test': 'a message that says it is a test',
  'readiness.run': 'reads',
  'scenarios.run': 'runs in a workspace of its own, which is removed',
  'scenarios.open': 'imports, baselines and breakers of the scenario have entries of their own',
  'workspace.verify': 'reads',
  'watch.choose': 'opens a dialog',
  'workspaces.choose': 'opens a dialog',
  'workspaces.open': 'of the window, not of a workspace',
  'workspaces.reopen': 'of the window, not of a workspace',
  'workspaces.create': 'a new workspace has its own chain',
  'workspaces.copy': 'of the window; the copy has the chain of what was copied',
  'workspaces.forget': 'of the window, not of a workspace',
  'workspaces.recover': 'writes workspace.recovered, see the tests of recovery',
  'watch.start': 'needs a folder of this computer, see the tests of watches',
  'watch.stop': 'needs a folder of this computer, see the tests of watches',
  'watch.forget': 'needs a folder of this computer, see the tests of watches',
  'deliveries.retry': 'needs a message that was put aside, see the tests of sinks',
  'deliveries.discard': 'needs a message that was put aside, see the tests of sinks',
}

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const log = (shift: number) =>
  [
    'id,time,amount,who',
    ...Array.from({ length: 400 }, (_, row) => {
      const time = new Date(Date.UTC(2026, 2, 1) + row * 60_000).toISOString()
      return `p${row},${time},${(row % 20) + shift},u${row % 7}`
    }),
    'p400,2026-03-02T00:00:00Z,no number,u1',
    '',
  ].join('\n')

test('every operation that changes something writes into the audit chain, or says why not', async () => {
  const { client } = desk
  const written = new Map<OperationName, readonly string[]>()
  const newest = async () => (await client.query('audit.list', { offset: 0, limit: 1 })).total
  const audited = async <T>(name: OperationName, work: () => Promise<T>): Promise<T> => {
    const before = await newest()
    const answer = await work()
    const { total, entries } = await client.query('audit.list', { offset: 0, limit: 50 })
    written.set(
      name,
      entries.slice(0, total - before).map(({ action }) => action),
    )
    return answer
  }
  const model = 'm'
  const mapping = {
    model,
    roles: { id: 'prediction_id', time: 'timestamp', amount: 'feature', who: 'entity_id' },
  } as const
  const by = 'Asha'
  const reason = 'a test'
  const word = { model, by, reason }

  await audited('settings.set', () => client.command('settings.set', { theme: 'dark' }))
  const files = [await desk.grant('first.csv', log(0))]
  await audited('log.import', () => client.job('log.import', { files, mapping }).result)
  const second = [await desk.grant('second.csv', log(5))]
  await client.job('log.import', { files: second, mapping }).result
  const { datasets } = await client.query('datasets.list', { model })
  const dataset = datasets[0].dataset
  const { run } = await audited(
    'drift.run',
    () => client.job('drift.run', { source: { kind: 'pair', reference: files, current: second } }).result,
  )
  await audited('reports.save', () => client.job('reports.save', { run, format: 'json' }).result)
  await audited('log.export', () => client.job('log.export', { dataset, format: 'csv' }).result)
  await audited(
    'datasets.exportRejects',
    () => client.job('datasets.exportRejects', { dataset, format: 'csv' }).result,
  )
  await audited('drift.delete', () => client.command('drift.delete', { run }))
  await audited('mappings.set', () =>
    client.command('mappings.set', { model, mapping: { roles: { who: 'segment' } } }),
  )
  await client.command('mappings.set', { model, mapping: { roles: mapping.roles } })
  await audited('manifests.set', () =>
    client.command('manifests.set', { model, text: `model: ${model}\nowner: us\n` }),
  )
  const { baseline } = await audited(
    'baselines.create',
    () => client.job('baselines.create', { model, source: { kind: 'logs', datasets: [dataset] } }).result,
  )
  await audited('baselines.use', () => client.job('baselines.use', { model, baseline }).result)
  const window = { kind: 'rows', start: 0, end: 300 } as const
  await audited('models.use_rows', () => client.job('models.use_rows', { model, window }).result)

  const text = 'any: [{metric: no_data, for: 10 min}]\nfallback: rules\n'
  await audited('breakers.arm', () => client.command('breakers.arm', { model, text }))
  await audited('breakers.override', () => client.command('breakers.override', { ...word, action: 'trip' }))
  await audited('breakers.drill', () => client.command('breakers.drill', { model, step: 'start', by }))
  await audited('breakers.setOutputs', () =>
    client.command('breakers.setOutputs', { webhook_url: 'https://a.example/x' }),
  )
  await audited('breakers.disarm', () => client.command('breakers.disarm', word))

  const rules =
    'schema: driftdesk.alerts/1\nrules: [{name: errors, metric: error_rate, critical: 0.05, owner: us, action: look, runbook: docs/a.md}]\n'
  await audited('alerts.save', () => client.command('alerts.save', { model, text: rules, by }))
  await audited('alerts.remove', () => client.command('alerts.remove', { model, by, reason }))

  const { response } = await audited('responses.plan', () => client.job('responses.plan', { model }).result)
  await audited('responses.decide', () =>
    client.command('responses.decide', { response, decision: 'dismissed', by, reason }),
  )
  const sink = { kind: 'file', name: 'on call', on: false, severity: 'info', by } as const
  const { sink: id } = await audited('sinks.save', () => client.command('sinks.save', sink))
  await audited('sinks.remove', () => client.command('sinks.remove', { sink: id, by }))
  await audited('audit.export', () => client.job('audit.export', {}).result)
  await audited('entities.delete', () => client.command('entities.delete', { model, entity: 'u3', reason }))
  await audited('datasets.delete', () => client.command('datasets.delete', { dataset, reason }))
  await audited('models.delete', () => client.command('models.delete', { model, reason }))

  const silent = [...written].filter(([, actions]) => actions.length === 0).map(([name]) => name)
  expect(silent).toEqual([])
  const changing = (Object.keys(OPERATIONS) as OperationName[]).filter(
    (name) => OPERATIONS[name].kind !== 'query',
  )
  const unknown = changing.filter((name) => !written.has(name) && LEAVES_NONE[name] === undefined)
  expect(unknown).toEqual([])

  const kinds = async (filter: object) =>
    (await client.query('audit.list', { offset: 0, limit: 1_000, ...filter })).entries
  expect(new Set((await kinds({ kind: 'breaker' })).map(({ action }) => action.split('.')[0]))).toEqual(
    new Set(['breaker']),
  )
  expect((await kinds({ by })).every(({ detail }) => detail.by === by)).toBe(true)
  expect((await kinds({ model })).length).toBeGreaterThan(10)
  expect(await kinds({ to: '2020-01-01T00:00:00Z' })).toEqual([])
  const { people, kinds: known } = await client.query('audit.choices', {})
  expect(people).toContain(by)
  expect(known).toContain('breaker')
  expect(await client.query('audit.chain', {})).toEqual({ broken: null })
}, 120_000)
