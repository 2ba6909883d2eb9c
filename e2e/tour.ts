import { expect, type Page } from '@playwright/test'
import type { DatasetId, RunId } from '../shared/domain/ids.ts'
import { chainedModels, failingLog, loopedLog } from './model-logs.ts'
import { addModel, addModels, FIRST_DAY, SMALL, withWorkspace } from './model-workspace.ts'

const DAY = 86_400_000

/** What the links of a tour name. */
export type Toured = { readonly run: RunId; readonly dataset: DatasetId }

/** Rules that have something to say about the log of the model "risk". */
const RULES = `schema: driftdesk.alerts/1
every: 6 h
budget_per_day: 20
rules:
  - name: performance
    metric: accuracy
    window: 1 d
    min_rows: 100
    warning: 0.9
    critical: 0.8
    owner: risk desk
    action: Trip the breaker and tell the desk.
    runbook: https://example.org/risk
  - name: rows of a day
    metric: throughput
    window: 1 d
    min_rows: 1
    warning: 900
    critical: 100
    owner: risk desk
    action: Ask the feed.
    runbook: https://example.org/feed
`

/** What people wrote in that workspace in more than one word. */
export const TOURED_NAMES = [
  'two calm weeks',
  'the first days',
  'Four weeks that went wrong',
  'rows of a day',
  'Trip the breaker and tell the desk',
  'scores look wrong',
  'Ask the feed',
  'risk desk',
]

/** A workspace in which every screen has something to show. */
export function prepareTour(workspace: string): Promise<Toured> {
  return withWorkspace(workspace, async (open) => {
    const { client } = open
    const freezeFirstDays = (model: string, days: number) => {
      const end = new Date(FIRST_DAY + days * DAY).toISOString()
      const window = { kind: 'time', start: null, end } as const
      return client.job('models.use_rows', { model, name: 'the first days', window }).result
    }
    await addModel(open, { model: 'payments', shape: { ...SMALL, columns: 12 }, baseline: true })
    const [header, ...rows] = failingLog().split('\n')
    const quiet = rows.length / 4
    await open.importLog('risk', [header, ...rows.slice(0, quiet), ''].join('\n'))
    await freezeFirstDays('risk', 2)
    const { policy } = await client.query('breakers.get', { model: 'risk' })
    await client.command('breakers.arm', { model: 'risk', text: policy })
    // Rules hold for rows that come after them.
    await client.command('alerts.save', { model: 'risk', text: RULES, by: 'Asha' })
    await open.importLog('risk', [header, ...rows.slice(quiet)].join('\n'))
    await addModels(open, [{ model: 'prices', log: loopedLog({ rows: 12_000 }) }, ...chainedModels()])
    for (const model of ['intake', 'ranking', 'offers']) await freezeFirstDays(model, 14)
    const person = { by: 'Asha', reason: 'scores look wrong' }
    await client.command('breakers.override', { model: 'risk', action: 'trip', ...person })
    await client.command('sinks.save', {
      kind: 'file',
      name: 'notes',
      on: true,
      severity: 'warning',
      by: 'Asha',
    })
    const sample = await client.command('samples.open', { name: 'payment-fraud' })
    const [reference, current] = [sample.reference, sample.current].map((files) =>
      files.map(({ token }) => token),
    )
    const { run } = await client.job('drift.run', {
      source: { kind: 'pair', reference, current },
      by: 'country',
      title: 'Four weeks that went wrong',
    }).result
    const { datasets } = await client.query('datasets.list', { model: 'risk' })
    return { run, dataset: datasets[0].dataset }
  })
}

export type Screen = {
  readonly name: string
  readonly hash: string
  /** What is in the main part of the window once the screen has all that it shows. */
  readonly holds: string
}

/** Every screen of the window on that workspace, in the order of the navigation. */
export function tourScreens({ run, dataset }: Toured): readonly Screen[] {
  return [
    { name: 'start', hash: '#/', holds: 'section ul button' },
    { name: 'models', hash: '#/models', holds: 'article' },
    { name: 'overview', hash: '#/models/payments/overview', holds: 'table' },
    { name: 'explorer', hash: '#/models/payments/drift?column=income&tab=why', holds: 'table' },
    { name: 'explorer rows', hash: '#/models/payments/drift?column=income&tab=rows', holds: 'table' },
    { name: 'performance', hash: '#/models/risk/performance?window=1d', holds: 'figure' },
    { name: 'calibration', hash: '#/models/risk/calibration?window=1d', holds: 'figure' },
    { name: 'feedback', hash: '#/models/prices/feedback', holds: 'figure' },
    { name: 'fleet', hash: '#/fleet', holds: 'figure' },
    { name: 'manifest', hash: '#/models/ranking/manifest', holds: 'textarea' },
    { name: 'breakers', hash: '#/models/risk/breakers', holds: 'figure' },
    { name: 'alerts', hash: '#/models/risk/alerts', holds: 'article' },
    { name: 'alert rules', hash: '#/models/risk/alerts?part=rules', holds: 'textarea' },
    { name: 'alert ledger', hash: '#/models/risk/alerts?part=ledger', holds: 'h1' },
    { name: 'alert quality', hash: '#/models/risk/alerts?part=quality', holds: 'table' },
    { name: 'readiness', hash: '#/models/risk/readiness', holds: 'li' },
    { name: 'baselines', hash: '#/models/payments/baselines', holds: 'table' },
    { name: 'model mapping', hash: '#/models/payments/mapping', holds: 'select' },
    { name: 'imports', hash: '#/imports', holds: 'table' },
    { name: 'import', hash: `#/imports/${dataset}`, holds: 'dl, table' },
    { name: 'storage', hash: '#/storage', holds: 'table' },
    { name: 'notifications', hash: '#/sinks', holds: 'section' },
    { name: 'audit trail', hash: '#/audit', holds: 'table' },
    { name: 'lab', hash: '#/lab/', holds: 'li' },
    { name: 'workspaces', hash: '#/workspaces', holds: 'input' },
    { name: 'drift', hash: `#/runs/${run}/drift`, holds: '[role=grid]' },
    { name: 'time', hash: `#/runs/${run}/time`, holds: 'figure' },
    { name: 'column', hash: `#/runs/${run}/columns/amount_eur`, holds: 'figure' },
    { name: 'column audit', hash: `#/runs/${run}/columns/amount_eur/audit`, holds: 'table' },
    { name: 'together', hash: `#/runs/${run}/together`, holds: 'li' },
    { name: 'quality', hash: `#/runs/${run}/quality`, holds: 'li' },
    { name: 'inputs', hash: `#/runs/${run}/inputs`, holds: 'dl' },
    { name: 'settings', hash: '#/settings', holds: 'fieldset, [role=radiogroup]' },
  ]
}

/** Goes to a screen and waits until nothing on it is still to come. */
export async function visit(page: Page, { hash, holds }: Screen): Promise<void> {
  await page.evaluate(
    (to) =>
      new Promise<void>((arrived) => {
        if (window.location.hash === to) return arrived()
        // The window itself has listened before, and has the new place when its next frame is painted.
        window.addEventListener('hashchange', () => requestAnimationFrame(() => arrived()), { once: true })
        window.location.hash = to
      }),
    hash,
  )
  const main = page.getByRole('main')
  await expect(main.locator(holds).first()).toBeVisible()
  // Outlines of what comes, and what is being worked on.
  await expect(main.locator('[role=status][aria-label], [role=progressbar], [aria-busy=true]')).toHaveCount(0)
}
