import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { createRandom } from '../../shared/stats/random.ts'
import { expectAccessible } from '../drivers/accessible.ts'
import { expect, test } from '../drivers/test.ts'
import { writeFixture } from '../fixtures.ts'
import { workspacePages } from '../page-models/workspace-pages.ts'

const DAYS = 12
const PER_DAY = 250

/** Scores that mean what they say for eight days and nothing from then on; labels in the log. */
function scoredLog(): string {
  const random = createRandom(3)
  const start = Date.parse('2026-03-01T00:00:00Z')
  const lines = ['prediction_id,timestamp,score,region,label']
  for (let row = 0; row < DAYS * PER_DAY; row += 1) {
    const score = random.uniform()
    const day = Math.floor(row / PER_DAY)
    const label = random.uniform() < (day < 8 ? score : 0.5) ? 1 : 0
    const at = new Date(start + (row / PER_DAY) * 86_400_000).toISOString()
    lines.push(`p${row},${at},${score.toFixed(4)},${['north', 'south'][row % 2]},${label}`)
  }
  return `${lines.join('\n')}\n`
}

async function importLog(page: Page, folder: string) {
  const ui = workspacePages(page)
  const log = await writeFixture(folder, 'scored.csv', scoredLog())
  await ui.go('#/imports')
  await ui.importFiles('risk', log)
  return ui
}

test('performance says since when the model is worse, and every number is one click from its meaning', async ({
  app,
}) => {
  const ui = await importLog(app.page, app.folder)
  await ui.go('#/models/risk/performance?window=1d')
  await expect(ui.headline).toContainText('fell short')
  await expect(ui.headline).toContainText('4 of')
  await expect(app.page.getByRole('heading', { name: 'ROC AUC over time' })).toBeVisible()
  await expectAccessible(app.page, 'performance')

  await ui.main.getByRole('combobox', { name: 'Metric' }).selectOption('brier')
  await expect(app.page.getByRole('heading', { name: 'Brier score over time' })).toBeVisible()
  await expect.poll(() => app.page.url()).toContain('metric=brier')

  const table = ui.main.getByRole('region', { name: /All metrics of the window from/ }).first()
  await table
    .getByRole('row', { name: /Matthews correlation/ })
    .getByRole('button')
    .first()
    .click()
  await expect(
    app.page.getByText('Correlation of decision and outcome, −1 to 1; 0 is as good as chance.'),
  ).toBeVisible()
  await app.page.keyboard.press('Escape')

  await ui.main.getByLabel('A false alarm costs').fill('1')
  await ui.main.getByLabel('A missed positive costs').fill('5')
  await ui.main.getByRole('button', { name: 'Apply' }).click()
  await expect(ui.main.getByText(/Cheapest at 0\.\d+/)).toBeVisible()

  await ui.main.getByRole('button', { name: 'Show as a table' }).first().click()
  await expect(
    ui.main
      .getByRole('cell', { name: 'Mar 9' })
      .or(ui.main.getByRole('cell', { name: '9 Mar' }))
      .first(),
  ).toBeVisible()
})

test('calibration shows the diagram, by bins of either kind, and can be taken along', async ({ app }) => {
  const ui = await importLog(app.page, app.folder)
  await ui.go('#/models/risk/calibration?window=1d')
  await expect(ui.headline).toContainText(/The scores (are off|agree)/)
  await expect(app.page.getByRole('heading', { name: 'Reliability diagram' })).toBeVisible()
  await expectAccessible(app.page, 'calibration')
  await ui.main.getByRole('radio', { name: 'Of equal width' }).check()
  await expect.poll(() => app.page.url()).toContain('binning=equal_width')
  const csv = await ui.download(async () => {
    await ui.main.getByRole('button', { name: 'Export' }).first().click()
    await app.page.getByRole('menuitem', { name: 'Data (CSV)' }).click()
  })
  expect(await readFile(await csv.path(), 'utf8')).toContain('Mean score,Observed')
})
