import { describe, expect, it } from 'vitest'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import { AppError } from '#shared/domain/errors.ts'
import { openWithRecovery, type RecoveryChoice, recoveryChoice, recoveryDialog } from './recovery.ts'

const newer = new AppError('WORKSPACE_NEWER', 'It was made by a newer Driftdesk.', 'Update Driftdesk.')

describe('recoveryDialog', () => {
  it('tells cause, mend, place and choices', () => {
    const dialog = recoveryDialog(toErrorShape(newer), '/home/a/w')
    expect(dialog.message).toBe('It was made by a newer Driftdesk.')
    expect(dialog.detail).toBe('Update Driftdesk.\n\nWorkspace: /home/a/w')
    expect(dialog.buttons).toEqual(['Try again', 'Open another workspace…', 'Quit'])
  })

  it('quits when it is dismissed', () => {
    const { cancelId = -1 } = recoveryDialog(toErrorShape(newer), '/')
    expect([0, 1, cancelId, 7].map(recoveryChoice)).toEqual(['again', 'elsewhere', 'quit', 'quit'])
  })
})

describe('openWithRecovery', () => {
  function steps(failures: number, choices: RecoveryChoice[], folders: (string | null)[] = []) {
    const opened: string[] = []
    const told: ErrorShape[] = []
    return {
      opened,
      told,
      open: async (workspace: string) => {
        opened.push(workspace)
        if (opened.length <= failures) throw newer
        return 'backend'
      },
      ask: async (error: ErrorShape) => {
        told.push(error)
        return choices.shift() ?? 'quit'
      },
      chooseFolder: async () => folders.shift() ?? null,
    }
  }

  it('asks nothing when the workspace opens', async () => {
    const run = steps(0, [])
    expect([await openWithRecovery('/w', run), run.told]).toEqual(['backend', []])
  })

  it('tries the same again', async () => {
    const run = steps(2, ['again', 'again'])
    expect(await openWithRecovery('/w', run)).toBe('backend')
    expect(run.opened).toEqual(['/w', '/w', '/w'])
  })

  it('opens another one', async () => {
    const run = steps(1, ['elsewhere'], ['/other'])
    expect([await openWithRecovery('/w', run), run.opened]).toEqual(['backend', ['/w', '/other']])
  })

  it('stays with the first when no other is chosen', async () => {
    const run = steps(1, ['elsewhere'], [null])
    await openWithRecovery('/w', run)
    expect(run.opened).toEqual(['/w', '/w'])
  })

  it('ends with nothing when the person quits', async () => {
    const run = steps(1, ['quit'])
    expect([await openWithRecovery('/w', run), run.told.map((error) => error.code)]).toEqual([
      null,
      ['WORKSPACE_NEWER'],
    ])
  })
})
