import type { Backend } from '#backend/backend.ts'
import type { EventMessage } from '#shared/contract/events.ts'

const RETRY_AFTER_MS = 1_000

/**
 * A backend that opens while the window already shows. When the workspace cannot open, every request is answered
 * with the cause, for the page to show, and a request that comes a second later tries again: a person who has
 * mended the cause needs only "Try again".
 * @param onFault told once per failed attempt
 */
export function deferBackend(
  create: () => Promise<Backend>,
  onFault: (error: unknown) => void,
  now: () => number = Date.now,
): Backend {
  const listeners = new Set<(message: EventMessage) => void>()
  let failedAt = Number.NEGATIVE_INFINITY
  let isFailed = false
  let attempt = open()

  function open(): Promise<Backend> {
    isFailed = false
    const opening = create().then((backend) => {
      backend.onEvent((message) => {
        for (const listener of listeners) listener(message)
      })
      return backend
    })
    opening.catch((error: unknown) => {
      isFailed = true
      failedAt = now()
      onFault(error)
    })
    return opening
  }
  const current = () => {
    if (isFailed && now() - failedAt >= RETRY_AFTER_MS) attempt = open()
    return attempt
  }

  return {
    handle: async (operation, params) => (await current()).handle(operation, params),
    grantFile: async (path, name) => (await current()).grantFile(path, name),
    openFiles: async (paths) => (await current()).openFiles(paths),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      const backend = await attempt.catch(() => undefined)
      await backend?.close()
    },
  }
}
