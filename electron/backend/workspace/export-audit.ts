import { writeFile } from 'node:fs/promises'
import { deliverFile } from '../logs/deliver-file.ts'
import type { Delivery } from '../platform.ts'
import type { Services } from '../services.ts'
import type { AuditFilter } from '../store/catalogue/audit-list.ts'

const PAGE = 1_000

/** Hands over the entries that are asked for as NDJSON, oldest first, as they are hashed: whoever has them can check the chain. */
export async function exportAudit(
  { platform, store }: Pick<Services, 'platform' | 'store'>,
  filter: AuditFilter,
  throwIfCancelled: () => void,
): Promise<Delivery> {
  const { total } = await store.findAudit(filter, 0, 1)
  return deliverFile(platform, { name: 'audit.ndjson', media: 'application/x-ndjson' }, async (path) => {
    await writeFile(path, '')
    for (let end = total; end > 0; end -= PAGE) {
      throwIfCancelled()
      const start = Math.max(0, end - PAGE)
      const { entries } = await store.findAudit(filter, start, end - start)
      await writeFile(
        path,
        entries
          .toReversed()
          .map((entry) => `${JSON.stringify(entry)}\n`)
          .join(''),
        { flag: 'a' },
      )
    }
  })
}
