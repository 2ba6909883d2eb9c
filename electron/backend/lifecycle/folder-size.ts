import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const AT_ONCE = 64

/** Bytes of all files below a folder; null when it is not there or cannot be looked into. */
export async function folderSize(folder: string): Promise<number | null> {
  let bytes = 0
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile())
    for (let first = 0; first < files.length; first += AT_ONCE) {
      const sizes = await Promise.all(
        files.slice(first, first + AT_ONCE).map(({ parentPath, name }) => sizeOf(join(parentPath, name))),
      )
      for (const size of sizes) bytes += size
    }
    return bytes
  } catch {
    // The caller shows that it is not there; which of the ways it is missing does not matter to a list.
    return null
  }
}

/** A file that went between the listing and the look at it has no size. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}
