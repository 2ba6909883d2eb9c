import type { Locator, Page } from '@playwright/test'

/** The time spine, the overview and the drift explorer of a model. */
export function explorerPages(page: Page) {
  const spine = page.getByRole('application', { name: /^Course of/ })
  return {
    headline: page.getByRole('heading', { level: 1 }),
    spine,
    map: page.getByRole('application', { name: 'Drift by column and time' }),
    columns: page.getByRole('region', { name: 'Columns of the window' }),
    cards: page.getByRole('region', { name: 'Models', exact: true }).getByRole('article'),
    async open(hash: string) {
      await page.evaluate((to) => {
        window.location.hash = to
      }, hash)
    },
    row: (column: string) =>
      page
        .getByRole('region', { name: 'Columns of the window' })
        .getByRole('row')
        .filter({ has: page.getByText(column, { exact: true }) }),
    tab: (name: string) => page.getByRole('tab', { name }),
    /** Drags from one share of an element's width to another. */
    async drag(target: Locator, from: number, to: number, modifier?: 'Shift') {
      const box = await target.boundingBox()
      if (box === null) throw new Error('nothing to drag on')
      const y = box.y + Math.min(40, box.height / 2)
      if (modifier !== undefined) await page.keyboard.down(modifier)
      await page.mouse.move(box.x + box.width * from, y)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width * ((from + to) / 2), y, { steps: 4 })
      await page.mouse.move(box.x + box.width * to, y, { steps: 4 })
      await page.mouse.up()
      if (modifier !== undefined) await page.keyboard.up(modifier)
    },
  }
}
