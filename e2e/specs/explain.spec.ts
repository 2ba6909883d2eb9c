import { readFile } from 'node:fs/promises'
import { expectAccessible } from '../drivers/accessible.ts'
import { expect, test } from '../drivers/test.ts'
import { logText, writeFixture } from '../fixtures.ts'
import { appPage } from '../page-models/app-page.ts'
import { explainPages } from '../page-models/explain-pages.ts'

async function openFraudSample(ui: ReturnType<typeof appPage>): Promise<void> {
  await ui.page.getByRole('button', { name: /Payment fraud, four weeks that went wrong/ }).click()
  await ui.compare.click()
  await ui.table.waitFor()
}

test('since when is read off the heat map by keyboard, down to the column', async ({ app }) => {
  const [ui, explain] = [appPage(app.page), explainPages(app.page)]
  await openFraudSample(ui)
  await explain.openTime()
  await expect(ui.headline).toContainText('columns drifted since 10 Mar, 14:00')

  await explain.map.focus()
  await expect(explain.cell).toContainText('merchant_category, 2 Mar, Current: PSI')
  await expect(explain.cell).toContainText('none')
  await app.page.keyboard.press('End')
  await expect(explain.cell).toContainText('high')
  await app.page.keyboard.press('ArrowDown')
  await app.page.keyboard.press('ArrowLeft')
  await expect(explain.cell).toContainText('amount_eur, 28 Mar')
  await app.page.keyboard.press('Home')
  await expect(explain.cell).toContainText('2 Feb, Baseline')

  // The link reopens the very cell.
  await expect.poll(() => app.page.url()).toContain('at=2026-02-02')
  await app.page.reload()
  await explain.map.focus()
  await expect(explain.cell).toContainText('amount_eur, 2 Feb, Baseline')
  await expectAccessible(app.page, 'heat map with its cursor')

  await app.page.keyboard.press('Enter')
  await expect(ui.headline).toContainText('amount_eur drifted: high, since 10 Mar, 14:00')
})

test('the heat map can be taken along as a table, a drawing and a picture', async ({ app }) => {
  const [ui, explain] = [appPage(app.page), explainPages(app.page)]
  await openFraudSample(ui)
  await explain.openTime()
  const csv = await readFile(await (await explain.exportChart('Data (CSV)')).path(), 'utf8')
  expect(csv).toContain('amount_eur,2026-03-28T00:00:00.000Z')
  const svg = await readFile(await (await explain.exportChart('Drawing (SVG)')).path(), 'utf8')
  expect(svg).toMatch(/^<svg [\s\S]*merchant_category[\s\S]*<\/svg>$/)
  const png = await readFile(await (await explain.exportChart('Picture (PNG)')).path())
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  await app.page.getByRole('button', { name: 'Show as a table' }).click()
  await expect(app.page.getByRole('cell', { name: /· High$/ }).first()).toBeVisible()
})

test('a column is seen under every convention, with the disagreements in words', async ({ app }) => {
  const [ui, explain] = [appPage(app.page), explainPages(app.page)]
  await openFraudSample(ui)
  await ui.row('amount_eur').getByRole('link').click()
  await expect(app.page.getByText('A drift of just the threshold’s size would be found in')).toBeVisible()
  await explain.openAudit()
  await expect(ui.headline).toContainText('6 rules give 2 different verdicts on amount_eur')
  await expect(app.page.getByText('psi-0.25 says moderate').first()).toBeVisible()
  await expect(explain.rule('default')).toContainText('used here')
  await expect(explain.rule('nannyml')).toContainText('Moderate')
  await expect(explain.binning('quantile')).toContainText('default')
  await expect(explain.binning('baseline-range-only')).toContainText('0.212%')
  await app.page.getByRole('radio', { name: 'KL' }).check()
  await expect(explain.binning('quantile')).toContainText('0.108')
  await expectAccessible(app.page, 'audit')
  // The link alone makes the audit again.
  await app.page.reload()
  await expect(ui.headline).toContainText('6 rules give 2 different verdicts on amount_eur')
})

test('what is wrong with the data is grouped, filtered and leads to its column', async ({ app }) => {
  const [ui, explain] = [appPage(app.page), explainPages(app.page)]
  await openFraudSample(ui)
  await explain.openQuality()
  await expect(explain.finding('default_spike').first()).toContainText('−999')
  await expect(app.page.getByText('not checked: no latency or error column')).toBeVisible()
  await app.page.getByRole('button', { name: /^High/ }).click()
  await expect(explain.finding('out_of_range')).toHaveCount(0)
  await expect(explain.finding('default_spike')).toHaveCount(1)
  await app.page.reload()
  await expect(explain.finding('default_spike')).toHaveCount(1)
  await explain.finding('default_spike').getByRole('link').click()
  await expect(ui.headline).toContainText('account_age_days drifted')
})

test('the columns are judged together, and the definition is one click away', async ({ app }) => {
  const [ui, explain] = [appPage(app.page), explainPages(app.page)]
  await openFraudSample(ui)
  await explain.openTogether()
  await expect(ui.headline).toContainText('Taken together the columns changed')
  await expect(ui.headline).toContainText('amount_eur tells the two sides apart best')
  await expect(explain.joint('Domain classifier')).toContainText('differs')
  await expect(explain.joint('Change of correlation')).toContainText('agrees')
  await explain.joint('Energy distance').getByRole('button', { name: 'Energy distance' }).click()
  await expect(app.page.getByRole('complementary', { name: 'Inspector' })).toContainText(
    'mean distance between rows of the two sides',
  )
})

test('without times the view says what is missing and what to do', async ({ app }) => {
  const ui = appPage(app.page)
  const timeless = (seed: number) =>
    logText(400, { seed })
      .split('\n')
      .map((line) => line.split(',').slice(2).join(','))
      .join('\n')
  await ui.compareFiles(
    await writeFixture(app.folder, 'a.csv', timeless(1)),
    await writeFixture(app.folder, 'b.csv', timeless(2)),
  )
  await app.page.getByRole('link', { name: 'Since when?' }).click()
  await expect(ui.headline).toContainText('there are no times to go by')
  await expect(app.page.getByText('Give a column the role “timestamp”')).toBeVisible()
})
