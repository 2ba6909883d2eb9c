import type { JobView } from '#shared/contract/events.ts'
import type { Settings } from '#shared/contract/operations.ts'
import type { Platform } from '../platform.ts'

/** A person who waited longer has probably gone elsewhere. */
const LONG_MS = 10_000

/** Tells the system about jobs that end, as far as the settings want it. A cancelled job is no news. */
export function createJobNotifier(
  settings: () => Promise<Pick<Settings, 'notifications'>>,
  notify: Platform['notify'],
): (view: JobView) => void {
  return (view) => {
    const text = newsOf(view)
    if (text === null) return
    settings().then(
      ({ notifications }) => {
        if (notifications === 'all' || (notifications === 'failures' && view.state === 'failed')) {
          notify({ title: view.title, body: text })
        }
      },
      // Settings that cannot be read do not hide a failure.
      () => notify({ title: view.title, body: text }),
    )
  }
}

function newsOf({ state, error, started_at, ended_at }: JobView): string | null {
  switch (state) {
    case 'failed':
      return error?.message ?? ''
    case 'done':
      return ended_at !== null && Date.parse(ended_at) - Date.parse(started_at) >= LONG_MS ? 'Done.' : null
    case 'running':
    case 'cancelled':
      return null
  }
}
