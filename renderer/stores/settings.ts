import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '#shared/contract/client.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { DEFAULT_SETTINGS, type Settings, settings as settingsSchema } from '#shared/contract/operations.ts'
import type { NoticesStore } from './notices.ts'

export type SettingsStore = StoreApi<Settings> & {
  load(): Promise<void>
  /** Shows the change at once and takes it back, with a notice, when the backend refuses it. */
  change(change: Partial<Settings>): Promise<void>
}

const KEPT_AS = 'driftdesk.settings'

/** Settings live in the backend; the page keeps a copy so that its first frame has the right theme. */
export function createSettingsStore(
  client: Client,
  notices: NoticesStore,
  keep: Pick<Storage, 'getItem' | 'setItem'>,
): SettingsStore {
  const store = createStore<Settings>(() => readKept(keep.getItem(KEPT_AS)))
  store.subscribe((settings) => keep.setItem(KEPT_AS, JSON.stringify(settings)))
  const load = async () => store.setState(await client.query('settings.get', {}))
  client.onEvent((event) => {
    if (event.type === 'settings.changed') load().catch((error) => notices.showError(toErrorShape(error)))
  })
  return {
    ...store,
    load,
    async change(change) {
      const before = store.getState()
      store.setState(change)
      try {
        store.setState(await client.command('settings.set', change))
      } catch (error) {
        store.setState(before)
        notices.showError(toErrorShape(error))
      }
    },
  }
}

function readKept(text: string | null): Settings {
  if (text === null) return DEFAULT_SETTINGS
  try {
    return settingsSchema.parse({ ...DEFAULT_SETTINGS, ...JSON.parse(text) })
  } catch {
    return DEFAULT_SETTINGS
  }
}
