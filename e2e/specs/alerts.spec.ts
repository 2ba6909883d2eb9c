import { openReceiver } from '../../electron/backend/sinks/testing/receiver.ts'
import { expectAccessible } from '../drivers/accessible.ts'
import { expect, test } from '../drivers/test.ts'
import { writeFixture } from '../fixtures.ts'
import { failingLog } from '../model-logs.ts'
import { prepareModels } from '../model-workspace.ts'
import { monitorPages } from '../page-models/monitor-pages.ts'
import { workspacePages } from '../page-models/workspace-pages.ts'

const PERSON = 'owner: risk, action: ask the rules, runbook: docs/risk.md'
const RULES = `every: 1 h
rules:
  - {name: accuracy, metric: accuracy, warning: 90%, critical: 70%, window: 6 h, ${PERSON}}
  - {name: accuracy by region, metric: accuracy, by: region, warning: 90%, window: 6 h, ${PERSON}}
quiet_hours: {from: "22:00", to: "07:00", timezone: Asia/Kolkata, never: critical}
budget_per_day: 2
`
const [head, ...lines] = failingLog().trimEnd().split('\n')
const half = lines.length / 2
const prepare = (workspace: string) =>
  prepareModels(workspace, [{ model: 'risk', log: [head, ...lines.slice(0, half), ''].join('\n') }])

test.use({ appOptions: { viewport: { width: 1280, height: 720 }, colorScheme: 'dark', prepare } })

test('rules are tried and put in force, rows fire them, a receiver is told, and people answer', async ({
  app,
}) => {
  test.slow()
  const receiver = await openReceiver()
  const ui = monitorPages(app.page)
  const button = (name: string) => ui.main.getByRole('button', { name, exact: true })

  await ui.open('#/sinks')
  await expect(ui.headline).toContainText('no sink is on')
  await button('Add a sink').click()
  await ui.dialog.getByRole('combobox', { name: 'Kind' }).selectOption('webhook')
  await ui.dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('duty')
  await ui.dialog.getByRole('textbox', { name: 'Address' }).fill(receiver.url)
  await ui.dialog.getByLabel('Secret').fill('a shared secret')
  await ui.dialog.getByRole('textbox', { name: 'Who decides' }).fill('Asha')
  await ui.dialog.getByRole('button', { name: 'Save' }).click()
  await button('Send a test').click()
  await expect(ui.region('duty')).toContainText('Taken after')
  expect(receiver.received[0].headers['x-driftdesk-signature']).toMatch(/^sha256=/)

  await ui.open('#/models/risk/alerts?part=rules')
  const editor = ui.main.getByRole('textbox', { name: 'Rules as YAML' })
  await editor.fill(RULES.replace('owner: risk, ', ''))
  await expect(ui.main.getByRole('list', { name: 'What is wrong with the rules' })).toContainText(
    'missing_owner',
  )
  await expect(button('Put in force')).toHaveAttribute('aria-disabled', 'true')
  await editor.fill(RULES)
  await button('Replay').click()
  await expect(ui.main).toContainText('Sent a day')
  await expectAccessible(app.page, 'rules')
  await button('Put in force').click()
  await ui.dialog.getByRole('textbox', { name: 'Who decides' }).fill('Asha')
  await ui.dialog.getByRole('button', { name: 'Put in force' }).click()
  await expect(ui.notices).toContainText('Alert rules of risk put in force')

  const imports = workspacePages(app.page)
  await imports.go('#/imports')
  const rest = [head, ...lines.slice(half), ''].join('\n')
  await imports.importFiles('risk', await writeFixture(app.folder, 'rest.csv', rest))
  await receiver.came(2)
  expect(JSON.parse(receiver.received[1].body)).toMatchObject({
    schema: 'driftdesk.notice/1',
    model: 'risk',
    owner: 'risk',
  })

  await ui.open('#/models/risk/alerts')
  await expect(ui.headline).toContainText('open')
  const incident = ui.main.getByRole('article').first()
  await expect(incident).toContainText('accuracy')
  await expectAccessible(app.page, 'inbox')
  const act = async (name: string, reason: string) => {
    await incident.getByRole('button', { name }).click()
    await ui.dialog.getByRole('textbox', { name: 'Who decides' }).fill('Asha')
    await ui.dialog.getByRole('textbox', { name: 'Why' }).fill(reason)
    await ui.dialog.getByRole('button', { name }).click()
    await ui.dialog.waitFor({ state: 'hidden' })
  }
  await act('Acknowledge', 'looking at the feed')
  await expect(incident).toContainText('looking at the feed')
  await act('Snooze', 'the feed is being mended')
  await expect(incident).toContainText('snoozed until')

  await ui.main.getByRole('tab', { name: 'Kept back' }).click()
  await expect(ui.main.getByRole('row').nth(1)).toContainText('accuracy')
  await expectAccessible(app.page, 'ledger')

  await ui.open('#/sinks')
  await expect(ui.main.getByRole('row').filter({ hasText: 'accuracy' }).first()).toContainText('delivered')
  await expectAccessible(app.page, 'notifications')

  await ui.open('#/models/risk/readiness')
  await expect(ui.headline).toContainText('of 5 questions')
  await expect(ui.main.getByRole('listitem').filter({ hasText: 'within a day' })).toContainText('Yes')
  await expectAccessible(app.page, 'readiness')

  await ui.open('#/audit')
  await expect(ui.headline).toContainText('Every entry follows')
  await expect(ui.main).toContainText('Asha')
  await expectAccessible(app.page, 'audit trail')
  await receiver.close()
})
