import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Locator, Page } from '@playwright/test'

/** The whole window: what a person can do on it, in the words they see. */
export function appPage(page: Page) {
  const slot = (name: 'Baseline' | 'Current' | 'Log') => page.getByRole('region', { name, exact: true })
  return {
    page,
    headline: page.getByRole('heading', { level: 1 }),
    slot,
    /** Hands files to a slot through its file chooser. */
    async choose(name: 'Baseline' | 'Current' | 'Log', ...paths: string[]) {
      await slot(name).locator('input[type=file]').setInputFiles(paths)
    },
    /** Drops real files on an element, as a person does from a file manager. */
    async drop(target: Locator, ...paths: string[]) {
      const files = await Promise.all(
        paths.map(async (path) => ({ name: basename(path), text: await readFile(path, 'base64') })),
      )
      const data = await page.evaluateHandle((dropped) => {
        const transfer = new DataTransfer()
        for (const { name, text } of dropped) {
          const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
          transfer.items.add(new File([bytes], name))
        }
        return transfer
      }, files)
      await target.dispatchEvent('dragover', { dataTransfer: data })
      await target.dispatchEvent('drop', { dataTransfer: data })
    },
    checkColumns: page.getByRole('main').getByRole('button', { name: 'Check the columns' }),
    compare: page.getByRole('button', { name: 'Compare', exact: true }),
    roleOf: (column: string) => page.getByRole('combobox', { name: `Role of ${column}`, exact: true }),
    table: page.getByRole('grid', { name: 'Columns and their drift' }),
    row: (column: string) =>
      page.getByRole('row').filter({ has: page.getByRole('link', { name: column, exact: true }) }),
    /** From two files to the overview. */
    async compareFiles(reference: string, current: string) {
      await this.choose('Baseline', reference)
      await this.choose('Current', current)
      await this.checkColumns.click()
      await this.compare.click()
      await this.table.waitFor()
    },
    async exportAs(entry: string) {
      await page.getByRole('button', { name: 'Export', exact: true }).click()
      const download = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: entry }).click()
      return download
    },
  }
}
