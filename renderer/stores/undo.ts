import { createStore, type StoreApi } from 'zustand/vanilla'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { NoticesStore, Words } from './notices.ts'

/** A change of configuration that can be taken back. */
export type Change = {
  /** What was done, in the past: "Retention of rows changed". */
  readonly text: Words
  undo(): Promise<unknown> | unknown
  redo(): Promise<unknown> | unknown
  /** Says so at once, with a way back; for changes whose effect cannot be seen. */
  readonly announced?: boolean
}

export type UndoStore = StoreApi<{ readonly undoable: number; readonly redoable: number }> & {
  /** Remembers a change that was made. */
  add(change: Change): void
  /** Takes the newest change back and says so; nothing where there is none. */
  undo(): Promise<void>
  redo(): Promise<void>
}

const KEPT_CHANGES = 50

/** One stack for settings, mappings and policies; it lasts as long as the page. */
export function createUndoStore(notices: NoticesStore): UndoStore {
  const done: Change[] = []
  const undone: Change[] = []
  /** The notice of the newest change, whose way back leads nowhere once there is a newer one. */
  let offered: number | null = null
  const store = createStore(() => ({ undoable: 0, redoable: 0 }))
  const count = () => store.setState({ undoable: done.length, redoable: undone.length })

  const move = async (
    from: Change[],
    to: Change[],
    act: (change: Change) => Promise<unknown> | unknown,
    say: (change: Change) => void,
  ) => {
    const change = from.pop()
    if (change === undefined) return
    try {
      await act(change)
      to.push(change)
      say(change)
    } catch (error) {
      // It stays where it was, so that it can be tried again.
      from.push(change)
      notices.showError(toErrorShape(error))
    }
    count()
  }
  const undo = () =>
    move(
      done,
      undone,
      (change) => change.undo(),
      (change) => {
        notices.show({
          tone: 'info',
          text: (t) => t.text('undo.undone', { what: change.text(t) }),
          action: { label: (t) => t.text('action.redo'), run: () => void redo() },
        })
      },
    )
  const redo = () =>
    move(
      undone,
      done,
      (change) => change.redo(),
      (change) => {
        notices.show({ tone: 'info', text: (t) => t.text('undo.redone', { what: change.text(t) }) })
      },
    )

  return {
    ...store,
    add(change) {
      done.push(change)
      done.splice(0, done.length - KEPT_CHANGES)
      undone.length = 0
      count()
      if (offered !== null) notices.dismiss(offered)
      offered = null
      if (change.announced !== true) return
      offered = notices.show({
        tone: 'info',
        text: change.text,
        action: {
          label: (t) => t.text('action.undo'),
          run: () => {
            if (done.at(-1) === change) void undo()
          },
        },
      })
    },
    undo,
    redo,
  }
}
