import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Backend } from '#backend/backend.ts'
import { createBackend } from '#backend/create-backend.ts'
import { createWorkspaceHost } from '#backend/lifecycle/workspace-host.ts'
import type { Platform } from '#backend/platform.ts'
import type { Bridge } from '#shared/contract/bridge.ts'
import { createClient, type Transport } from '#shared/contract/client.ts'
import { fromErrorShape } from '#shared/contract/errors.ts'
import { type EventMessage, eventMessage } from '#shared/contract/events.ts'
import { decodeFrame, encodeFrame, responseFrame } from '#shared/contract/frame.ts'
import { OPERATIONS, type OperationName } from '#shared/contract/operations.ts'
import type { FileReference } from '#shared/contract/sources.ts'
import type { WatchId } from '#shared/domain/ids.ts'
import { startLoopback } from './loopback/start-loopback.ts'
import { createBridge } from './shell/bridge.ts'
import { CHANNELS } from './shell/channels.ts'
import { handleIpc } from './shell/ipc-handlers.ts'
import { electronPlatform } from './shell/platform.ts'
import type { SenderEvent } from './shell/sender.ts'
import { NO_SAFE_STORAGE } from './shell/testing/no-safe-storage.ts'

const RESOURCES = resolve(import.meta.dirname, '..', 'resources')

/** One shell with the real backend behind it, reached as its page reaches it. */
type Shell = {
  readonly transport: Transport
  grant(path: string): Promise<FileReference>
  close(): Promise<void>
}

const SHELLS: readonly [name: 'loopback' | 'electron', open: (folder: string) => Promise<Shell>][] = [
  ['loopback', openLoopback],
  ['electron', openElectron],
]

/** As both shells do. */
function hostOf(platform: Platform, folder: string): Backend {
  const userData = join(folder, 'user')
  return createWorkspaceHost({ platform, create: createBackend, userData, onFault: () => undefined })
}

async function openLoopback(folder: string): Promise<Shell> {
  const loopback = await startLoopback({
    createBackend: async (platform) => hostOf(platform, folder),
    workspace: join(folder, 'workspace'),
    resources: RESOURCES,
    assets: folder,
    browser: { found: false, reason: 'None here.', mend: 'Install one.' },
    say: () => undefined,
  })
  const entered = await fetch(loopback.freshLink(), { redirect: 'manual' })
  const Cookie = entered.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  const headers = { Cookie, Origin: loopback.origin }
  const socket = new WebSocket(`${loopback.origin.replace('http', 'ws')}/messages`, { headers })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const listeners = new Set<(message: EventMessage) => void>()
  socket.on('message', (data: Buffer, isBinary) => {
    const message = decodeFrame(isBinary ? new Uint8Array(data) : data.toString('utf8'))
    const response = responseFrame.safeParse(message)
    if (!response.success) {
      const event = eventMessage.parse(message)
      for (const listener of listeners) listener(event)
      return
    }
    const request = waiting.get(response.data.id)
    if (response.data.ok) request?.resolve(response.data.result)
    else request?.reject(fromErrorShape(response.data.error))
  })
  await new Promise((done, fail) => socket.once('open', done).once('error', fail))
  return {
    transport: {
      send(operation, params) {
        const id = waiting.size
        const answer = Promise.withResolvers<unknown>()
        waiting.set(id, answer)
        socket.send(encodeFrame({ id, operation, params }))
        return answer.promise
      },
      onEvent(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    async grant(path) {
      const { readFile } = await import('node:fs/promises')
      const answer = await fetch(`${loopback.origin}/files?name=log.csv`, {
        method: 'POST',
        headers,
        body: new Uint8Array(await readFile(path)),
      })
      return (await answer.json()) as FileReference
    },
    async close() {
      socket.close()
      await loopback.close()
    },
  }
}

/** Electron's ipc as far as it matters: two ends that structured clones travel between. */
async function openElectron(folder: string): Promise<Shell> {
  const temporary = await mkdtemp(join(folder, 'temporary-'))
  const saved = join(folder, 'saved.html')
  const backend = hostOf(
    electronPlatform(
      {
        dialog: {
          showOpenDialog: async () => ({ canceled: false, filePaths: [join(folder, 'current.csv')] }),
          showSaveDialog: async () => ({ canceled: false, filePath: saved }),
        },
        window: () => undefined,
        openPrintWindow: () => {
          throw new Error('Electron does not run here')
        },
        showNotification: () => undefined,
        openExternal: async () => undefined,
        safeStorage: NO_SAFE_STORAGE,
        downloads: folder,
      },
      { workspace: join(folder, 'workspace'), temporary, resources: RESOURCES },
    ),
    folder,
  )
  const handlers = new Map<string, (event: SenderEvent, ...args: unknown[]) => Promise<unknown>>()
  handleIpc(
    { handle: (channel, handler) => handlers.set(channel, handler) },
    { backend: async () => backend, isOurWindow: (id) => id === 1 },
  )
  const page: SenderEvent = { senderFrame: { url: 'app://driftdesk/', parent: null }, sender: { id: 1 } }
  const relays = new Set<(event: unknown, message: EventMessage) => void>()
  backend.onEvent((message) => {
    for (const relay of relays) relay({}, structuredClone(message))
  })
  const bridge: Bridge = createBridge(
    {
      async invoke(channel, ...args) {
        return structuredClone(await handlers.get(channel)?.(page, ...structuredClone(args)))
      },
      on: (channel, relay) => channel === CHANNELS.event && relays.add(relay),
      off: (_channel, relay) => relays.delete(relay),
    },
    (file) => String(Reflect.get(file, 'path')),
  )
  return {
    transport: {
      async send(operation, params) {
        const answer = await bridge.send(operation, params)
        if (!answer.ok) throw fromErrorShape(answer.error)
        return answer.result
      },
      onEvent: (listener) => bridge.onEvent(listener),
    },
    async grant(path) {
      const answer = await bridge.grantFile({ path })
      if (!answer.ok) throw fromErrorShape(answer.error)
      return answer.result
    },
    close: () => backend.close(),
  }
}

/** 200 rows of a score that moves up by `shift`, and one row that cannot be read. */
function log(shift: number): string {
  const rows = Array.from({ length: 200 }, (_unused, row) => {
    const minute = String(row % 60).padStart(2, '0')
    return `p${row},2026-03-01T10:${minute}:00Z,${((row % 20) / 20 + shift).toFixed(3)},${row % 3 === 0 ? 'web' : 'app'}`
  })
  return ['id,time,amount,channel', ...rows, 'p200,2026-03-01T11:00:00Z,not a number,web', ''].join('\n')
}

const MALFORMED: readonly unknown[] = [undefined, null, 'text', 7, [], { unexpected: true }]
const UNKNOWN = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  '',
  'app.none',
  'app.capabilities ',
]

describe.each(SHELLS)('over %s', (name, open) => {
  let folder = ''
  let shell: Shell
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
    await writeFile(join(folder, 'reference.csv'), log(0))
    await writeFile(join(folder, 'current.csv'), log(0.4))
    shell = await open(folder)
  }, 60_000)
  afterAll(async () => {
    await shell?.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  it('every operation is sent and its answer fits the contract', async () => {
    const { transport } = shell
    const client = createClient(transport)
    const sent = new Set<OperationName>()
    const noted = createClient({
      send: (operation, params) => {
        sent.add(operation)
        return transport.send(operation, params)
      },
      onEvent: transport.onEvent,
    })

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

    const { models } = await noted.query('models.list', {})
    const model = models[0]?.name ?? ''
    expect(models[0]?.logs.map((log) => log.rows)).toEqual([200, 200])
    const { baseline } = await noted.job('baselines.create', {
      model,
      source: { kind: 'logs', datasets: [models[0]?.logs[0]?.dataset ?? ''] },
    }).result
    expect((await noted.job('baselines.use', { model, baseline }).result).used_since).not.toBeNull()
    const { baselines } = await noted.query('baselines.list', { model })
    expect(baselines.map((one) => one.baseline)).toEqual([baseline])
    const counted = await noted.query('profiles.window', { model, window: { kind: 'all' } })
    expect(counted.rows).toEqual({ reference: 200, current: 400 })
    const exact = await noted.job('profiles.exact', { model, window: { kind: 'all' } }).result
    expect(exact.columns.map(({ psi }) => psi)).toEqual(counted.columns.map(({ psi }) => psi))

    const all = { kind: 'all' } as const
    expect((await noted.query('models.overview', {})).models).toMatchObject([{ model, rows: 400 }])
    const spine = await noted.query('models.spine', { model })
    expect(spine.rows.reduce((sum, rows) => sum + rows, 0)).toBe(400)
    const { buckets } = await noted.query('models.labelled', { model })
    expect(buckets).toHaveLength(spine.buckets.length)
    const course = await noted.query('models.heatmap', { model })
    expect(course.psi).toHaveLength(course.columns.length * course.buckets.length)
    const counts = await noted.query('models.column', { model, window: all, column: 'amount' })
    expect(counts.window.rows).toEqual({ reference: 200, current: 400 })
    const examined = await noted.job('models.examine', { model, window: all, column: 'amount' }).result
    expect(examined.column.psi?.value).toBeCloseTo(counts.window.psi?.value ?? Number.NaN, 12)
    expect((await noted.job('models.onsets', { model }).result).onsets).toBeInstanceOf(Array)
    const slices = await noted.query('models.segments', { model })
    expect(slices.columns.map(({ column }) => column)).toContain('channel')
    const segment = { column: 'channel', value: 'web' }
    expect((await noted.job('models.count_segment', { model, segment }).result).rows).toBeGreaterThan(0)
    expect((await noted.query('log.rows', { model, window: all, offset: 0, limit: 3 })).rows).toHaveLength(3)
    expect(
      await noted.query('manifests.check', { model, text: `model: ${model}\nownr: a team` }),
    ).toMatchObject({
      faults: [{ line: 2 }],
    })
    expect(await noted.command('manifests.set', { model, text: `model: ${model}\nowner: a team\n` })).toEqual(
      { before: null },
    )
    expect((await noted.query('manifests.get', { model })).text).toBe(`model: ${model}\nowner: a team\n`)
    const used = await noted.job('models.use_rows', { model, window: { kind: 'rows', start: 0, end: 200 } })
      .result
    expect(used.rows).toBe(200)

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
      await expect(replay).rejects.toMatchObject({ code: 'MAPPING_INVALID' })
    }
    expect(await noted.command('breakers.disarm', word)).toEqual({})

    const { own } = await noted.query('alerts.rules', { model: null })
    expect((await noted.query('alerts.check', { text: own.text })).saves).toBe(false)
    const rules = own.text.replaceAll(': ""', ': somebody')
    expect((await noted.command('alerts.save', { model, text: rules, by: 'tester' })).model).toBe(model)
    const replayed = noted.job('alerts.replay', { source: { kind: 'model', model }, text: rules }).result
    await expect(replayed).rejects.toMatchObject({ code: 'MAPPING_INVALID' })
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

    const sinkChange = { kind: 'file', name: 'on call', on: true, severity: 'info', by: 'tester' } as const
    const { sink } = await noted.command('sinks.save', sinkChange)
    expect((await noted.query('sinks.list', {})).sinks).toMatchObject([
      { sink, file: 'sinks/on call.ndjson' },
    ])
    expect(await noted.command('sinks.test', { sink })).toMatchObject({ error: null })
    const page = { offset: 0, limit: 10 }
    expect(await noted.query('deliveries.list', { ...page, sink })).toEqual({ total: 0, deliveries: [] })
    const choice = { keys: ['none'], by: 'tester' }
    expect(await noted.command('deliveries.retry', choice)).toEqual({ count: 0 })
    expect(await noted.command('deliveries.discard', { ...choice, reason: 'a test' })).toEqual({ count: 0 })
    expect(await noted.command('sinks.remove', { sink, by: 'tester' })).toEqual({})

    const verified = await noted.job('workspace.verify', {}).result
    expect(verified).toMatchObject({ schema: 'driftdesk.verify/1', ok: true, problems: [] })

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
    await expect(client.query('drift.get', { run })).rejects.toMatchObject({ code: 'NOT_FOUND' })

    const choosing = noted.command('workspaces.choose', {})
    if (name === 'electron') expect((await choosing).chosen?.name).toBe('current.csv')
    else await expect(choosing).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
    expect((await noted.command('workspaces.reopen', {})).kind).toBe('open')
    const first = await noted.query('workspaces.state', {})
    expect(await noted.command('workspaces.create', { name: 'other' })).toMatchObject({ generation: 2 })
    const { workspace } = first
    expect(await noted.command('workspaces.open', { workspace })).toMatchObject({ generation: 3 })
    expect(await noted.command('workspaces.forget', { workspace })).toEqual({})
    expect((await noted.query('workspaces.list', {})).workspaces).toMatchObject([{ name: 'other' }])
    const recovering = noted.command('workspaces.recover', { recovery: 'salvage' })
    await expect(recovering).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
    const copying = noted.command('workspaces.copy', {})
    await expect(copying).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })

    expect([...sent].toSorted()).toEqual(Object.keys(OPERATIONS).toSorted())
  }, 120_000)

  it.each(Object.keys(OPERATIONS) as OperationName[])(
    '%s refuses parameters that do not fit',
    async (operation) => {
      for (const params of MALFORMED) {
        await expect(shell.transport.send(operation, params)).rejects.toMatchObject({ code: 'BAD_PARAMS' })
      }
    },
  )

  it.each(UNKNOWN)('there is no operation %j', async (operation) => {
    await expect(shell.transport.send(operation as OperationName, {})).rejects.toMatchObject({
      code: 'UNKNOWN_OPERATION',
    })
  })

  it('no answer names a folder of this computer', async () => {
    const granted = await shell.grant(join(folder, 'current.csv'))
    const described = await shell.transport.send('files.describe', { files: [granted.token] })
    expect(JSON.stringify([granted, described])).not.toContain(tmpdir())
  })

  it('a path is no token', async () => {
    const path = join(folder, 'current.csv')
    await expect(shell.transport.send('files.describe', { files: [path] })).rejects.toMatchObject({
      code: 'TOKEN_EXPIRED',
    })
  })
})
