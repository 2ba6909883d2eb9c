import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClient } from '#shared/contract/client.ts'
import type { EventMessage } from '#shared/contract/events.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { WorkspaceToken } from '#shared/domain/ids.ts'
import { createBackend } from '../create-backend.ts'
import { localTransport } from '../local-transport.ts'
import type { Platform } from '../platform.ts'
import { openStore } from '../store/open-store.ts'
import { workspacePaths } from '../store/workspace-paths.ts'
import { createWorkspaceHost, type WorkspaceHost } from './workspace-host.ts'

let folder = ''
const hosts: WorkspaceHost[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-host-'))
})
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

function open(name: string, chosen: string | null = null, create = createBackend) {
  const platform: Platform = {
    shell: 'loopback',
    paths: {
      workspace: join(folder, name),
      temporary: join(folder, 'temporary'),
      resources: resolve(import.meta.dirname, '../../../resources'),
    },
    dialogs: { chooseFiles: async () => [], chooseFolder: async () => chosen },
    pdf: { available: false, reason: 'None here.' },
    secrets: null,
    deliver: async () => ({ kind: 'cancelled' }),
    notify: () => undefined,
    openExternal: async () => undefined,
  }
  const faults: unknown[] = []
  const host = createWorkspaceHost({
    platform,
    create,
    userData: join(folder, 'user'),
    onFault: (error) => faults.push(error),
  })
  hosts.push(host)
  return { host, faults, client: createClient(localTransport(host)) }
}

const placeOf = (name: string) => ({ name, place: expect.stringContaining('›') })

test('a workspace is created by name, opened in place of the other, and both are listed', async () => {
  const { host, client } = open('first')
  await host.opened
  await client.command('settings.set', { theme: 'dark' })
  expect(await client.query('workspaces.state', {})).toMatchObject({ kind: 'open', ...placeOf('first') })
  const seen: EventMessage[] = []
  host.onEvent((message) => seen.push(message))

  const state = await client.command('workspaces.create', { name: 'Second one' })
  expect(state).toMatchObject({ kind: 'open', name: 'Second one', generation: 2 })
  expect((await client.query('settings.get', {})).theme).toBe('system')
  expect(seen.map(({ event }) => event.type)).toEqual(['workspace.changed'])

  const { workspaces, can_choose } = await client.query('workspaces.list', {})
  expect(can_choose).toBe(true)
  expect(workspaces).toMatchObject([
    { name: 'Second one', open: true, place: expect.stringContaining('workspaces') },
    { name: 'first', open: false, bytes: expect.any(Number) },
  ])
  // The one before was closed, so that anybody may open it.
  await (await openStore({ folder: join(folder, 'first') })).close()
})

test('no answer names a folder', async () => {
  const { client } = open('first')
  const answers = [await client.query('workspaces.state', {}), await client.query('workspaces.list', {})]
  expect(JSON.stringify(answers)).not.toContain(folder)
})

test('events keep one numbering over both workspaces', async () => {
  const { host, client } = open('first')
  await client.command('settings.set', { theme: 'dark' })
  await client.command('workspaces.create', { name: 'second' })
  await client.command('settings.set', { theme: 'dark' })
  const { events } = await client.query('events.since', { sequence: 0 })
  expect(events?.map(({ sequence, event }) => [sequence, event.type])).toEqual([
    [1, 'workspace.changed'],
    [2, 'settings.changed'],
    [3, 'workspace.changed'],
    [4, 'settings.changed'],
  ])
  await host.close()
})

test('a switch to a workspace that does not open leaves the one that is open', async () => {
  const { client } = open('first', join(folder, 'locked'))
  const other = await openStore({ folder: join(folder, 'locked') })
  try {
    const { chosen } = await client.command('workspaces.choose', {})
    await expect(
      client.command('workspaces.open', { workspace: chosen?.workspace ?? '' }),
    ).rejects.toMatchObject({ code: 'WORKSPACE_LOCKED' })
    expect(await client.query('workspaces.state', {})).toMatchObject({ kind: 'open', name: 'first' })
    expect((await client.query('settings.get', {})).theme).toBe('system')
  } finally {
    await other.close()
  }
})

test('what is locked is told to every request, and opens when it is tried again', async () => {
  const other = await openStore({ folder: join(folder, 'first') })
  const { host, faults, client } = open('first')
  await expect(host.opened).rejects.toMatchObject({ code: 'WORKSPACE_LOCKED' })
  await expect(client.query('settings.get', {})).rejects.toMatchObject({ code: 'WORKSPACE_LOCKED' })
  expect(await client.query('events.since', { sequence: 0 })).toMatchObject({ sequence: 1 })
  expect(await client.query('workspaces.state', {})).toMatchObject({
    kind: 'failed',
    error: { code: 'WORKSPACE_LOCKED' },
    recoveries: [],
  })
  expect(await client.command('workspaces.reopen', {})).toMatchObject({ kind: 'failed' })
  expect(faults).toHaveLength(2)
  await other.close()
  expect(await client.command('workspaces.reopen', {})).toMatchObject({ kind: 'open', generation: 1 })
  expect((await client.query('settings.get', {})).theme).toBe('system')
})

test('from a workspace that does not open one gets to another', async () => {
  await writeFile(join(folder, 'first'), 'a file')
  const { client } = open('first')
  expect(await client.query('workspaces.state', {})).toMatchObject({
    kind: expect.stringMatching('o|failed'),
  })
  expect(await client.command('workspaces.create', { name: 'other' })).toMatchObject({ kind: 'open' })
})

test('a damaged workspace is recovered and opens', async () => {
  await (await openStore({ folder: join(folder, 'first') })).close()
  await writeFile(workspacePaths(join(folder, 'first')).catalogue, 'not a catalogue')
  const { client } = open('first')
  await client.command('workspaces.reopen', {})
  expect(await client.query('workspaces.state', {})).toMatchObject({
    kind: 'failed',
    error: { code: 'WORKSPACE_CORRUPT' },
    recoveries: ['salvage', 'set_aside'],
  })
  const { state, report } = await client.command('workspaces.recover', { recovery: 'salvage' })
  expect([state.kind, report.logs]).toEqual(['open', 0])
  expect(existsSync(join(folder, 'first', report.kept_in, 'catalogue.sqlite'))).toBe(true)
  await expect(client.command('workspaces.recover', { recovery: 'salvage' })).rejects.toMatchObject({
    code: 'NOT_AVAILABLE',
  })
})

test('of a workspace that cannot be written to a copy is opened, and the original stays', async () => {
  const first = join(folder, 'first')
  await (await openStore({ folder: first })).close()
  const refuse = new AppError('READ_ONLY', 'It cannot be written.', 'Choose another folder.')
  const { client } = open('first', null, async (platform) => {
    if (platform.paths.workspace === first) throw refuse
    return createBackend(platform)
  })
  await client.command('workspaces.reopen', {})
  expect(await client.query('workspaces.state', {})).toMatchObject({
    kind: 'failed',
    error: { code: 'READ_ONLY' },
    recoveries: ['copy'],
  })
  expect(await client.command('workspaces.copy', {})).toMatchObject({ kind: 'open', name: 'first' })
  expect(existsSync(workspacePaths(join(folder, 'user', 'workspaces', 'first')).catalogue)).toBe(true)
  expect(existsSync(workspacePaths(first).catalogue)).toBe(true)
  await expect(client.command('workspaces.copy', {})).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
})

test('a name that is taken, a path and an unknown token are refused; a forgotten workspace stays on disk', async () => {
  const { client } = open('first')
  await client.command('workspaces.create', { name: 'one' })
  await expect(client.command('workspaces.create', { name: 'one' })).rejects.toMatchObject({
    code: 'BAD_PARAMS',
  })
  const path = join(folder, 'first') as WorkspaceToken
  await expect(client.command('workspaces.open', { workspace: path })).rejects.toMatchObject({
    code: 'TOKEN_EXPIRED',
  })
  const { workspaces } = await client.query('workspaces.list', {})
  const first = workspaces.find(({ name }) => name === 'first')
  await client.command('workspaces.forget', { workspace: first?.workspace ?? path })
  expect((await client.query('workspaces.list', {})).workspaces.map(({ name }) => name)).toEqual(['one'])
  expect(existsSync(join(folder, 'first'))).toBe(true)
})
