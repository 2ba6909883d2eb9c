import { expectAccessible } from '../drivers/accessible.ts'
import { expect, test } from '../drivers/test.ts'
import { appPage } from '../page-models/app-page.ts'

test('the theme can be switched and is remembered', async ({ app }) => {
  const surface = () => app.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await surface()
  await app.page.getByRole('button', { name: 'Dark theme' }).click()
  await expect.poll(surface).not.toBe(light)
  const dark = await surface()
  await app.page.reload()
  await expect.poll(surface).toBe(dark)
})

test('everything on the way to a verdict works by keyboard', async ({ app }) => {
  const ui = appPage(app.page)
  await app.page.getByRole('button', { name: /four weeks that went wrong/ }).press('Enter')
  await expect(ui.compare).toBeEnabled()
  await expectAccessible(app.page, 'mapping')
  await ui.compare.press('Enter')
  await ui.table.waitFor()
  await ui.table.focus()
  await app.page.keyboard.press('ArrowDown')
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByRole('heading', { name: 'Bins' })).toBeVisible()
  await app.page.keyboard.press('Control+k')
  await expect(app.page.getByRole('dialog')).toBeVisible()
})

test('nothing moves where motion is unwelcome', async ({ app: { page } }) => {
  await page.evaluate(() => {
    window.location.hash = '#/sinks'
  })
  await page.getByRole('main').getByRole('button', { name: 'Add a sink' }).first().click()
  const control = page.getByRole('dialog').getByRole('switch')
  const moving = async () => {
    await control.click()
    return page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
    )
  }
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  expect(await moving()).toBeGreaterThan(0)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await moving()).toBe(0)
})
