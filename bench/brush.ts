import type { CDPSession, Page } from '@playwright/test'
import { launchChromium } from '../e2e/drivers/chromium.ts'
import { startLoopbackApp } from '../e2e/drivers/loopback.ts'
import { prepareModel } from '../e2e/model-workspace.ts'

/**
 * Brushing in the browser on a map of 100 columns × 90 days: frames a second while the pointer sweeps over the map and
 * while it drags a window on the time spine, and the memory of the page over many brushes.
 *
 * A frame counts by `requestAnimationFrame`; what is told is the median of the rates of whole seconds and the longest
 * frame. Memory is what is left after a collection. SwiftShader paints without a graphics card, so a real one is faster.
 *
 * Usage: brush [brushes] [columns] [days]
 */
const brushes = Number(process.argv[2] ?? 1_000)
const columns = Number(process.argv[3] ?? 100)
const days = Number(process.argv[4] ?? 90)

type Frames = { readonly perSecond: number; readonly longest: number }

/** Counts the frames of the page while something is done to it. */
async function framesDuring(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { frameTimes: times, countFrames: true })
    const tick = (now: number) => {
      times.push(now)
      if (Reflect.get(window, 'countFrames') === true) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await act()
  const times = await page.evaluate(() => {
    Object.assign(window, { countFrames: false })
    return Reflect.get(window, 'frameTimes') as number[]
  })
  const gaps = times.slice(1).map((time, index) => time - times[index])
  const sorted = gaps.toSorted((a, b) => a - b)
  return {
    perSecond: 1_000 / (sorted[sorted.length >> 1] ?? Number.NaN),
    longest: sorted[sorted.length - 1] ?? 0,
  }
}

async function megabytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}

const browser = await launchChromium()
const app = await startLoopbackApp(browser, {
  viewport: { width: 1600, height: 900 },
  colorScheme: 'light',
  prepare: (workspace) =>
    prepareModel(workspace, {
      shape: { days, perDay: 250, shiftDay: Math.floor(days * 0.7), columns: columns - 3 },
    }),
})
try {
  const { page } = app
  await page.evaluate(() => {
    window.location.hash = '#/models/payments/drift'
  })
  const map = page.getByRole('application', { name: 'Drift by column and time' })
  const spine = page.getByRole('application', { name: /^Course of/ })
  await map.waitFor({ timeout: 300_000 })
  await spine.waitFor()
  await page.waitForTimeout(3_000)
  const session = await page.context().newCDPSession(page)
  const boxOf = async (target: typeof map) => {
    const box = await target.boundingBox()
    if (box === null) throw new Error('nothing to brush')
    return box
  }
  const [onMap, onSpine] = [await boxOf(map), await boxOf(spine)]
  const sweep = (box: typeof onMap, steps: number) => async () => {
    for (let step = 0; step < steps; step += 1) {
      const share = 0.2 + 0.75 * Math.abs(Math.sin(step / 23))
      await page.mouse.move(box.x + box.width * share, box.y + Math.min(60, box.height / 2))
    }
  }
  const tell = (what: string, { perSecond, longest }: Frames) =>
    console.log(
      `${what}: median ${perSecond.toFixed(0)} frames a second, longest frame ${longest.toFixed(0)} ms`,
    )

  console.log(`${columns} columns × ${days} days`)
  tell('still', await framesDuring(page, () => page.waitForTimeout(2_000)))
  tell('pointer over the map', await framesDuring(page, sweep(onMap, 300)))
  await page.mouse.move(onSpine.x + onSpine.width * 0.3, onSpine.y + 30)
  await page.mouse.down()
  tell('brush on the spine', await framesDuring(page, sweep(onSpine, 300)))
  await page.mouse.up()

  const before = await megabytes(session)
  const marks = [0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1].map((share) => Math.round(brushes * share))
  const started = performance.now()
  for (let brush = 1; brush <= brushes; brush += 1) {
    const from = (brush * 37) % 70
    await page.mouse.move(onSpine.x + (onSpine.width * from) / 100, onSpine.y + 30)
    await page.mouse.down()
    await page.mouse.move(onSpine.x + (onSpine.width * (from + 20)) / 100, onSpine.y + 30)
    await page.mouse.up()
    if (marks.includes(brush)) {
      await page.waitForTimeout(1_500)
      console.log(
        `after ${brush} brushes: ${(await megabytes(session)).toFixed(1)} MiB of heap (${before.toFixed(1)} before)`,
      )
    }
  }
  console.log(
    `${((performance.now() - started) / brushes).toFixed(0)} ms a brush, the driver's own time included`,
  )
} finally {
  await app.close()
  await browser.close()
}
