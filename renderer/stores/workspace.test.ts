import { expect, test } from 'vitest'
import { createClient } from '#shared/contract/client.ts'
import type { EventMessage } from '#shared/contract/events.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { WorkspaceToken } from '#shared/domain/ids.ts'
import { createWorkspaceStore } from './workspace.ts'

const reference = (name: string) => ({ workspace: `t-${name}`, name, place: '… › data › driftdesk' })
const open = (name: string, generation: number) => ({ kind: 'open', generation, ...reference(name) })
const failed = (name: string) => ({
  kind: 'failed',
  error: { code: 'WORKSPACE_CORRUPT', message: 'It is damaged.', mend: 'Recover it.' },
  recoveries: ['salvage'],
  ...reference(name),
})
const report = { recovery: 'salvage', logs: 2, rows: 30, lost_logs: 0, kept_in: 'damaged-1' }

/** A backend that answers each operation with what `answers` holds now; an error is thrown. */
function desk(answers: Record<string, unknown>) {
  const renewed: string[] = []
  const listeners = new Set<(message: EventMessage) => void>()
  const client = createClient({
    async send(operation) {
      const answer = answers[operation]
      if (answer instanceof Error) throw answer
      return answer
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  const store = createWorkspaceStore(client, (where) => renewed.push(where))
  const changed = async (state: unknown) => {
    answers['workspaces.state'] = state
    for (const listener of listeners) listener({ sequence: 1, event: { type: 'workspace.changed' } })
    await expect.poll(() => store.getState().now).toEqual(state)
  }
  return { store, renewed, changed }
}

test('the workspace that was open when the page came needs nothing', async () => {
  const { store, renewed, changed } = desk({ 'workspaces.state': open('a', 1) })
  await store.load()
  await changed(open('a', 1))
  expect([store.getState().now?.kind, renewed]).toEqual(['open', []])
})

test('a workspace that opens after the page came needs nothing either', async () => {
  const { store, renewed, changed } = desk({ 'workspaces.state': { kind: 'opening', ...reference('a') } })
  await store.load()
  await changed(open('a', 1))
  expect(renewed).toEqual([])
})

test('another workspace sends the page home', async () => {
  const { store, renewed, changed } = desk({ 'workspaces.state': open('a', 1) })
  await store.load()
  await changed(open('b', 2))
  expect(renewed).toEqual(['home'])
})

test('one that opens after it failed keeps the place of the link', async () => {
  const { store, renewed } = desk({ 'workspaces.state': failed('a'), 'workspaces.reopen': open('a', 1) })
  await store.load()
  await store.reopen()
  expect(renewed).toEqual(['place'])
})

test('a change that is refused says why and leaves the page', async () => {
  const refusal = new AppError('WORKSPACE_LOCKED', 'Another one has it open.', 'Close that one.')
  const { store, renewed } = desk({ 'workspaces.state': open('a', 1), 'workspaces.open': refusal })
  await store.load()
  await store.open('t-b' as WorkspaceToken)
  expect(store.getState()).toMatchObject({ busy: null, error: { code: 'WORKSPACE_LOCKED' } })
  expect(renewed).toEqual([])
})

test('a recovery tells what it saved before the page goes on', async () => {
  const answers = {
    'workspaces.state': failed('a') as unknown,
    'workspaces.recover': { state: open('a', 1), report },
  }
  const { store, renewed, changed } = desk(answers)
  await store.load()
  await store.recover('salvage')
  await changed(open('a', 1))
  expect([store.getState().report?.rows, renewed]).toEqual([30, []])
  store.goOn()
  expect(renewed).toEqual(['home'])
})
