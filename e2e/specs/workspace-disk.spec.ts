import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from '../drivers/accessible.ts'
import { disksAreMissing, makeReadOnly, mountDisk, unmountDisks } from '../drivers/disks.ts'
import { expect, test } from '../drivers/test.ts'
import { logText, writeFixture } from '../fixtures.ts'
import { prepareModel } from '../model-workspace.ts'
import { workspacePages } from '../page-models/workspace-pages.ts'

const look = { viewport: { width: 1280, height: 720 }, colorScheme: 'light' } as const
const missing = disksAreMissing()
test.skip(missing !== null, missing ?? '')
test.afterEach(unmountDisks)

/** Leaves no byte on the disk, and tells the file that takes it all. */
function fill(disk: string): string {
  const path = join(disk, 'filler')
  const file = openSync(path, 'w')
  try {
    for (let size = 1 << 16; size >= 1; size >>= 4) {
      try {
        for (;;) writeSync(file, new Uint8Array(size))
      } catch (error) {
        expect(error).toMatchObject({ code: 'ENOSPC' })
      }
    }
  } finally {
    closeSync(file)
  }
  return path
}

test.describe('the workspace cannot be written to', () => {
  test.use({
    appOptions: {
      ...look,
      prepare: async (workspace: string) => {
        mountDisk(workspace, 32)
        await prepareModel(workspace)
        makeReadOnly(workspace)
      },
    },
  })

  test('the window says so, and a copy of it opens with all that is stored', async ({ app }) => {
    const ui = workspacePages(app.page)
    await expect(ui.headline).toContainText('workspace cannot be written to.')
    await expectAccessible(app.page, 'read-only')
    await ui.main.getByRole('button', { name: 'Open a copy' }).click()
    await expect(app.page.getByRole('heading', { level: 1 })).not.toContainText('cannot be written to')
    await ui.go('#/imports')
    await expect(ui.row('payments.csv')).toBeVisible()
    await ui.importFiles('other', await writeFixture(app.folder, 'more.csv', logText(300, { seed: 5 })))
    await ui.go('#/imports')
    await expect(ui.row('more.csv')).toBeVisible()
  })
})

test.describe('the disk is full when the app starts', () => {
  let filler = ''
  test.use({
    appOptions: {
      ...look,
      prepare: (workspace: string) => {
        mountDisk(workspace, 8)
        filler = fill(workspace)
      },
    },
  })

  test('the window says so, and opens once there is room', async ({ app }) => {
    const ui = workspacePages(app.page)
    await expect(ui.headline).toContainText('The disk of workspace is full.')
    await expect(ui.main.getByRole('alert')).toContainText('Free some space')
    await expectAccessible(app.page, 'full')
    rmSync(filler)
    await ui.main.getByRole('button', { name: 'Try again' }).click()
    await expect(ui.headline).toContainText('What changed in the data of your model?')
  })
})

test.describe('the disk fills up during an import', () => {
  test.use({ appOptions: { ...look, prepare: (workspace: string) => mountDisk(workspace, 5) } })

  test('the import says so and leaves nothing, and a smaller one goes through', async ({ app }) => {
    const ui = workspacePages(app.page)
    await ui.go('#/imports')
    const large = await writeFixture(app.folder, 'large.csv', logText(200_000, { seed: 6 }))
    await ui.main.getByRole('button', { name: 'Import files' }).click()
    await ui.dialog.locator('input[type=file]').setInputFiles(large)
    await ui.dialog.getByRole('textbox', { name: 'Model' }).fill('m')
    await ui.dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(ui.dialog.getByRole('alert')).toContainText('no room left on the disk', { timeout: 30_000 })
    await expect(ui.dialog.getByRole('alert')).toContainText('Nothing that was stored is lost')
    await ui.dialog.getByRole('button', { name: 'Close' }).last().click()
    await ui.importFiles('m', await writeFixture(app.folder, 'small.csv', logText(300, { seed: 7 })))
    await ui.go('#/imports')
    await expect(ui.row('small.csv')).toBeVisible()
    await expect(ui.row('large.csv')).toHaveCount(0)
  })
})
