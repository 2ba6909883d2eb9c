import type { Locator, Page } from '@playwright/test'

/** Feedback, fleet, manifest and breakers, in the words that a person sees. */
export function monitorPages(page: Page) {
  const main = page.getByRole('main')
  const dialog = page.getByRole('dialog')
  return {
    main,
    dialog,
    headline: page.getByRole('heading', { level: 1 }),
    notices: page.getByRole('region', { name: 'Notices' }),
    async open(hash: string) {
      await page.evaluate((to) => {
        window.location.hash = to
      }, hash)
    },
    figure: (name: string) => main.getByRole('figure', { name, exact: true }),
    region: (name: string) => main.getByRole('region', { name, exact: true }),
    slider: (name: string | RegExp) => main.getByRole('slider', { name }),
    /** Drags the thumb of a slider by pixels; to the left where they are negative. */
    async dragSlider(thumb: Locator, pixels: number) {
      await thumb.scrollIntoViewIfNeeded()
      const box = await thumb.boundingBox()
      if (box === null) throw new Error('no thumb to drag')
      const x = box.x + box.width / 2
      const y = box.y + box.height / 2
      await page.mouse.move(x, y)
      await page.mouse.down()
      await page.mouse.move(x + pixels, y, { steps: 6 })
      await page.mouse.up()
    },
    /** Who decides and why, in the dialog of a decision. */
    async decide(action: string, by: string, reason: string) {
      await main.getByRole('button', { name: action, exact: true }).click()
      await dialog.getByRole('textbox', { name: 'Who decides' }).fill(by)
      await dialog.getByRole('textbox', { name: 'Why' }).fill(reason)
      await dialog.getByRole('button', { name: action, exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
    },
    async speakHindi() {
      await this.open('#/settings')
      await page.getByRole('radio', { name: 'हिन्दी' }).check()
      await page.locator('html[lang=hi]').waitFor()
    },
    /** Pixels by which the page is wider than the window. */
    overflow: () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  }
}
