import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '#shared/contract/client.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { DEFAULT_SETTINGS, type Settings, settings as settingsSchema } from '#shared/contract/operations.ts'
import { SETTING_NAME } from '../i18n/domain-keys.ts'
import type { NoticesStore } from './notices.ts'
import type { UndoStore } from './undo.ts'

export type SettingsStore = StoreApi<Settings> & {
  load(): Promise<void>
  /**
   * Shows the change at once and takes it back, with a notice, when the backend refuses it. What was before can be
   * had again by undo.
   */
  change(change: Partial<Settings>): Promise<void>
}

const KEPT_AS = 'driftdesk.settings'

/** Settings live in the backend; the page keeps a copy so that its first frame has the right theme. */
export function createSettingsStore(
  client: Client,
  notices: NoticesStore,
  undo: UndoStore,
  keep: Pick<Storage, 'getItem' | 'setItem'>,
): SettingsStore {
  const store = createStore<Settings>(() => readKept(keep.getItem(KEPT_AS)))
  store.subscribe((settings) => keep.setItem(KEPT_AS, JSON.stringify(settings)))
  const load = async () => store.setState(await client.query('settings.get', {}))
  client.onEvent((event) => {
    if (event.type === 'settings.changed') load().catch((error) => notices.showError(toErrorShape(error)))
  })
  /** Answers whether the backend took it. */
  const put = async (change: Partial<Settings>): Promise<boolean> => {
    const before = store.getState()
    store.setState(change)
    try {
      store.setState(await client.command('settings.set', change))
      return true
    } catch (error) {
      store.setState(before)
      notices.showError(toErrorShape(error))
      return false
    }
  }
  return {
    ...store,
    load,
    async change(change) {
      const now = store.getState()
      const names = settingNames(change).filter((name) => change[name] !== now[name])
      if (names.length === 0) return
      const before = pick(now, names)
      if (!(await put(change))) return
      undo.add({
        text: (t) =>
          t.text('undo.setting', { what: t.numbers.list(names.map((name) => t.text(SETTING_NAME[name]))) }),
        undo: () => put(before),
        redo: () => put(change),
        announced: names.some((name) => !SEEN.has(name)),
      })
    },
  }
}

/** Settings whose change is seen at once and needs no words. */
const SEEN: ReadonlySet<keyof Settings> = new Set(['theme', 'density', 'language'])

function settingNames(change: Partial<Settings>): (keyof Settings)[] {
  return Object.keys(settingsSchema.partial().strict().parse(change)) as (keyof Settings)[]
}

function pick(settings: Settings, names: readonly (keyof Settings)[]): Partial<Settings> {
  return Object.fromEntries(names.map((name) => [name, settings[name]]))
}

function readKept(text: string | null): Settings {
  if (text === null) return DEFAULT_SETTINGS
  try {
    return settingsSchema.parse({ ...DEFAULT_SETTINGS, ...JSON.parse(text) })
  } catch {
    return DEFAULT_SETTINGS
  }
}
