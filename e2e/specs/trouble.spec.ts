import { expect, test } from '../drivers/test.ts'
import { logText, writeFixture } from '../fixtures.ts'
import { appPage } from '../page-models/app-page.ts'

test('an empty file is refused with its cause and what to do', async ({ app }) => {
  const ui = appPage(app.page)
  await ui.choose('Baseline', await writeFixture(app.folder, 'empty.csv', ''))
  await expect(ui.slot('Baseline').getByRole('alert')).toContainText('empty.csv is empty')
  await expect(ui.checkColumns).toBeDisabled()
})

test('a file of no known format is refused with its name', async ({ app }) => {
  const ui = appPage(app.page)
  const broken = await writeFixture(app.folder, 'broken.parquet', 'this is not Parquet')
  await ui.choose('Current', broken)
  await expect(ui.slot('Current').getByRole('alert')).toContainText('broken.parquet')
})

test('two logs without a column in common end in a message, and the files are still there', async ({
  app,
}) => {
  const ui = appPage(app.page)
  await ui.choose('Baseline', await writeFixture(app.folder, 'a.csv', 'apples,pears\n1,2\n3,4\n'))
  await ui.choose('Current', await writeFixture(app.folder, 'b.csv', 'plums,figs\n1,2\n3,4\n'))
  await ui.checkColumns.click()
  await ui.compare.click()
  await expect(app.page.getByText('No column can be compared')).toBeVisible()
  await app.page.goBack()
  await expect(app.page.getByText('apples').first()).toBeVisible()
})

test('rows that do not fit are kept aside and shown with their line', async ({ app }) => {
  const ui = appPage(app.page)
  const lines = logText(600, { seed: 1 }).split('\n')
  lines[300] = `${lines[300]},one,field,too,many`
  const a = await writeFixture(app.folder, 'ragged.csv', lines.join('\n'))
  const b = await writeFixture(app.folder, 'b.csv', logText(600, { seed: 2 }))
  await ui.compareFiles(a, b)
  await app.page.getByRole('link', { name: 'Is the data sound?' }).click()
  await expect(app.page.getByRole('cell', { name: '301', exact: true })).toBeVisible()
  await expect(app.page.getByText('1 of 600 rows could not be read').first()).toBeVisible()
})

test('an import can be cancelled, and the files are still chosen afterwards', async ({ app }) => {
  const ui = appPage(app.page)
  const big = await writeFixture(app.folder, 'big.csv', logText(400_000, { seed: 1 }))
  const other = await writeFixture(app.folder, 'other.csv', logText(500, { seed: 2 }))
  await ui.choose('Baseline', big)
  await ui.choose('Current', other)
  await ui.checkColumns.click()
  await ui.compare.click()
  await app.page
    .getByRole('main')
    .getByRole('button', { name: /^Cancel/ })
    .click()
  await expect(ui.headline).toContainText(/cancel/i)
  await app.page.goto(`${new URL(app.page.url()).origin}/#/`)
  await expect(ui.slot('Baseline')).toContainText('big.csv')
})

test('hostile names are shown as text', async ({ app }) => {
  const ui = appPage(app.page)
  const name = '<img src=x onerror=alert(1)>'
  const rows = Array.from({ length: 300 }, (_, row) => `${row % 7},${row % 3}`).join('\n')
  const text = `"${name}",🙂 سلام\n${rows}\n`
  await ui.compareFiles(
    await writeFixture(app.folder, 'a.csv', text),
    await writeFixture(app.folder, 'b.csv', text),
  )
  await expect(ui.row(name)).toBeVisible()
  await expect(ui.row('🙂 سلام')).toBeVisible()
})
