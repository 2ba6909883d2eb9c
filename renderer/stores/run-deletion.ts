import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '#shared/contract/client.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { NOTICE_MS, type NoticesStore } from './notices.ts'

/** Runs that the person deleted and may still take back. They are hidden; the backend is told afterwards. */
export type RunDeletion = StoreApi<{ readonly hidden: ReadonlySet<RunId> }> & {
  /** `text` says what was deleted, `undo` is the label of the way back. */
  remove(run: RunId, words: { readonly text: string; readonly undo: string }): void
}

export function createRunDeletion(client: Client, notices: NoticesStore): RunDeletion {
  const store = createStore<{ readonly hidden: ReadonlySet<RunId> }>(() => ({ hidden: new Set() }))
  const show = (run: RunId) =>
    store.setState(({ hidden }) => ({ hidden: new Set([...hidden].filter((other) => other !== run)) }))
  return {
    ...store,
    remove(run, { text, undo }) {
      store.setState(({ hidden }) => ({ hidden: new Set([...hidden, run]) }))
      const timer = setTimeout(() => {
        client.command('drift.delete', { run }).catch((error: unknown) => {
          show(run)
          notices.showError(toErrorShape(error))
        })
      }, NOTICE_MS)
      const notice = notices.show({
        tone: 'info',
        text,
        action: {
          label: undo,
          run: () => {
            clearTimeout(timer)
            show(run)
            notices.dismiss(notice)
          },
        },
      })
    },
  }
}
