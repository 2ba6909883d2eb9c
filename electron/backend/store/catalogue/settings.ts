import type { Database } from 'better-sqlite3'
import { DEFAULT_SETTINGS, type Settings, settings as settingsSchema } from '#shared/contract/operations.ts'
import { appendAudit } from './audit.ts'

/** A change of some settings; those that are absent or undefined stay. */
export type SettingsChange = { readonly [Key in keyof Settings]?: Settings[Key] | undefined }

/** Stored settings over the defaults. A value that cannot be read is dropped, and the audit table says so. */
export function readSettings(database: Database): Settings {
  const stored = database
    .prepare<[], { key: string; value: string }>('SELECT key, value FROM settings')
    .all()
    .flatMap(({ key, value }) => {
      const parsed = parseOne(key, value)
      return parsed === null ? [] : [parsed]
    })
  return Object.assign({ ...DEFAULT_SETTINGS }, ...stored)
}

export function writeSettings(database: Database, change: SettingsChange): Settings {
  const put = database.prepare<[string, string]>(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  database
    .transaction(() => {
      for (const [key, value] of given) put.run(key, JSON.stringify(value))
      appendAudit(database, 'settings.changed', 'settings', Object.fromEntries(given))
    })
    .immediate()
  return readSettings(database)
}

/** Removes settings that cannot be read, which would otherwise be dropped at every start. */
export function resetUnreadableSettings(database: Database): void {
  const stored = database.prepare<[], { key: string; value: string }>('SELECT key, value FROM settings').all()
  const unreadable = stored.filter(({ key, value }) => parseOne(key, value) === null)
  if (unreadable.length === 0) return
  database
    .transaction(() => {
      for (const { key, value } of unreadable) {
        database.prepare<[string]>('DELETE FROM settings WHERE key = ?').run(key)
        appendAudit(database, 'settings.reset', key, { unreadable: value })
      }
    })
    .immediate()
}

function parseOne(key: string, value: string): Partial<Settings> | null {
  try {
    const parsed = settingsSchema
      .partial()
      .strict()
      .safeParse({ [key]: JSON.parse(value) })
    if (!parsed.success) return null
    return parsed.data as Partial<Settings>
  } catch {
    // Not JSON: unreadable, which is what null says.
    return null
  }
}
