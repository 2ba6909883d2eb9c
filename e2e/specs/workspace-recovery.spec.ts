import { mkdirSync, writeFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { takeLock } from '../../electron/backend/store/lock.ts'
import { workspacePaths } from '../../electron/backend/store/workspace-paths.ts'
import { expectAccessible } from '../drivers/accessible.ts'
import { expect, test } from '../drivers/test.ts'
import { workspacePages } from '../page-models/workspace-pages.ts'

const look = { viewport: { width: 1280, height: 720 }, colorScheme: 'light' } as const

function pathsOf(workspace: string) {
  mkdirSync(workspace, { recursive: true })
  return workspacePaths(workspace)
}

test.describe('another Driftdesk has the workspace open', () => {
  const locks = new Map<string, () => void>()
  test.use({
    appOptions: {
      ...look,
      prepare: (workspace: string) => {
        locks.set(workspace, takeLock(pathsOf(workspace)))
      },
    },
  })

  test('the window says so, and opens at its link when that one is closed', async ({ app }) => {
    const ui = workspacePages(app.page)
    await expect(ui.headline).toContainText('Another Driftdesk has workspace open.')
    await expect(ui.main.getByRole('alert')).toContainText('Use that window, close it first')
    await expectAccessible(app.page, 'locked')
    await app.page.evaluate(() => {
      window.location.hash = '#/storage'
    })
    for (const unlock of locks.values()) unlock()
    locks.clear()
    await ui.main.getByRole('button', { name: 'Try again' }).click()
    await expect(ui.headline).toContainText('are kept')
  })
})

test.describe('the workspace was written by a newer Driftdesk', () => {
  test.use({
    appOptions: {
      ...look,
      prepare: (workspace: string) => {
        const database = new Sqlite(pathsOf(workspace).catalogue)
        database.pragma('user_version = 999')
        database.close()
      },
    },
  })

  test('the window says so, and leads to a workspace of its own', async ({ app }) => {
    const ui = workspacePages(app.page)
    await expect(ui.headline).toContainText('workspace was written by a newer Driftdesk.')
    await expect(ui.main.getByRole('alert')).toContainText('Nothing in this one was changed.')
    await expectAccessible(app.page, 'newer')
    await ui.createWorkspace('Meanwhile')
    await expect(ui.headline).toContainText('What changed in the data of your model?')
    await ui.go('#/workspaces')
    await expect(ui.headline).toContainText('You are in Meanwhile')
  })
})

test.describe('the catalogue is damaged', () => {
  test.use({
    appOptions: {
      ...look,
      prepare: (workspace: string) => {
        const { catalogue, chunks } = pathsOf(workspace)
        writeFileSync(catalogue, 'this was a catalogue '.repeat(1_000))
        mkdirSync(`${chunks}/11111111-2222-3333-4444-555555555555`, { recursive: true })
      },
    },
  })

  test('what can be read is saved, and what cannot is kept', async ({ app }) => {
    const ui = workspacePages(app.page)
    await expect(ui.headline).toContainText('The catalogue of workspace is damaged.')
    await expectAccessible(app.page, 'damaged')
    await ui.main.getByRole('button', { name: 'Save what can be read' }).click()
    await expect(ui.headline).toContainText('0 logs with 0 rows were saved.')
    await expect(ui.main).toContainText('1 log could not be saved whole.')
    await expect(ui.main.locator('code')).toContainText('damaged-')
    await expectAccessible(app.page, 'recovered')
    await ui.main.getByRole('button', { name: 'Open the workspace' }).click()
    await expect(ui.headline).toContainText('What changed in the data of your model?')
    await ui.go('#/storage')
    await expect(ui.row('Workspace recovered')).toBeVisible()
  })

  test('the workspace can start anew', async ({ app }) => {
    const ui = workspacePages(app.page)
    await ui.main.getByRole('button', { name: 'Set aside and start anew' }).click()
    await expect(ui.headline).toContainText('The workspace starts anew.')
    await ui.main.getByRole('button', { name: 'Open the workspace' }).click()
    await expect(ui.headline).toContainText('What changed in the data of your model?')
  })
})
