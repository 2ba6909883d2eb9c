import { rmSync } from 'node:fs'

const folders = new Set<string>()

/** Notes a folder that must be gone when the process ends, however it ends. */
export function noteLeftover(folder: string): void {
  folders.add(folder)
}

/** Removes what was noted; at once, since a process that is being killed has no later. */
export function removeLeftovers(): void {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 })
    folders.delete(folder)
  }
}
