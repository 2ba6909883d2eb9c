import { LOOPBACK_PATHS } from '../../shared/contract/bridge.ts'
import { expectAccessible } from '../drivers/accessible.ts'
import { expect, test } from '../drivers/test.ts'
import { logText, writeFixture } from '../fixtures.ts'
import { appPage } from '../page-models/app-page.ts'

test('the palette finds a view by its question and goes there by keyboard', async ({ app }) => {
  const ui = appPage(app.page)
  await expect(ui.headline).toBeVisible()
  await app.page.keyboard.press('Control+k')
  await expect(app.page.getByRole('dialog')).toBeVisible()
  await expectAccessible(app.page, 'palette')
  await app.page.keyboard.type('how should it look')
  await app.page.keyboard.press('Enter')
  await expect(ui.headline).toHaveText('Settings')
  await expect(app.page.getByRole('dialog')).toHaveCount(0)
})

test('the sheet of keys shows those of the view, and Escape closes it', async ({ app }) => {
  const ui = appPage(app.page)
  await expect(ui.headline).toBeVisible()
  await app.page.keyboard.press('?')
  const sheet = app.page.getByRole('dialog', { name: 'Keys' })
  await expect(sheet.getByText('Search and commands')).toBeVisible()
  await expectAccessible(app.page, 'keys')
  await app.page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
})

test('a change of settings is undone and done again by keys, and says so', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('radio', { name: 'Never' }).check()
  await expect(page.getByText('Tell when a job ends changed')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('radio', { name: 'Failed', exact: true })).toBeChecked()
  await expect(page.getByText('Undone: Tell when a job ends changed')).toBeVisible()
  await page.keyboard.press('Control+y')
  await expect(page.getByRole('radio', { name: 'Never' })).toBeChecked()
})

test('settings name every check of the machine, and call what is optional so', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Settings' }).click()
  const checks = page.getByRole('region', { name: 'Diagnostics' }).getByRole('listitem')
  await expect(checks).toHaveCount(8, { timeout: 60_000 })
  await expect(checks.filter({ hasText: 'Electron' }).filter({ hasText: 'missing' })).toHaveCount(0)
})

test('a line that breaks is said, what is on screen stays, and what was missed arrives', async ({ app }) => {
  test.skip(test.info().project.metadata.shell !== 'loopback', 'Electron has no line that can break')
  const { page } = app
  const ui = appPage(page)
  const lines: { close(): Promise<void> }[] = []
  let broken = false
  await page.routeWebSocket(new RegExp(LOOPBACK_PATHS.messages), async (line) => {
    if (broken) return line.close()
    line.connectToServer()
    lines.push(line)
  })
  await page.reload()
  await ui.choose('Baseline', await writeFixture(app.folder, 'march.csv', logText(200)))
  await expect(ui.slot('Baseline')).toContainText('200 rows')

  broken = true
  await Promise.all(lines.map((line) => line.close()))
  const banner = page.getByRole('alert').filter({ hasText: 'The backend cannot be reached.' })
  await expect(banner).toBeVisible()
  await expect(ui.slot('Baseline')).toContainText('march.csv')

  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.getByRole('button', { name: 'Dark theme' }).click()
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')

  broken = false
  // The line may come back by itself before the click, and the button goes with the banner then.
  const again = banner.getByRole('button', { name: 'Try now' })
  await again.click({ timeout: 5_000 }).catch(() => expect(banner).toHaveCount(0))
  await expect(banner).toHaveCount(0)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(ui.slot('Baseline')).toContainText('march.csv')
})

test('a comparison is listed among the jobs, its view survives a reload, and the inspector is a sheet where there is little room', async ({
  app,
}) => {
  const { page } = app
  const ui = appPage(page)
  await ui.compareFiles(
    await writeFixture(app.folder, 'a.csv', logText(400, { seed: 1 })),
    await writeFixture(app.folder, 'b.csv', logText(400, { seed: 2, shift: 1 })),
  )
  await page.getByRole('button', { name: 'No job running' }).click()
  await expect(page.getByRole('dialog', { name: 'Jobs' }).getByText('Done').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Jobs' })).toHaveCount(0)

  await ui.table.focus()
  await page.keyboard.press('End')
  const place = page.url()
  await page.reload()
  await expect(ui.row('plan').or(ui.row('score')).or(ui.row('income')).first()).toBeVisible()
  expect(page.url()).toBe(place)
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1)

  await page.setViewportSize({ width: 1_000, height: 720 })
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  const toggle = page.getByRole('button', { name: 'Inspector', exact: true })
  await toggle.click()
  await expect(inspector).toBeFocused()
  await expect(inspector).toContainText('Selected column')
  await expectAccessible(page, 'sheet')
  await page.keyboard.press('Escape')
  await expect(inspector).toHaveCount(0)
  await expect(toggle).toBeFocused()
})
