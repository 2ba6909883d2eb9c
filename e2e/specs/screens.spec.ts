import type { Page } from '@playwright/test'
import { expectAccessible } from '../drivers/accessible.ts'
import { englishOn, flawsOf } from '../drivers/flaws.ts'
import { expect, test } from '../drivers/test.ts'
import { appPage } from '../page-models/app-page.ts'
import { sharedWorkspace } from '../shared-workspaces.ts'
import { prepareTour, TOURED_NAMES, tourScreens, visit } from '../tour.ts'

const SMALL = { width: 1280, height: 720 }
const LARGE = { width: 1920, height: 1080 }
const LANGUAGES = [
  { name: 'English', tag: 'en', headline: /\S/ },
  { name: 'हिन्दी', tag: 'hi', headline: /[\u0900-\u097F]/ },
] as const
const PARTS = 2

const tour = sharedWorkspace('tour', prepareTour)
const softly = expect.configure({ soft: true })

async function speak(page: Page, { name, tag }: (typeof LANGUAGES)[number]): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = '#/settings'
  })
  await page.getByRole('radio', { name }).check()
  await page.locator(`html[lang=${tag}]`).waitFor()
}

async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
}

test.describe('every screen', () => {
  test.use({ appOptions: { viewport: SMALL, colorScheme: 'light', prepare: tour.copyTo } })

  for (const language of LANGUAGES) {
    for (let part = 0; part < PARTS; part += 1) {
      test(`is whole, in its window and accessible: ${language.tag}, ${part + 1} of ${PARTS}`, async ({
        app: { page },
      }) => {
        test.setTimeout(600_000)
        const ui = appPage(page)
        await speak(page, language)
        const screens = tourScreens(await tour.made()).filter((_, index) => index % PARTS === part)
        for (const screen of screens) {
          const where = `${screen.name}, ${language.tag}`
          await wear(page, 'light')
          const arrived = await visit(page, screen).then(
            () => 'there',
            (error: unknown) => String(error),
          )
          softly(arrived, where).toBe('there')
          if (arrived !== 'there') continue
          await softly(ui.headline, where).toHaveText(language.headline)
          if (language.tag !== 'en') softly(await englishOn(page, TOURED_NAMES), where).toEqual([])
          for (const colorScheme of ['light', 'dark'] as const) {
            await wear(page, colorScheme)
            for (const size of [LARGE, SMALL]) {
              await page.setViewportSize(size)
              await softly.poll(() => flawsOf(page), `${where}, ${colorScheme}, ${size.width}`).toEqual([])
            }
            // Words have no colour, so that one theme will do for those of the second language.
            if (language.tag === 'en' || colorScheme === 'light') {
              await expectAccessible(page, `${where}, ${colorScheme}`)
            }
          }
        }
      })
    }
  }
})
