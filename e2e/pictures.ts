import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { launchChromium } from './drivers/chromium.ts'
import { startLoopbackApp } from './drivers/loopback.ts'
import { prepareTour, type Screen, tourScreens, visit } from './tour.ts'

/** The screens of the documentation; those of the README also in the dark. */
const SHOWN = [
  'start',
  'models',
  'explorer',
  'performance',
  'calibration',
  'feedback',
  'fleet',
  'breakers',
  'alerts',
  'lab',
  'drift',
  'time',
  'column',
]
const IN_README = ['models', 'explorer', 'feedback', 'breakers']

/** Most bytes of a picture that is kept without loss. */
const ENOUGH = 120_000

const folder = resolve(import.meta.dirname, '../docs/pictures')

/** `npm run pictures`: takes the pictures of the documentation from the real app, on the workspace that its tests tour. */
await mkdir(folder, { recursive: true })
let screens: readonly Screen[] = []
const browser = await launchChromium()
const app = await startLoopbackApp(browser, {
  viewport: { width: 1440, height: 900 },
  colorScheme: 'light',
  prepare: async (workspace) => {
    screens = tourScreens(await prepareTour(workspace))
  },
})
try {
  for (const screen of screens.filter(({ name }) => SHOWN.includes(name))) {
    await take(app.page, screen, 'light')
    if (IN_README.includes(screen.name)) await take(app.page, screen, 'dark')
  }
} finally {
  await app.close()
  await browser.close()
}

async function take(page: Page, screen: Screen, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
  await visit(page, screen)
  await page.getByText('counting', { exact: true }).first().waitFor({ state: 'detached' })
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0)
  const png = await page.screenshot({ animations: 'disabled' })
  const picture = await compress(png)
  const name = `${screen.name.replaceAll(' ', '-')}-${colorScheme}.webp`
  await writeFile(join(folder, name), picture)
  console.log(`${name}: ${Math.round(picture.length / 1000)} kB`)
}

/** A PNG as WebP, by the browser's own encoder: without loss where that is small enough. */
async function compress(png: Buffer): Promise<Buffer> {
  const page = await browser.newPage()
  try {
    const whole = await encode(page, png, 1)
    return whole.length <= ENOUGH ? whole : await encode(page, png, 0.92)
  } finally {
    await page.close()
  }
}

async function encode(page: Page, png: Buffer, quality: number): Promise<Buffer> {
  const text = await page.evaluate(
    async ({ source, quality }) => {
      const image = new Image()
      image.src = source
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      canvas.getContext('2d')?.drawImage(image, 0, 0)
      return canvas.toDataURL('image/webp', quality)
    },
    { source: `data:image/png;base64,${png.toString('base64')}`, quality },
  )
  return Buffer.from(text.slice(text.indexOf(',') + 1), 'base64')
}
