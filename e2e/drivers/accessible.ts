import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Fails with the first element of each rule that a screen breaks. `where` names the screen in the message. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // Axe's script comes through the debugger, so the page's content policy stays as it is.
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html}`)).toEqual([])
}
