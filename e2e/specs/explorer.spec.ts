import { expect, test } from '../drivers/test.ts'
import { prepareModel } from '../model-workspace.ts'
import { explorerPages } from '../page-models/explorer-pages.ts'
import { sharedWorkspace } from '../shared-workspaces.ts'

const payments = sharedWorkspace('payments', prepareModel)
const look = { viewport: { width: 1280, height: 720 }, colorScheme: 'light' } as const

test.describe('a model with a baseline', () => {
  test.use({ appOptions: { ...look, prepare: payments.copyTo } })

  test('a brush by mouse sets the window of every view, and a reload keeps it', async ({ app }) => {
    const ui = explorerPages(app.page)
    await ui.open('#/models/payments/drift')
    await expect(ui.headline).toContainText('columns drifted in 16 Mar')
    await ui.drag(ui.spine, 0.02, 0.45)
    await expect(ui.headline).toContainText('No column drifted in 2 Mar')
    await expect(app.page).toHaveURL(/window=2026-03-02\.\.2026-03-1\d/)
    await app.page.reload()
    await expect(ui.headline).toContainText('No column drifted in 2 Mar')
    // The next view of the model is about the same rows.
    await app.page.getByRole('link', { name: 'How is this model?' }).click()
    await expect(ui.headline).toContainText('payments did not drift in 2 Mar')
    await expect(app.page).toHaveURL(/overview\?window=2026-03-02/)
  })

  test('a brush by keyboard moves, resizes, compares and resets', async ({ app }) => {
    const ui = explorerPages(app.page)
    await ui.open('#/models/payments/drift')
    await expect(ui.headline).toContainText('columns drifted')
    await ui.spine.focus()
    await app.page.keyboard.press('ArrowRight')
    await expect(app.page).toHaveURL(/window=2026-03-29\.\.2026-03-30/)
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', ']', ']']) await app.page.keyboard.press(key)
    await expect(app.page).toHaveURL(/window=2026-03-26\.\.2026-03-29/)
    await app.page.keyboard.press('[')
    await expect(app.page).toHaveURL(/window=2026-03-26\.\.2026-03-28/)
    for (const key of ['Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft'])
      await app.page.keyboard.press(key)
    await expect(app.page).toHaveURL(/compare=2026-03-27\.\.2026-03-28/)
    await expect(ui.headline).toContainText('against 27 Mar')
    await app.page.keyboard.press('0')
    await expect(app.page).not.toHaveURL(/window=|compare=/)
    await expect(ui.headline).toContainText('columns drifted in 16 Mar')
  })

  test('a column shows its counts at once, then its rows, their segments and the rows themselves', async ({
    app,
  }) => {
    const ui = explorerPages(app.page)
    await ui.open('#/models/payments/drift')
    await ui.row('income').click()
    await expect(app.page.getByRole('heading', { name: 'income', exact: true })).toBeVisible()
    await expect(app.page.getByText('exact, from the rows')).toBeVisible()
    await expect(app.page.getByRole('figure', { name: 'Distribution' })).toBeVisible()
    await expect(app.page.getByRole('figure', { name: 'Quantiles against quantiles' })).toBeVisible()
    await ui.tab('Course').click()
    await expect(app.page.getByText(/changed 20 Mar/)).toBeVisible()
    await ui.tab('Why').click()
    await app.page.getByRole('combobox', { name: 'Split by' }).selectOption('channel')
    await expect(app.page.getByRole('row', { name: /^app 1,750/ })).toBeVisible()
    await ui.tab('Rows').click()
    await expect(app.page.getByText('Rows 1 to 50 of the selection')).toBeVisible()
    await app.page.getByRole('button', { name: 'Next rows' }).click()
    await expect(app.page.getByText('Rows 51 to 100 of the selection')).toBeVisible()
    await app.page.reload()
    await expect(app.page.getByText('Rows 1 to 50 of the selection')).toBeVisible()
  })

  test('a segment is counted once and then brushed like the whole', async ({ app }) => {
    const ui = explorerPages(app.page)
    await ui.open('#/models/payments/drift')
    await app.page.getByRole('combobox', { name: 'Segment' }).selectOption({ label: 'channel = app · 3,500' })
    await expect(ui.headline).toContainText('in the segment channel = app')
    await expect(app.page.getByText('Counted from the rows of the segment.')).toBeVisible()
    await expect(ui.row('income')).toContainText('High')
    await ui.row('income').click()
    await expect(app.page.getByText('exact, from the rows')).toBeVisible()
    await app.page.keyboard.press('u')
    await ui.drag(ui.spine, 0.02, 0.45)
    await expect(ui.row('income')).toContainText('None')
  })
})

test.describe('a model without a baseline', () => {
  test.use({
    appOptions: { ...look, prepare: (workspace: string) => prepareModel(workspace, { baseline: false }) },
  })

  test('is offered one, and judged after one click', async ({ app }) => {
    const ui = explorerPages(app.page)
    await ui.open('#/models')
    await expect(ui.headline).toContainText('no baseline yet')
    const card = ui.cards.filter({ hasText: 'payments' })
    await expect(card).toContainText('the first whole weeks')
    await card.getByRole('button', { name: 'Use it as the baseline' }).click()
    await expect(ui.headline).toHaveText('1 of 1 models drifted in their last days.')
    await expect(card).toContainText('High')
  })
})
