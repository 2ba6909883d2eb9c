import type { Page } from '@playwright/test'

/** The views that say since when and why, in the words that a person sees. */
export function explainPages(page: Page) {
  const map = page.getByRole('application', { name: 'Drift by column and time' })
  return {
    /** Heat map: one stop for Tab, its cell under the cursor said live. */
    map,
    cell: page.getByRole('figure', { name: 'Drift by column and time' }).getByRole('status'),
    async openTime() {
      await page.getByRole('link', { name: 'Since when?' }).click()
      await map.waitFor()
    },
    async openTogether() {
      await page.getByRole('link', { name: 'And taken together?' }).click()
    },
    async openQuality() {
      await page.getByRole('link', { name: 'Is the data sound?' }).click()
    },
    /** From the page of a column. */
    async openAudit() {
      await page.getByRole('link', { name: 'What would others have said?' }).click()
    },
    rule: (name: string) =>
      page.getByRole('region', { name: 'Verdict of each rule' }).getByRole('row').filter({ hasText: name }),
    binning: (name: string) =>
      page
        .getByRole('region', { name: 'The same rows under other bins and zero rules' })
        .getByRole('row')
        .filter({ hasText: name }),
    joint: (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) }),
    finding: (code: string) => page.getByRole('listitem').filter({ hasText: code }),
    async exportChart(entry: string) {
      await page.getByRole('button', { name: 'Export the chart' }).first().click()
      const download = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: entry }).click()
      return download
    },
  }
}
