import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { driftDocument } from '../../shared/contract/documents/drift.ts'
import { expect, test } from '../drivers/test.ts'
import { logText, writeFixture } from '../fixtures.ts'
import { appPage } from '../page-models/app-page.ts'

test('a report is exported as HTML, JSON, CSV and PDF', async ({ app }) => {
  const ui = appPage(app.page)
  const a = await writeFixture(app.folder, 'a.csv', logText(800, { seed: 1 }))
  const b = await writeFixture(app.folder, 'b.csv', logText(800, { seed: 2, shift: 1 }))
  await ui.compareFiles(a, b)

  const html = join(app.folder, 'report.html')
  await (await ui.exportAs('Report (HTML)')).saveAs(html)
  const text = await readFile(html, 'utf8')
  expect(text).toContain('income')
  expect((await stat(html)).size).toBeLessThan(1_000_000)

  // The report stands alone: it opens from disk, loads nothing, and says the same.
  const requests: string[] = []
  const reader = await app.page.context().newPage()
  reader.on('request', (request) => requests.push(request.url()))
  await reader.goto(`file://${html}`)
  await expect(reader.locator('h1')).toContainText('1 of 3 columns drifted')
  expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([])
  await reader.close()

  const json = JSON.parse(await readFile(await (await ui.exportAs('Document (JSON)')).path(), 'utf8'))
  expect(driftDocument.parse(json).columns.map((column) => column.name)).toEqual(['income', 'plan', 'score'])

  const csv = await readFile(await (await ui.exportAs('Table (CSV)')).path(), 'utf8')
  expect(csv.split('\n')[0]).toContain('psi')

  const pdf = await readFile(await (await ui.exportAs('Report (PDF)')).path())
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
})
