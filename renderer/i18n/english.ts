import { alerts } from './english/alerts.ts'
import { baselines } from './english/baselines.ts'
import { breakers } from './english/breakers.ts'
import { explain } from './english/explain.ts'
import { explorer } from './english/explorer.ts'
import { frame } from './english/frame.ts'
import { imports } from './english/imports.ts'
import { lab } from './english/lab.ts'
import { latency } from './english/latency.ts'
import { monitors } from './english/monitors.ts'
import { outputs } from './english/outputs.ts'
import { performance } from './english/performance.ts'
import { run } from './english/run.ts'
import { start } from './english/start.ts'
import { storage } from './english/storage.ts'
import { terms } from './english/terms.ts'
import { trail } from './english/trail.ts'
import { workspaces } from './english/workspaces.ts'
import type { Message, Plural, SlotOf } from './message.ts'

/** Every text of the window. The other languages have the same keys, or they do not compile. */
export const english = {
  ...frame,
  ...alerts,
  ...start,
  ...run,
  ...performance,
  ...monitors,
  ...breakers,
  ...explain,
  ...explorer,
  ...terms,
  ...workspaces,
  ...imports,
  ...baselines,
  ...storage,
  ...trail,
  ...outputs,
  ...lab,
  ...latency,
} as const satisfies Record<string, Message>

export type MessageKey = keyof typeof english
/** Messages that need no values. */
export type PlainKey = {
  [Key in MessageKey]: SlotOf<(typeof english)[Key]> extends never ? Key : never
}[MessageKey]

/** The shape of a language: the keys of a part of English, plural where English is. */
export type Translated<Part extends Record<string, Message>> = {
  readonly [Key in keyof Part]: Part[Key] extends string ? string : Plural
}
export type Locale = Translated<typeof english>
