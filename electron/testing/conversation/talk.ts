import type { Client } from '#shared/contract/client.ts'
import type { Shell } from '../shells.ts'

/** What the parts of a conversation with one shell share: its client, its name, and the folder of its files. */
export type Talk = {
  readonly noted: Client
  readonly shell: Shell
  readonly name: 'loopback' | 'electron'
  readonly folder: string
}
