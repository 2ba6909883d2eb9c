import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { startLoopbackApp } from './drivers/loopback.ts'
import { appPage } from './page-models/app-page.ts'

/** `npm run pictures`: takes the pictures of the documentation from the real app on the bundled sample. */
const folder = resolve(import.meta.dirname, '../docs/pictures')
await mkdir(folder, { recursive: true })

for (const colorScheme of ['light', 'dark'] as const) {
  const app = await startLoopbackApp({ viewport: { width: 1440, height: 900 }, colorScheme })
  const { page } = app
  const ui = appPage(page)
  const take = async (name: string) => {
    await page.waitForLoadState('networkidle')
    await page.evaluate(() => document.fonts.ready)
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) })
  }
  try {
    await ui.headline.waitFor()
    await take('start')
    await page.getByRole('button', { name: /four weeks that went wrong/ }).click()
    await page.getByText('baseline.csv.gz').first().waitFor()
    await page.getByText('No job running').waitFor()
    await take('mapping')
    await ui.compare.click()
    await ui.table.waitFor({ timeout: 120_000 })
    await take('overview')
    await ui.row('amount_eur').getByRole('link').click()
    await page.getByRole('heading', { name: 'Bins' }).waitFor()
    await take('column')
  } finally {
    await app.close()
  }
}
