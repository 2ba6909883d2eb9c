import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workspacePaths } from '../../electron/backend/store/workspace-paths.ts'
import { expectAccessible } from '../drivers/accessible.ts'
import { expect, test } from '../drivers/test.ts'
import { logText, writeFixture } from '../fixtures.ts'
import { prepareModel } from '../model-workspace.ts'
import { workspacePages } from '../page-models/workspace-pages.ts'

const look = { viewport: { width: 1280, height: 720 }, colorScheme: 'light' } as const

/** A workspace with one log, to each of whose stored files something happens. */
const prepareDamaged = (damage: (path: string) => void) => async (workspace: string) => {
  await prepareModel(workspace)
  const { chunks } = workspacePaths(workspace)
  for (const log of readdirSync(chunks)) {
    for (const name of readdirSync(join(chunks, log))) damage(join(chunks, log, name))
  }
}

/** Takes away what was handed over to the app with this content, as a disk does that is pulled out. */
function vanish(content: string): number {
  const folders = readdirSync(tmpdir())
    .filter((name) => name.startsWith('driftdesk-run-'))
    .map((name) => join(tmpdir(), name, 'uploads'))
    .filter((folder) => existsSync(folder))
  const found = folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path, 'utf8') === content)
  for (const path of found) rmSync(path)
  return found.length
}

test('a file that vanishes before it is imported is named with what to do, and chosen again it goes through', async ({
  app,
}) => {
  const ui = workspacePages(app.page)
  const content = logText(333, { seed: 41 })
  const path = await writeFixture(app.folder, 'vanishing.csv', content)
  await ui.go('#/imports')
  await ui.main.getByRole('button', { name: 'Import files' }).click()
  await ui.dialog.locator('input[type=file]').setInputFiles(path)
  await ui.dialog
    .getByRole('button', { name: /^Remove / })
    .first()
    .waitFor()
  await ui.dialog.getByRole('textbox', { name: 'Model' }).fill('fraud')
  expect(vanish(content)).toBe(1)
  await ui.dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(ui.dialog.getByRole('alert')).toContainText('vanishing.csv is not there any more.')
  await expect(ui.dialog.getByRole('alert')).toContainText('choose the file again')
  await expectAccessible(app.page, 'vanished file')
  await ui.dialog.getByRole('button', { name: 'Close' }).last().click()
  await ui.importFiles('fraud', path)
  await ui.go('#/imports')
  await expect(ui.row('vanishing.csv')).toContainText('333')
})

test.describe('the disk has lost stored rows', () => {
  test.use({ appOptions: { ...look, prepare: prepareDamaged((path) => rmSync(path)) } })

  test('storage says of which log, and leads to where it can be deleted', async ({ app }) => {
    const ui = workspacePages(app.page)
    await ui.go('#/storage')
    await expect(ui.main.getByRole('alert')).toContainText('The disk has lost rows of 1 log.')
    await expect(ui.main.getByRole('alert')).toContainText('import its files again')
    await expectAccessible(app.page, 'lost rows')
    await ui.main.getByRole('alert').getByRole('link', { name: 'payments.csv' }).click()
    await ui.main.getByRole('button', { name: 'Delete the import' }).click()
    await ui.removeBecause('the disk lost it', /^Delete/)
    await expect(ui.headline).toContainText('Nothing has been imported yet.')
  })
})

test.describe('stored rows are damaged', () => {
  const overwrite = (path: string) => {
    const file = openSync(path, 'r+')
    writeSync(file, new Uint8Array(4_096).fill(0xab), 0, 4_096, 0)
    closeSync(file)
  }
  test.use({ appOptions: { ...look, prepare: prepareDamaged(overwrite) } })

  test('what needs them says so with the mend, verifying names them, and the log can be deleted', async ({
    app,
  }) => {
    const ui = workspacePages(app.page)
    await ui.go('#/imports')
    await ui.row('payments.csv').getByRole('link', { name: 'payments.csv' }).click()
    await ui.main.getByRole('radio', { name: 'CSV' }).check()
    await ui.main.getByRole('button', { name: 'Export', exact: true }).click()
    await expect(app.page.getByText('The stored rows in 00000.arrow cannot be read')).toBeVisible()
    await expect(app.page.getByText('Delete the log and import its files again')).toBeVisible()
    await expectAccessible(app.page, 'damaged rows')

    await ui.go('#/storage')
    await ui.main.getByRole('button', { name: 'Verify the workspace' }).click()
    await expect(ui.main.getByRole('alert')).toContainText('1 problem among')
    await expect(ui.main.getByRole('rowheader', { name: 'payments.csv: ' })).toBeVisible()
    await expectAccessible(app.page, 'verified damaged rows')

    await ui.go('#/imports')
    await ui.row('payments.csv').getByRole('link', { name: 'payments.csv' }).click()
    await ui.main.getByRole('button', { name: 'Delete the import' }).click()
    await ui.removeBecause('its rows are damaged', /^Delete/)
    await expect(ui.headline).toContainText('Nothing has been imported yet.')
    await ui.go('#/storage')
    await ui.main.getByRole('button', { name: 'Verify the workspace' }).click()
    await expect(ui.main.getByText(/Sound: all \d+ things/)).toBeVisible()
  })
})
