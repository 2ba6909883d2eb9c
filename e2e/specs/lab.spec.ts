import { expectAccessible } from '../drivers/accessible.ts'
import { expect, test } from '../drivers/test.ts'
import { monitorPages } from '../page-models/monitor-pages.ts'

const small = { viewport: { width: 1280, height: 720 }, colorScheme: 'light' } as const
const large = { viewport: { width: 1920, height: 1080 }, colorScheme: 'dark' } as const

test.describe('the lab', () => {
  test.use({ appOptions: small })

  test('an incident is chosen on the start screen and played until the truth is out', async ({ app }) => {
    const ui = monitorPages(app.page)
    await app.page.getByRole('link', { name: 'All incidents' }).click()
    await expect(ui.headline).toContainText('incidents with known answers')
    await expectAccessible(app.page, 'the lab')
    await ui.main.getByRole('link', { name: /The playlist that kept everyone awake/ }).click()
    const time = ui.slider('Time within the incident')
    await expect(time).toBeVisible({ timeout: 90_000 })
    await expect(ui.main.getByText('So far nothing is known.')).toBeVisible()
    await expect(ui.region('Monitors and the truth')).toHaveCount(0)
    await time.press('End')
    await expect(ui.main.getByText(/monitors have spoken/)).toBeVisible()
    const truth = ui.region('Monitors and the truth')
    await expect(truth.getByRole('row', { name: /breaker CLOSED → OPEN fire fired/ })).toBeVisible()
    await expect(truth.getByText('wrong')).toHaveCount(0)
    const chart = ui.figure('What each monitor said, and when')
    await chart.getByRole('button', { name: 'Show as a table' }).click()
    await expect(chart.getByRole('row').nth(5)).toBeVisible()
    await expectAccessible(app.page, 'the lab')
  })

  test('an incident plays by itself, and stops where a person takes hold', async ({ app }) => {
    const ui = monitorPages(app.page)
    await ui.open('#/lab/sentinel')
    await ui.main.getByRole('button', { name: 'Play', exact: true }).click({ timeout: 90_000 })
    const time = ui.slider('Time within the incident')
    await expect.poll(async () => Number(await time.inputValue())).toBeGreaterThan(20)
    await time.press('Home')
    await expect(time).toHaveValue('0')
    await expect(ui.main.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  })

  test('an incident opens in the workspace, as a model with its baseline', async ({ app }) => {
    const ui = monitorPages(app.page)
    await ui.open('#/lab/sentinel')
    await ui.main.getByRole('button', { name: 'Open in this workspace' }).click()
    await expect(app.page).toHaveURL(/#\/models\/credit/, { timeout: 90_000 })

    await ui.open('#/models/credit/latency')
    await expect(ui.main.getByText('Choose what is put into the log')).toBeVisible()
    await expectAccessible(app.page, 'the detection delay, before anything is chosen')
    await ui.main.getByLabel('Column').selectOption('income_thousands')
    await expect(ui.headline).toContainText(/notices a shift of .* σ in .* of the trials/, {
      timeout: 90_000,
    })
    const curves = ui.figure('Share of the trials in which it is noticed')
    await curves.getByRole('button', { name: 'Show as a table' }).click()
    await expect(curves.getByRole('row').nth(10)).toBeVisible()
    await ui.main.getByRole('button', { name: 'jensen_shannon' }).click()
    await expect(app.page).toHaveURL(/detector=jensen_shannon/)
    await expectAccessible(app.page, 'the detection delay')
  })
})

test.describe('the lab in the dark, wide and in Hindi', () => {
  test.use({ appOptions: large })

  test('is accessible there, too', async ({ app }) => {
    const ui = monitorPages(app.page)
    await ui.speakHindi()
    await ui.open('#/lab/')
    await expect(ui.headline).toContainText('घटनाएँ')
    await expectAccessible(app.page, 'the lab')
  })
})
