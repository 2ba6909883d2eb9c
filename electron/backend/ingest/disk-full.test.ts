import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../store/open-store.ts'
import { workspacePaths } from '../store/workspace-paths.ts'
import { createIngest } from './create-ingest.ts'
import { signals } from './testing/workbench.ts'

/** A disk of a few megabytes, or null where this system or this user cannot have one. */
function smallDisk(at: string, megabytes: number): { remove(): void } | null {
  mkdirSync(at, { recursive: true })
  if (process.platform !== 'linux') return null
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', at])
  return mounted.status === 0 ? { remove: () => void spawnSync('umount', [at]) } : null
}

test('a full disk is DISK_FULL, leaves nothing of the import, and what was stored stays readable', async (context) => {
  const root = mkdtempSync(join(tmpdir(), 'driftdesk-full-'))
  const disk = smallDisk(join(root, 'disk'), 4)
  try {
    if (disk === null) {
      context.skip('needs the right to mount a small disk')
      return
    }
    const folder = join(root, 'disk', 'workspace')
    const path = join(root, 'large.csv')
    const lines = Array.from({ length: 300_000 }, (_, row) => `${row},${row * 1.5},${row * 2.5}`)
    writeFileSync(path, `a,b,c\n${lines.join('\n')}\n`)
    const small = join(root, 'small.csv')
    writeFileSync(small, 'a\n1\n')
    const store = await openStore({ folder })
    const ingest = await createIngest({ store, folder, temporary: join(root, 'temporary') })
    try {
      const kept = await ingest.importFiles(
        { files: [{ path: small, name: 'small.csv' }], model: 'm' },
        signals(),
      )
      const refused = ingest.importFiles({ files: [{ path, name: 'large.csv' }], model: 'm' }, signals())
      await expect(refused).rejects.toMatchObject({
        code: 'DISK_FULL',
        mend: expect.stringContaining('space'),
      })
      expect((await store.listDatasets()).map(({ id }) => id)).toEqual([kept.id])
      expect(readdirSync(workspacePaths(folder).staging)).toEqual([])
      expect((await store.verifyWorkspace()).problems).toEqual([])
      const again = await ingest.importFiles(
        { files: [{ path: small, name: 'small.csv' }], model: 'n' },
        signals(),
      )
      expect(again.rows).toBe(1)
    } finally {
      await ingest.close()
      await store.close()
    }
  } finally {
    disk?.remove()
    rmSync(root, { recursive: true, force: true })
  }
})
