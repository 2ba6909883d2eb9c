import type { Page } from '@playwright/test'
import { expectAccessible } from '../drivers/accessible.ts'
import { expect, test } from '../drivers/test.ts'
import { writeFixture } from '../fixtures.ts'
import { failingLog } from '../model-logs.ts'
import { prepareModels } from '../model-workspace.ts'
import { monitorPages } from '../page-models/monitor-pages.ts'
import { workspacePages } from '../page-models/workspace-pages.ts'
import { sharedWorkspace } from '../shared-workspaces.ts'

const risk = sharedWorkspace('risk', (workspace) =>
  prepareModels(workspace, [{ model: 'risk', log: failingLog() }]),
)
const BREAKERS = '#/models/risk/breakers'

/** The policy as it stands in the editor, with one line in place of another. */
async function edit(page: Page, from: string | RegExp, to: string) {
  const editor = page.getByRole('textbox', { name: 'Policy as YAML' })
  await editor.fill((await editor.inputValue()).replace(from, to))
}

test('a policy is tried on an imported log, armed, and people decide above it', async ({ app }) => {
  const imports = workspacePages(app.page)
  await imports.go('#/imports')
  await imports.importFiles('risk', await writeFixture(app.folder, 'risk.csv', failingLog()))
  const ui = monitorPages(app.page)
  await ui.open(BREAKERS)
  await expect(ui.headline).toContainText('no breaker yet')
  const spared = ui.main.getByRole('row', { name: /^Rows spared/ }).getByRole('cell')
  await expect(spared).toHaveText(/^[1-9]/)

  await ui.main.getByRole('button', { name: 'Arm breaker' }).click()
  await expect(ui.region('State now')).toBeVisible()

  // Far below what the model ever reads the policy never trips; the one in force stands beside it.
  await ui.dragSlider(ui.slider(/accuracy.*trips below/), -150)
  await expect(spared).toHaveCount(2)
  await expect(spared.first()).toHaveText('0')
  await expect(spared.last()).toHaveText(/^[1-9]/)

  await ui.main.getByRole('button', { name: 'Trip', exact: true }).click()
  await expect(ui.dialog).toBeVisible()
  await expectAccessible(app.page, 'a decision')
  await app.page.keyboard.press('Escape')
  await ui.decide('Trip', 'Asha', 'scores look wrong')
  const state = ui.region('State now')
  await expect(state).toContainText('Forced open')
  await expect(state).toContainText(/Asha decided at .*: scores look wrong/)
  await expect(ui.headline).toContainText('Forced open')
  await app.restart()
  await ui.open(BREAKERS)
  await expect(state).toContainText('Forced open')

  await ui.decide('Release', 'Asha', 'the feed is mended')
  await expect(state).not.toContainText('Forced open')
  await expect(ui.region('What it did').first()).toContainText('Forced open')
})

test.describe('a model in a workspace', () => {
  test.use({
    appOptions: { viewport: { width: 1280, height: 720 }, colorScheme: 'light', prepare: risk.copyTo },
  })

  test('a fault in a policy is shown with its place, and nothing faulty is armed', async ({ app }) => {
    const ui = monitorPages(app.page)
    await ui.open(BREAKERS)
    const findings = ui.main.getByRole('list', { name: 'Findings' })
    const arm = ui.main.getByRole('button', { name: 'Arm breaker' })

    await edit(app.page, /^cooldown:/m, 'cooldwn:')
    await expect(findings).toContainText('Line 12, column 1')
    await expect(findings).toContainText('did you mean "cooldown"?')
    await expect(arm).toHaveAttribute('aria-disabled', 'true')

    // Closing where it would trip: the text is fine, the policy is not.
    await edit(app.page, /^cooldwn:/m, 'cooldown:')
    await edit(app.page, 'close_above: 0.87', 'close_above: 0.6')
    await expect(findings).toContainText('close_below_trip')
    await expect(findings).toContainText('half_open.close_above')
    await expect(findings).not.toContainText('did you mean')

    await edit(app.page, 'close_above: 0.6', 'close_above: 0.87')
    await expect(findings.getByText('close_below_trip')).toHaveCount(0)
    await expect(arm).not.toHaveAttribute('aria-disabled', 'true')
  })

  test('a drill runs on the clock until it is acknowledged', async ({ app }) => {
    const ui = monitorPages(app.page)
    await ui.open(BREAKERS)
    await ui.main.getByRole('button', { name: 'Start a drill' }).click()
    await expect(ui.main.getByRole('timer')).toContainText('since the alert')
    await ui.main.getByRole('button', { name: 'Acknowledge' }).click()
    await expect(ui.region('Drill')).toContainText('passed in')
  })
})
