import type { Page } from '@playwright/test'

/** Bytes that the page's scripts hold after a full collection of what they no longer reach. */
export async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  try {
    // What finalizers free is gone only at the next collection.
    for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return usedSize
  } finally {
    await session.detach()
  }
}
