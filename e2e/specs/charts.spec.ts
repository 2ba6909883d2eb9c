import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../drivers/test.ts'
import { chartTools, pngFacts, svgFacts } from '../page-models/chart-tools.ts'
import { sharedWorkspace } from '../shared-workspaces.ts'
import { prepareTour, type Toured, visit } from '../tour.ts'

const tour = sharedWorkspace('tour', prepareTour)
const softly = expect.configure({ soft: true })
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

type ChartScreen = {
  readonly hash: string
  /** Every chart in the main part of the screen. */
  readonly charts: readonly string[]
}

const COSTS = 'window=1d&false_positive=1&false_negative=5&protected=region&by=region'

/** Every screen with charts. One that shows a chart that is not named here fails, and so does one that shows fewer. */
const chartScreens = ({ run }: Toured): readonly ChartScreen[] => [
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
  { hash: `#/runs/${run}/time`, charts: ['Drift by column and time'] },
  { hash: `#/runs/${run}/columns/amount_eur`, charts: ['Distribution'] },
  { hash: `#/runs/${run}/columns/country`, charts: ['Shares by bin'] },
  { hash: `#/runs/${run}/columns/amount_eur/audit`, charts: ['PSI under every convention'] },
  {
    hash: `#/runs/${run}/together`,
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

/** Takes a chart along in every form and holds them against each other. */
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

  test('is a table, PNG, SVG, CSV and a copy, through its menu', async ({ app: { page } }) => {
    test.setTimeout(240_000)
    const toured = await tour.made()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const main = page.getByRole('main')
    const taken = new Set<string>()
    for (const { hash, charts } of chartScreens(toured)) {
      await visit(page, { name: hash, hash, holds: 'figure' })
      const figures = main.getByRole('figure')
      await softly(figures.locator('figcaption :is(h2, h3)'), hash).toHaveText([...charts])
      softly(await picturesOutside(page), hash).toEqual([])
      for (const name of charts) {
        // Some are on two screens.
        if (taken.has(name)) continue
        taken.add(name)
        await takeAlong(page, main.getByRole('figure', { name, exact: true }), name)
      }
    }
    await visit(page, { name: 'spine', hash: '#/models/payments/overview', holds: 'table' })
    await takeAlong(page, page.getByRole('region', { name: 'Time spine' }), 'time spine')
  })
})
