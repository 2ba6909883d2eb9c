import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../drivers/test.ts'
import { chartTools, pngFacts, svgFacts } from '../page-models/chart-tools.ts'
import { sharedWorkspace } from '../shared-workspaces.ts'
import { prepareTour, visit } from '../tour.ts'

const tour = sharedWorkspace('tour', prepareTour)
const softly = expect.configure({ soft: true })
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

type ChartScreen = {
  /** `RUN` stands for the comparison of the tour. */
  readonly hash: string
  /** Every chart in the main part of the screen. */
  readonly charts: readonly string[]
}

const COSTS = 'window=1d&false_positive=1&false_negative=5&protected=region&by=region'

/** Every screen with charts. One that shows a chart that is not named here fails, and so does one that shows fewer. */
const MODEL_SCREENS: readonly ChartScreen[] = [
  { hash: '#/models', charts: ['All models on one axis of time'] },
  {
    hash: '#/models/payments/drift?column=income',
    charts: ['Columns over time', 'Distribution', 'Quantiles against quantiles'],
  },
  { hash: '#/models/payments/drift?column=income&tab=course', charts: ['Columns over time', 'History: PSI'] },
  {
    hash: `#/models/risk/performance?${COSTS}`,
    charts: [
      'ROC AUC over time',
      'ROC AUC by segment',
      'Cost by threshold',
      'Lowest over highest selection rate, over time',
    ],
  },
  {
    hash: '#/models/risk/calibration?window=1d',
    charts: ['Reliability diagram', 'Calibration error over time'],
  },
  { hash: '#/models/prices/feedback', charts: ['Arm contrast', 'A disturbance of 1 over twelve retrains'] },
]
const MONITOR_SCREENS: readonly ChartScreen[] = [
  {
    hash: '#/fleet',
    charts: [
      'Drift along the dependencies',
      'Drift of each model in time',
      'Errors that go together',
      'Retrains of the next twelve weeks',
    ],
  },
  { hash: '#/models/risk/breakers', charts: ['States and metrics over the log', 'States over time'] },
  {
    hash: '#/models/risk/latency?column=score',
    charts: ['Share of the trials in which it is noticed', 'Median delay of each detector'],
  },
  { hash: '#/lab/night-playlist', charts: ['What each monitor said, and when'] },
]
const COMPARISON_SCREENS: readonly ChartScreen[] = [
  { hash: '#/runs/RUN/time', charts: ['Drift by column and time'] },
  { hash: '#/runs/RUN/columns/amount_eur', charts: ['Distribution'] },
  { hash: '#/runs/RUN/columns/country', charts: ['Shares by bin'] },
  { hash: '#/runs/RUN/columns/amount_eur/audit', charts: ['PSI under every convention'] },
  {
    hash: '#/runs/RUN/together',
    charts: ['What the classifier goes by', 'Largest changes of correlation'],
  },
]

/** Pictures of some size that belong to no chart; cards have a glance at what their model's screens show in full. */
function picturesOutside(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main svg, main canvas')].flatMap((picture) => {
      const { width, height } = picture.getBoundingClientRect()
      const belongs = picture.closest('figure, article') !== null
      return width >= 120 && height >= 20 && !belongs ? [picture.outerHTML.slice(0, 120)] : []
    }),
  )
}

/** Takes the data of a chart along in every form, and its drawing, and holds them against each other. */
async function takeAlong(page: Page, chart: Locator, name: string): Promise<void> {
  const tools = chartTools(page, chart)
  const [head, ...rows] = await tools.table()
  softly(rows.length, `${name}: rows of its table`).toBeGreaterThan(0)

  const csv = (await tools.csv()).bytes.toString('utf8')
  const lines = csv.trimEnd().split('\r\n')
  // A map is read as lines of columns and taken along as one row a cell.
  const isMap = lines.length - 1 === (rows.length - 1) * (head.length - 1)
  if (!isMap) {
    softly(lines[0].replaceAll('"', ''), `${name}: head of its CSV`).toBe(head.join(',').replaceAll('"', ''))
    softly(lines.length - 1, `${name}: rows of its CSV`).toBe(rows.length)
  }
  const copied = (await tools.copiedData()).split('\n')
  softly(copied.length, `${name}: copied rows`).toBe(lines.length)
  softly(copied[0].split('\t').join(','), `${name}: copied head`).toBe(lines[0].replaceAll('"', ''))

  const svg = await tools.svg()
  const { marks, text } = await svgFacts(page, svg.bytes.toString('utf8'))
  softly(marks, `${name}: marks of its SVG`).toBeGreaterThan(4)
  softly(text, `${name}: text of its SVG`).toMatch(/\S/)
}

/** Takes a chart along as a picture; what paints it is the same for all. */
async function takePicture(page: Page, chart: Locator, name: string): Promise<void> {
  const tools = chartTools(page, chart)
  const png = await tools.png()
  softly([...png.bytes.subarray(0, 8)], `${name}: signature of its PNG`).toEqual(PNG)
  const facts = await pngFacts(page, png.bytes)
  softly(facts.colours, `${name}: colours of its PNG`).toBeGreaterThan(8)
  const { width, height } = await tools.copiedPicture()
  softly([width, height], `${name}: copied picture`).toEqual([facts.width, facts.height])
}

test.describe('every chart', () => {
  test.use({
    appOptions: { viewport: { width: 1280, height: 720 }, colorScheme: 'light', prepare: tour.copyTo },
  })

  const walk = async (page: Page, screens: readonly ChartScreen[]): Promise<void> => {
    const { run } = await tour.made()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const main = page.getByRole('main')
    const taken = new Set<string>()
    for (const screen of screens) {
      const hash = screen.hash.replace('RUN', run)
      await visit(page, { name: hash, hash, holds: 'figure' })
      const figures = main.getByRole('figure')
      await softly(figures.locator('figcaption :is(h2, h3)'), hash).toHaveText([...screen.charts])
      softly(await picturesOutside(page), hash).toEqual([])
      for (const [at, name] of screen.charts.entries()) {
        // Some are on two screens.
        if (taken.has(name)) continue
        taken.add(name)
        const chart = main.getByRole('figure', { name, exact: true })
        await takeAlong(page, chart, name)
        if (at === 0) await takePicture(page, chart, name)
      }
    }
  }

  test('of a model is a table, PNG, SVG, CSV and a copy, through its menu', async ({ app: { page } }) => {
    await walk(page, MODEL_SCREENS)
  })
  test('of a monitor is, too', async ({ app: { page } }) => {
    await walk(page, MONITOR_SCREENS)
  })
  test('of a comparison is, too, and the time spine', async ({ app: { page } }) => {
    await walk(page, COMPARISON_SCREENS)
    await visit(page, { name: 'spine', hash: '#/models/payments/overview', holds: 'table' })
    const spine = page.getByRole('region', { name: 'Time spine' })
    await takeAlong(page, spine, 'time spine')
    await takePicture(page, spine, 'time spine')
  })
})
