import { readFile } from 'node:fs/promises'
import { expect, test } from '../drivers/test.ts'
import { chainedModels, loopedLog } from '../model-logs.ts'
import { prepareModels } from '../model-workspace.ts'
import { monitorPages } from '../page-models/monitor-pages.ts'
import { sharedWorkspace } from '../shared-workspaces.ts'

const PRICES = '#/models/prices/feedback'
const chain = sharedWorkspace('chain', (workspace) => prepareModels(workspace, chainedModels()))
const small = { viewport: { width: 1280, height: 720 }, colorScheme: 'light' } as const

test.describe('a model that feeds on its own output', () => {
  const prepare = (workspace: string) => prepareModels(workspace, [{ model: 'prices', log: loopedLog() }])
  test.use({ appOptions: { ...small, prepare } })

  test('is found likely to, with the evidence of each test and what would help', async ({ app }) => {
    const ui = monitorPages(app.page)
    await ui.open(PRICES)
    await expect(ui.headline).toContainText('A loop is likely')
    const evidence = ui.region('Evidence')
    await expect(evidence.getByRole('button', { name: /^Arm contrast speaks for a loop/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await expect(ui.figure('Arm contrast')).toBeVisible()
    await evidence.getByRole('button', { name: /^Tightening speaks for a loop/ }).click()
    await expect(ui.figure('Tightening')).toBeVisible()
    await ui.figure('Tightening').getByRole('button', { name: 'Show as a table' }).click()
    await expect(ui.figure('Tightening').getByRole('row').nth(5)).toBeVisible()

    const forecast = ui.main.getByRole('status').filter({ hasText: 'Gain over all rows' })
    const before = await forecast.textContent()
    await ui.dragSlider(ui.slider('Weight of the model'), -80)
    await expect(forecast).not.toHaveText(before ?? '')
    const download = app.page.waitForEvent('download')
    await ui.main.getByRole('button', { name: 'Export as configuration' }).click()
    const configuration = await readFile(await (await download).path(), 'utf8')
    expect(configuration).toContain('schema: driftdesk.loop_mitigation/1')
    expect(configuration).not.toContain('model_weight: 0.8\n')
  })
})

test.describe('three models in a row', () => {
  test.use({ appOptions: { ...small, prepare: chain.copyTo } })

  test('the fleet shows how drift came in and flowed on, as a graph and as a table', async ({ app }) => {
    const ui = monitorPages(app.page)
    await ui.open('#/fleet')
    await expect(ui.headline).toContainText('Cascade')
    const graph = ui.figure('Drift along the dependencies')
    await expect(graph.getByRole('img')).toContainText('2 days')
    await graph.getByRole('slider').press('Home')
    await expect(app.page).toHaveURL(/#\/fleet\?at=0/)
    await graph.getByRole('button', { name: 'Show as a table' }).click()
    await expect(graph.getByRole('row', { name: /^intake ranking seen/ })).toBeVisible()
    await expect(graph.getByRole('row', { name: /^ranking offers seen/ })).toBeVisible()
    await expect(ui.main.getByText('Northwind').first()).toBeVisible()
    await expect(ui.figure('Drift of each model in time')).toBeVisible()
  })

  test('the fleet shows what models share, where rows go, retrains to come and what people overruled', async ({
    app,
  }) => {
    const ui = monitorPages(app.page)
    await ui.open('#/fleet')
    await expect(ui.main.getByText('The rows are spread over 3 models as over 3')).toBeVisible()
    await expect(ui.main.getByText('0 of 3 pairs of models share nothing that is known.')).toBeVisible()
    await expect(ui.main.getByText('ranking takes the output of intake')).toBeVisible()
    const calendar = ui.figure('Retrains of the next twelve weeks')
    await expect(calendar).toContainText('intake, offers and ranking (')
    await calendar.getByRole('button', { name: 'Show as a table' }).click()
    await expect(calendar.getByRole('row')).toHaveCount(1 + 3 * 12)
    await expect(ui.main.getByText('Majority vote with members removed')).toBeVisible()
    await expect(ui.main.getByText('No decision was overruled.')).toBeVisible()
  })

  test('a manifest with a misspelt key is refused with its line; a saved one can be undone', async ({
    app,
  }) => {
    const ui = monitorPages(app.page)
    await ui.open('#/models/ranking/manifest')
    const text = ui.main.getByRole('textbox', { name: 'Text', exact: true })
    const save = ui.main.getByRole('button', { name: 'Save', exact: true })
    await expect(text).toHaveValue(/owner: team ranking/)
    const before = await text.inputValue()

    await text.fill(before.replace('vendor:', 'vender:'))
    await expect(ui.main.getByRole('status')).toContainText(/Line 6, column 1: .*did you mean "vendor"\?/)
    await expect(save).toHaveAttribute('aria-disabled', 'true')

    await text.fill(before)
    await ui.main.getByRole('textbox', { name: 'Owner' }).fill('pricing desk')
    await expect(text).toHaveValue(/owner: pricing desk/)
    await expect(save).not.toHaveAttribute('aria-disabled', 'true')
    await save.click()
    await expect(ui.notices).toContainText('Manifest of ranking saved')
    await ui.notices.getByRole('button', { name: 'Undo' }).click()
    await expect(ui.notices).toContainText('Undone: Manifest of ranking saved')
    await expect(text).toHaveValue(before)
  })
})
