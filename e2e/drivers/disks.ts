import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const mounted = new Set<string>()

function mount(at: string, options: string): boolean {
  if (process.platform !== 'linux') return false
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at]).status === 0
}

/** Why this system or this user cannot have a disk of its own for a test; null where it can. */
export function disksAreMissing(): string | null {
  const at = mkdtempSync(join(tmpdir(), 'driftdesk-disk-'))
  const can = mount(at, 'size=1m')
  if (can) spawnSync('umount', [at])
  rmSync(at, { recursive: true, force: true })
  return can ? null : 'needs the right to mount a small disk'
}

/** Puts a disk of so many megabytes where `at` is. */
export function mountDisk(at: string, megabytes: number): void {
  mkdirSync(at, { recursive: true })
  if (!mount(at, `size=${megabytes}m`)) throw new Error(`No disk could be mounted at ${at}.`)
  mounted.add(at)
}

/** From now on nobody may write to the disk, not even who may write everywhere. */
export function makeReadOnly(at: string): void {
  if (spawnSync('mount', ['-o', 'remount,ro', at]).status !== 0) throw new Error(`${at} stays as it was.`)
}

/** Takes the disks away; programs that still use them keep them until they end. */
export function unmountDisks(): void {
  for (const at of mounted) spawnSync('umount', ['--lazy', at])
  mounted.clear()
}
