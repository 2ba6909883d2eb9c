import { expectAccessible } from '../drivers/accessible.ts'
import { expect, test } from '../drivers/test.ts'
import { appPage } from '../page-models/app-page.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 1920, height: 1080 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} × ${viewport.height}`, () => {
      test.use({ appOptions: { colorScheme, viewport } })

      test('each screen is accessible and keeps within the window', async ({ app }) => {
        test.slow()
        const ui = appPage(app.page)
        await expect(ui.headline).toBeVisible()
        await expectAccessible(app.page, 'start')
        await app.page.getByRole('button', { name: /four weeks that went wrong/ }).click()
        await expect(ui.roleOf('score')).toBeVisible()
        await expectAccessible(app.page, 'mapping')
        await ui.compare.click()
        await ui.table.waitFor()
        await expectAccessible(app.page, 'overview')
        await ui.row('amount_eur').getByRole('link').click()
        await expect(ui.headline).toContainText('amount_eur')
        await expectAccessible(app.page, 'column')
        for (const place of [
          'Since when?',
          'And taken together?',
          'Is the data sound?',
          'What was compared?',
          'Settings',
        ]) {
          await app.page.getByRole('link', { name: place }).click()
          await expect(ui.headline).toBeVisible()
          await expectAccessible(app.page, place)
        }
        const overflow = await app.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow).toBe(0)
      })
    })
  }
}

test('the theme can be switched and is remembered', async ({ app }) => {
  const surface = () => app.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await surface()
  await app.page.getByRole('button', { name: 'Dark theme' }).click()
  await expect.poll(surface).not.toBe(light)
  const dark = await surface()
  await app.page.reload()
  await expect.poll(surface).toBe(dark)
})

test('the language can be switched to Hindi', async ({ app }) => {
  const ui = appPage(app.page)
  await app.page.getByRole('link', { name: 'Settings' }).click()
  await app.page.getByRole('radio', { name: 'हिन्दी' }).check()
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'hi')
  await expect(ui.headline).toHaveText(/[\u0900-\u097F]/)
})

test('everything on the way to a verdict works by keyboard', async ({ app }) => {
  const ui = appPage(app.page)
  await app.page.getByRole('button', { name: /four weeks that went wrong/ }).press('Enter')
  await expect(ui.compare).toBeEnabled()
  await ui.compare.press('Enter')
  await ui.table.waitFor()
  await ui.table.focus()
  await app.page.keyboard.press('ArrowDown')
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByRole('heading', { name: 'Bins' })).toBeVisible()
  await app.page.keyboard.press('Control+k')
  await expect(app.page.getByRole('dialog')).toBeVisible()
})
