import { expectAccessible } from '../drivers/accessible.ts'
import { flawsOf } from '../drivers/flaws.ts'
import { expect, test } from '../drivers/test.ts'
import { addModels, FIRST_DAY, withWorkspace } from '../model-workspace.ts'
import { explorerPages } from '../page-models/explorer-pages.ts'
import { sharedWorkspace } from '../shared-workspaces.ts'
import { visit } from '../tour.ts'
import { uglyLogs } from '../ugly-logs.ts'

const HALF = new Date(FIRST_DAY + 6 * 86_400_000).toISOString()

const ugly = sharedWorkspace('ugly', (workspace) =>
  withWorkspace(workspace, async (open) => {
    const logs = uglyLogs()
    await addModels(open, logs)
    for (const { model } of logs) {
      const window =
        model === 'no time'
          ? ({ kind: 'rows', start: 0, end: 200 } as const)
          : ({ kind: 'time', start: null, end: HALF } as const)
      await open.client.job('models.use_rows', { model, name: 'the first rows', window }).result
    }
    return logs.map(({ model }) => model)
  }),
)

test.use({
  appOptions: { viewport: { width: 1280, height: 720 }, colorScheme: 'light', prepare: ugly.copyTo },
})

test('ugly logs are whole, in their window and accessible on every screen about a model', async ({
  app: { page },
}) => {
  test.slow()
  const models = await ugly.made()
  const places = [
    { name: 'models', hash: '#/models', holds: 'article' },
    ...models.flatMap((model) =>
      ['overview', 'drift', 'mapping', 'baselines'].map((view) => ({
        name: `${model.slice(0, 20)}, ${view}`,
        hash: `#/models/${encodeURIComponent(model)}/${view}`,
        holds: 'h1',
      })),
    ),
  ]
  for (const place of places) {
    await visit(page, place)
    expect.soft(await flawsOf(page), place.name).toEqual([])
    if (place.name.endsWith('drift')) await expectAccessible(page, place.name)
  }
})

test('a window of three rows is too small to say anything, and says so', async ({ app: { page } }) => {
  const ui = explorerPages(page)
  await ui.open('#/models/three%20rows%20a%20day/drift?window=2026-04-10..2026-04-11')
  await expect(ui.row('a')).toContainText('Too few rows')
  expect(await flawsOf(page)).toEqual([])
})
