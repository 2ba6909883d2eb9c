import { expect, test } from '../drivers/test.ts'
import { logText, writeFixture } from '../fixtures.ts'
import { appPage } from '../page-models/app-page.ts'

test('two dropped files become a verdict that can be looked into', async ({ app }) => {
  const ui = appPage(app.page)
  const january = await writeFixture(app.folder, 'january.csv', logText(2_000, { seed: 1 }))
  const february = await writeFixture(
    app.folder,
    'february.csv',
    logText(2_000, { seed: 2, shift: 1, start: '2026-02-02T00:00:00Z' }),
  )

  // Dropped in the wrong order: the earlier log becomes the baseline all the same.
  await ui.drop(app.page.getByRole('main'), february, january)
  await expect(ui.slot('Baseline')).toContainText('january.csv')
  await expect(ui.slot('Current')).toContainText('february.csv')

  await ui.checkColumns.click()
  await expect(ui.roleOf('timestamp')).toHaveValue('timestamp')
  await expect(ui.roleOf('prediction_id')).toHaveValue('prediction_id')
  await expect(ui.roleOf('score')).toHaveValue('score')
  await ui.compare.click()

  await expect(ui.headline).toContainText('1 of 3 columns drifted')
  await expect(ui.row('income')).toContainText('High')
  await expect(ui.row('plan')).toContainText('None')

  await ui.row('income').getByRole('link').click()
  await expect(ui.headline).toContainText('income drifted: high')
  await expect(app.page.getByRole('heading', { name: 'Bins' })).toBeVisible()
  await expect(app.page.getByText('Kolmogorov', { exact: false }).first()).toBeVisible()
})

test('a corrected role changes what is compared', async ({ app }) => {
  const ui = appPage(app.page)
  const a = await writeFixture(app.folder, 'a.csv', logText(500, { seed: 1 }))
  const b = await writeFixture(app.folder, 'b.csv', logText(500, { seed: 2 }))
  await ui.choose('Baseline', a)
  await ui.choose('Current', b)
  await ui.checkColumns.click()
  await ui.roleOf('plan').selectOption('ignore')
  await ui.compare.click()
  await ui.table.waitFor()
  await expect(ui.row('income')).toBeVisible()
  await expect(ui.row('plan')).toHaveCount(0)
})

test('one log can be cut in two at a share of its rows', async ({ app }) => {
  const ui = appPage(app.page)
  const first = logText(1_500, { seed: 1 })
  const second = logText(1_500, { seed: 2, shift: 1, start: '2026-03-01T00:00:00Z' })
  const both = await writeFixture(app.folder, 'year.csv', first + second.slice(second.indexOf('\n') + 1))
  await app.page.getByRole('radio', { name: 'One log, cut in two' }).click()
  await ui.choose('Log', both)
  await app.page.getByRole('radio', { name: 'At a share of the rows' }).click()
  await ui.checkColumns.click()
  await ui.compare.click()
  await ui.table.waitFor()
  await expect(ui.row('income')).toContainText('High')
})

test('the bundled sample opens and shows what went wrong', async ({ app }) => {
  const ui = appPage(app.page)
  await app.page.getByRole('button', { name: /Payment fraud, four weeks that went wrong/ }).click()
  await ui.compare.click()
  await expect(ui.headline).toContainText('of 12 columns drifted')
  await expect(ui.row('merchant_category')).toContainText('High')
  await expect(ui.row('country')).toContainText('None')
})

test('the comparison is still there after a reload and after the backend was restarted', async ({ app }) => {
  const ui = appPage(app.page)
  const a = await writeFixture(app.folder, 'a.csv', logText(500, { seed: 1 }))
  const b = await writeFixture(app.folder, 'b.csv', logText(500, { seed: 2, shift: 2 }))
  await ui.compareFiles(a, b)
  await app.page.reload()
  await expect(ui.row('income')).toContainText('High')
  await app.restart()
  await app.page
    .getByRole('link', { name: /a\.csv/ })
    .first()
    .click()
  await expect(ui.row('income')).toContainText('High')
})
