import { readFile } from 'node:fs/promises'
import { expectAccessible } from '../drivers/accessible.ts'
import { expect, test } from '../drivers/test.ts'
import { logText, writeFixture } from '../fixtures.ts'
import { workspacePages } from '../page-models/workspace-pages.ts'

test('workspaces are created, listed, left and come back with what they hold', async ({ app }) => {
  const ui = workspacePages(app.page)
  const log = await writeFixture(app.folder, 'march.csv', logText(300, { seed: 1 }))
  await ui.go('#/imports')
  await expect(ui.headline).toContainText('Nothing has been imported yet.')
  await ui.importFiles('fraud', log)
  await ui.go('#/workspaces')
  await expect(ui.headline).toContainText('You are in workspace')
  await ui.createWorkspace('Credit 2026')
  await expect(ui.headline).toContainText('What changed in the data of your model?')

  await ui.go('#/imports')
  await expect(ui.headline).toContainText('Nothing has been imported yet.')
  await ui.go('#/workspaces')
  await expect(ui.headline).toContainText('You are in Credit 2026')
  await expect(ui.row('Credit 2026')).toContainText('Open now')
  await expectAccessible(app.page, 'workspaces')
  await ui.row('workspace').getByRole('button', { name: 'Open workspace' }).click()
  await expect(ui.headline).toContainText('What changed in the data of your model?')
  await ui.go('#/imports')
  await expect(ui.headline).toContainText('1 import holds 300 rows; none was kept aside.')

  await ui.go('#/workspaces')
  await ui.main.getByRole('button', { name: 'Forget Credit 2026; the folder stays' }).click()
  await expect(ui.row('Credit 2026')).toHaveCount(0)
})

test('a name that is taken is refused, and the workspace stays', async ({ app }) => {
  const ui = workspacePages(app.page)
  await ui.go('#/workspaces')
  await ui.createWorkspace('nul')
  await expect(ui.main.getByRole('alert')).toContainText('cannot be the name of a folder')
  await expect(ui.headline).toContainText('You are in workspace')
})

test('an import shows what became of each row, hands over what was kept aside, and can be deleted', async ({
  app,
}) => {
  const ui = workspacePages(app.page)
  const lines = logText(200, { seed: 1 }).split('\n')
  lines[100] = `${lines[100]},one,field,too,many`
  lines[150] = lines[149] ?? ''
  const log = await writeFixture(app.folder, 'ragged.csv', lines.join('\n'))
  await ui.go('#/imports')
  await ui.importFiles('fraud', log)
  await ui.go('#/imports')
  await expect(ui.row('ragged.csv')).toContainText('200 = 198 + 1 + 1')
  await expectAccessible(app.page, 'imports')

  await ui.row('ragged.csv').getByRole('link', { name: 'ragged.csv' }).click()
  await expect(ui.headline).toContainText('ragged.csv: 198 of 200 rows were stored; 1 was kept aside.')
  await expect(ui.main.getByRole('cell', { name: '101', exact: true })).toBeVisible()
  await expectAccessible(app.page, 'import')

  const rejects = await ui.download(async () => {
    await ui.main.getByRole('button', { name: 'Export rejected rows' }).click()
    await app.page.getByRole('menuitem', { name: 'NDJSON' }).click()
  })
  const [first] = (await readFile(await rejects.path(), 'utf8')).split('\n')
  expect(JSON.parse(first ?? '')).toMatchObject({ file: 'ragged.csv', line: 101 })

  await ui.main.getByRole('radio', { name: 'By number' }).check()
  await ui.main.getByRole('textbox', { name: 'First row' }).fill('11')
  await ui.main.getByRole('textbox', { name: 'Last row' }).fill('20')
  await ui.main.getByRole('radio', { name: 'CSV' }).check()
  const rows = await ui.download(() => ui.main.getByRole('button', { name: 'Export', exact: true }).click())
  expect((await readFile(await rows.path(), 'utf8')).trim().split('\n')).toHaveLength(11)

  await ui.main.getByRole('button', { name: 'Delete the import' }).click()
  await expectAccessible(app.page, 'delete')
  await ui.removeBecause('the wrong export', 'Delete 198 rows')
  await expect(ui.headline).toContainText('Nothing has been imported yet.')
  await ui.go('#/storage')
  await expect(ui.row('Import deleted')).toContainText('the wrong export')
  await expect(ui.main).toContainText('The chain is whole.')
})

test('storage tells what a shorter retention would remove, proves the workspace, and forgets a person', async ({
  app,
}) => {
  const ui = workspacePages(app.page)
  const text = logText(120, { seed: 1 }).replace('prediction_id', 'customer_id')
  const log = await writeFixture(app.folder, 'old.csv', text)
  await ui.go('#/imports')
  await ui.importFiles('fraud', log)
  await ui.go('#/models/fraud/mapping')
  await ui.go('#/storage')
  await expect(ui.headline).toContainText('120 rows of 1 model')
  await ui.main.getByRole('button', { name: 'Verify the workspace' }).click()
  await expect(ui.main.getByText(/Sound: all \d+ things/)).toBeVisible()
  await expectAccessible(app.page, 'storage')

  const days = ui.main.getByRole('textbox', { name: 'Days for rows' })
  await days.fill('400')
  await expect(ui.main.getByText('Counts cannot go before their rows.')).toBeVisible()
  await days.fill('30')
  await expect(ui.main.getByText('Nothing would go now.')).toBeVisible()
  await ui.main.getByRole('button', { name: 'Change how long rows are kept' }).click()
  await expect(ui.row('Settings changed')).toContainText('30')

  await ui.main.getByRole('button', { name: 'Delete the model fraud' }).click()
  await ui.removeBecause('retired', 'Delete 120 rows')
  await expect(ui.row('Model deleted')).toContainText('retired')
  await expect(ui.main).toContainText('No model has a log yet.')
})

test('an import of rows with times leads to their model; one of labels stays with the imports', async ({
  app,
}) => {
  const ui = workspacePages(app.page)
  await ui.go('#/imports')
  await ui.importFiles('fraud', await writeFixture(app.folder, 'rows.csv', logText(200, { seed: 1 })))
  await expect.poll(() => app.page.url()).toContain('#/models/fraud/overview')
  await expect(app.page.getByText('200 rows were stored. 200 rows read,')).toBeVisible()
  await expectAccessible(app.page, 'a model after its import')
  await app.page.getByRole('button', { name: 'Look at the import' }).click()
  await expect(ui.headline).toContainText('rows.csv: all 200 rows are accounted for')

  const labels = Array.from({ length: 200 }, (_, row) => `1-${row},${row % 2}`).join('\n')
  await ui.go('#/imports')
  await ui.importFiles(
    'fraud',
    await writeFixture(app.folder, 'truth.csv', `prediction_id,label\n${labels}\n`),
  )
  await expect(ui.row('truth.csv')).toContainText('200 joined')
})

test('a role that is chosen holds for the next import and can be taken back', async ({ app }) => {
  const ui = workspacePages(app.page)
  await ui.go('#/imports')
  await ui.importFiles('fraud', await writeFixture(app.folder, 'a.csv', logText(200, { seed: 1 })))
  await ui.go('#/models/fraud/mapping')
  await expect(ui.headline).toContainText('fraud: all 5 columns are guessed at each import.')
  const role = ui.main.getByRole('combobox', { name: 'Role of income' })
  await role.selectOption('value')
  await ui.main.getByRole('combobox', { name: 'Task' }).selectOption('binary')
  await expectAccessible(app.page, 'mapping of a model')
  await ui.main.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(ui.headline).toContainText('fraud: 1 of 5 columns has a role that you chose.')
  // What is said of the first change goes, so that the way back is that of the second.
  const assigned = app.page.getByText('Columns of fraud assigned').locator('xpath=../..')
  await assigned.getByRole('button', { name: 'Dismiss' }).click()
  await expect(assigned).toHaveCount(0)

  await ui.go('#/imports')
  await ui.importFiles('fraud', await writeFixture(app.folder, 'b.csv', logText(200, { seed: 2 })))
  await ui.go('#/imports')
  await ui.row('b.csv').getByRole('link', { name: 'b.csv' }).click()
  await expect(ui.main.getByRole('listitem').filter({ hasText: 'income' })).toContainText('Value (money)')

  await ui.go('#/models/fraud/mapping')
  await ui.main.getByRole('combobox', { name: 'Role of income' }).selectOption('')
  await ui.main.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(ui.headline).toContainText('all 5 columns are guessed')
  await assigned.getByRole('button', { name: 'Undo' }).click()
  await expect(ui.headline).toContainText('1 of 5 columns has a role')
})

test('a baseline is frozen from a log and used; its hash is shown', async ({ app }) => {
  const ui = workspacePages(app.page)
  await ui.go('#/imports')
  await ui.importFiles('fraud', await writeFixture(app.folder, 'a.csv', logText(400, { seed: 1 })))
  await ui.go('#/imports')
  await ui.importFiles('fraud', await writeFixture(app.folder, 'b.csv', logText(400, { seed: 2 })))
  await ui.go('#/models/fraud/baselines')
  await expect(ui.headline).toContainText('fraud has no baseline yet.')
  await ui.main.getByRole('button', { name: 'New baseline' }).click()
  await ui.dialog.getByRole('checkbox', { name: /b\.csv/ }).uncheck()
  await ui.dialog.getByRole('textbox', { name: 'Name' }).fill('The good weeks')
  await expectAccessible(app.page, 'new baseline')
  await ui.dialog.getByRole('button', { name: 'Freeze' }).click()
  await expect(ui.headline).toContainText('fraud is compared with The good weeks, 400 rows')
  await expect(ui.row('The good weeks').locator('code')).toHaveText(/^[0-9a-f]{12}$/)
  await expectAccessible(app.page, 'baselines')
})
