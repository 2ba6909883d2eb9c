import { expect, test } from '../drivers/test.ts'
import { monitorPages } from '../page-models/monitor-pages.ts'
import { sharedWorkspace } from '../shared-workspaces.ts'
import { prepareTour } from '../tour.ts'

const tour = sharedWorkspace('tour', prepareTour)

test.use({
  appOptions: { viewport: { width: 1280, height: 720 }, colorScheme: 'light', prepare: tour.copyTo },
})

test('what a person configures can be taken back and made again, and what cannot is asked twice', async ({
  app: { page },
}) => {
  const ui = monitorPages(page)
  const button = (name: string | RegExp) => ui.main.getByRole('button', { name, exact: true })
  const sink = (name: string) => ui.main.getByRole('heading', { name: new RegExp(name) })
  const takeBack = async (what: string) => {
    await expect(ui.notices).toContainText(what)
    await page.keyboard.press('Control+z')
    await expect(ui.notices).toContainText(`Undone: ${what}`)
  }
  const makeAgain = async (what: string) => {
    await page.keyboard.press('Control+y')
    await expect(ui.notices).toContainText(`Done again: ${what}`)
  }
  const signed = async (action: string) => {
    await ui.dialog.getByRole('textbox', { name: 'Who decides' }).fill('Asha')
    await ui.dialog.getByRole('button', { name: action, exact: true }).click()
    await ui.dialog.waitFor({ state: 'hidden' })
  }

  await test.step('a sink that is added, changed, and removed', async () => {
    await ui.open('#/sinks')
    await button('Add a sink').click()
    await ui.dialog.getByRole('combobox', { name: 'Kind' }).selectOption('file')
    await ui.dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('night desk')
    await signed('Save')
    await expect(sink('night desk')).toBeVisible()
    await takeBack('Sink "night desk" added')
    await expect(sink('night desk')).toHaveCount(0)
    await makeAgain('Sink "night desk" added')
    await expect(sink('night desk')).toBeVisible()

    await ui.region('notes').getByRole('button', { name: 'Change' }).click()
    await ui.dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('journal')
    await signed('Save')
    await expect(sink('journal')).toBeVisible()
    await takeBack('Sink "notes" changed')
    await expect(sink('notes')).toBeVisible()

    await ui.region('night desk').getByRole('button', { name: 'Change' }).click()
    await ui.dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(ui.dialog).toBeVisible()
    await signed('Remove for good')
    await expect(sink('night desk')).toHaveCount(0)
  })

  await test.step('alert rules', async () => {
    await ui.open('#/models/risk/alerts?part=rules')
    const text = ui.main.getByRole('textbox', { name: 'Rules as YAML' })
    const before = await text.inputValue()
    await text.fill(before.replace('budget_per_day: 20', 'budget_per_day: 30'))
    await button('Put in force').click()
    await signed('Put in force')
    await expect(text).toHaveValue(/budget_per_day: 30/)
    await takeBack('Alert rules of risk put in force')
    await expect(text).toHaveValue(before)
  })

  await test.step('a policy of a breaker, and where its states go', async () => {
    await ui.open('#/models/risk/breakers')
    const text = ui.main.getByRole('textbox', { name: 'Policy as YAML' })
    const before = await text.inputValue()
    await text.fill(`${before}\n# watched by the night desk\n`)
    await button('Save policy').click()
    await takeBack('Breaker policy of risk put in force')
    await expect(text).toHaveValue(before)

    const endpoint = ui.main.getByRole('switch', { name: 'Answer on 127.0.0.1' })
    await endpoint.click()
    await expect(endpoint).toBeChecked()
    await takeBack('Outputs of the breakers changed')
    await expect(endpoint).not.toBeChecked()
  })

  await test.step('a baseline', async () => {
    await ui.open('#/models/risk/overview?window=2026-03-03..2026-03-05')
    const panel = ui.region('Baseline')
    await expect(panel).toContainText('the first days')
    await panel.getByRole('button', { name: /^Use the window/ }).click()
    await takeBack('Baseline of risk changed')
    await expect(panel).toContainText('the first days')
  })
})
