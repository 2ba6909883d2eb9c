import type { Page } from '@playwright/test'

/** Workspaces, imports, storage, mapping and baselines, in the words that a person sees. */
export function workspacePages(page: Page) {
  const main = page.getByRole('main')
  const dialog = page.getByRole('dialog')
  const row = (name: string) =>
    main.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: false }) })
  return {
    main,
    dialog,
    row,
    headline: page.getByRole('heading', { level: 1 }),
    async go(link: string) {
      await page.goto(`${new URL(page.url()).origin}/${link}`)
    },
    async createWorkspace(name: string) {
      await main.getByRole('textbox', { name: 'Name of a new workspace' }).fill(name)
      await main.getByRole('button', { name: 'Create and open' }).click()
    },
    /** Imports files into a model through the dialog; rows with times lead to the page of their model. */
    async importFiles(model: string, ...paths: string[]) {
      await main.getByRole('button', { name: 'Import files' }).click()
      await dialog.locator('input[type=file]').setInputFiles(paths)
      await dialog
        .getByRole('button', { name: /^Remove / })
        .first()
        .waitFor()
      await dialog.getByRole('textbox', { name: 'Model' }).fill(model)
      await dialog.getByRole('button', { name: 'Import', exact: true }).click()
      await dialog.getByRole('button', { name: 'Stop the import' }).waitFor({ state: 'detached' })
      if (!(await dialog.isVisible())) return
      await dialog.getByText(/rows? (was|were) stored/).waitFor()
      await dialog.getByRole('button', { name: 'Close' }).last().click()
    },
    async removeBecause(reason: string, button: string | RegExp) {
      await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
      await dialog.getByRole('button', { name: button }).click()
    },
    async download(click: () => Promise<void>) {
      const download = page.waitForEvent('download')
      await click()
      return download
    },
  }
}
