import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '#shared/contract/client.ts'
import { OPERATIONS, type OperationName } from '#shared/contract/operations.ts'
import { talkOfComparison } from './testing/conversation/comparison.ts'
import { talkOfModels } from './testing/conversation/models.ts'
import { talkOfMonitors } from './testing/conversation/monitors.ts'
import { talkOfQuestions } from './testing/conversation/questions.ts'
import { talkOfSinks } from './testing/conversation/sinks.ts'
import { talkOfStorage } from './testing/conversation/storage.ts'
import { talkOfWorkspaces } from './testing/conversation/workspaces.ts'
import { SHELLS, type Shell } from './testing/shells.ts'

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
    const sent = new Set<OperationName>()
    const noted = createClient({
      send: (operation, params) => {
        sent.add(operation)
        return transport.send(operation, params)
      },
      onEvent: transport.onEvent,
    })

    const talk = { noted, shell, name, folder }
    const run = await talkOfComparison(talk)
    const model = await talkOfModels(talk)
    await talkOfQuestions(talk, model)
    await talkOfMonitors(talk, model)
    await talkOfSinks(talk)
    await talkOfStorage(talk, model, run)
    await talkOfWorkspaces(talk)
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
