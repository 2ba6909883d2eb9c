import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Fails, at the end of its test, with the first element of each rule that a screen breaks; `where` names the screen. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // Axe's script comes through the debugger, so the page's content policy stays as it is. What passes is most of what it
  // would report, and a page of its own to gather that is needed for frames alone.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(true)
    .analyze()
  expect.soft(violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html}`)).toEqual([])
}
