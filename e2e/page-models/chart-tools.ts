import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'

/** What a picture holds: its size, and how many colours that are told apart. */
export type PictureFacts = { readonly width: number; readonly height: number; readonly colours: number }

/** The tools of one chart, in the words that a person sees. */
export function chartTools(page: Page, chart: Locator) {
  const choose = async (entry: string) => {
    await chart.getByRole('button', { name: 'Export the chart' }).click()
    await page.getByRole('menuitem', { name: entry, exact: true }).click()
  }
  const saved = async (entry: string) => {
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 10_000 }), choose(entry)])
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
  }
  /** Takes away the notice that something was copied, which may lie over what comes next. */
  const noticed = () => page.getByRole('button', { name: 'Dismiss' }).first().click()
  return {
    png: () => saved('Picture (PNG)'),
    svg: () => saved('Drawing (SVG)'),
    csv: () => saved('Data (CSV)'),
    /** The rows of the table view, as their cells. */
    async table(): Promise<string[][]> {
      const button = chart.getByRole('button', { name: 'Show as a table' })
      const inMenu = (await button.count()) === 0
      if (inMenu) await choose('Show as a table')
      else await button.click()
      const shown = inMenu ? page.getByRole('dialog') : chart
      const rows = await shown
        .getByRole('row')
        .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
      if (inMenu) await shown.getByRole('button', { name: 'Close' }).click()
      else await chart.getByRole('button', { name: 'Show as a chart' }).click()
      return rows
    },
    /** What is on the clipboard once the data is copied. */
    async copiedData(): Promise<string> {
      await choose('Copy the data')
      await noticed()
      return page.evaluate(() => navigator.clipboard.readText())
    },
    /** The picture on the clipboard once it is copied there. */
    async copiedPicture(): Promise<Pick<PictureFacts, 'width' | 'height'>> {
      await page.evaluate(() => navigator.clipboard.writeText(''))
      await choose('Copy the picture')
      await noticed()
      return page.evaluate(async () => {
        const copied = async (): Promise<ClipboardItem> => {
          const [item] = await navigator.clipboard.read()
          if (item?.types.includes('image/png')) return item
          await new Promise((resolve) => setTimeout(resolve, 30))
          return copied()
        }
        const picture = await createImageBitmap(await (await copied()).getType('image/png'))
        return { width: picture.width, height: picture.height }
      })
    },
  }
}

/** What an SVG holds: its title line and how many marks. Throws where it is no XML. */
export function svgFacts(
  page: Page,
  svg: string,
): Promise<{ readonly marks: number; readonly text: string }> {
  return page.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(source, 'image/svg+xml')
    const fault = parsed.querySelector('parsererror')
    if (fault !== null) throw new Error(fault.textContent ?? 'no XML')
    return {
      marks: parsed.querySelectorAll('rect, path, circle, line').length,
      text: parsed.documentElement.textContent ?? '',
    }
  }, svg)
}

/** The size of a PNG, and how many colours it holds. */
export function pngFacts(page: Page, png: Buffer): Promise<PictureFacts> {
  return page.evaluate(async (base64) => {
    const picture = new Image()
    picture.src = `data:image/png;base64,${base64}`
    await picture.decode()
    const { naturalWidth: width, naturalHeight: height } = picture
    // Colours can be counted in a small copy, which takes a hundredth of the time.
    const canvas = document.createElement('canvas')
    canvas.width = 240
    canvas.height = Math.ceil((height / width) * 240)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    const colours = new Set(new Uint32Array(data.buffer))
    return { width, height, colours: colours.size }
  }, png.toString('base64'))
}
