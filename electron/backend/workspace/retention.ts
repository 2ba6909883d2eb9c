import type { Platform } from '../platform.ts'
import type { RetentionLimits } from '../store/maintenance-types.ts'
import type { Store } from '../store/types.ts'

const DAY_MS = 86_400_000

/** The times before which rows and counts are old at `now`, in UTC milliseconds. */
export function limitsOf(rowsDays: number, profilesDays: number, now: number): RetentionLimits {
  return { rowsBefore: now - rowsDays * DAY_MS, profilesBefore: now - profilesDays * DAY_MS }
}

/** Old rows and counts go in the background, by the settings of the workspace. */
export type Retention = {
  /** Looks once more; several calls while it is at work become one. */
  applySoon(): void
  /** Ends after what it is doing. */
  close(): Promise<void>
}

/** Looks when told and four times a day. `onRemoved` is called when something went. */
export function createRetention({
  store,
  platform,
  onRemoved,
  now = Date.now,
  everyMs = DAY_MS / 4,
}: {
  readonly store: Store
  readonly platform: Pick<Platform, 'notify'>
  readonly onRemoved: () => void
  readonly now?: () => number
  /** Milliseconds after which it looks by itself, as long as the app is open. */
  readonly everyMs?: number
}): Retention {
  let working: Promise<void> | null = null
  let again = false

  const apply = async () => {
    do {
      again = false
      const { retention_rows_days, retention_profiles_days } = await store.getSettings()
      const removed = await store.applyRetention(
        limitsOf(retention_rows_days, retention_profiles_days, now()),
      )
      if (removed.rows > 0 || removed.profiles > 0) onRemoved()
    } while (again)
  }

  const applySoon = () => {
    again = true
    working ??= apply()
      .catch((error: unknown) => {
        again = false
        const body = error instanceof Error ? error.message : String(error)
        platform.notify({ title: 'Old rows could not be removed', body })
      })
      .finally(() => {
        working = null
        if (again) applySoon()
      })
  }

  const timer = setInterval(applySoon, everyMs)
  timer.unref()

  return {
    applySoon,
    async close() {
      clearInterval(timer)
      while (working !== null) await working
    },
  }
}
