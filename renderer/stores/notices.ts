import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ErrorShape } from '#shared/contract/errors.ts'
import type { Translator } from '../i18n/translator.ts'

/** Words in the language of the window, which may change while they are shown. */
export type Words = (t: Translator) => string

export type Notice = {
  readonly id: number
  readonly tone: 'info' | 'error'
  readonly text: Words
  /** What the person can do about it. */
  readonly mend?: Words
  readonly action?: { readonly label: Words; run(): void }
}

/** A notice as it is given: words that are known already may be plain text. */
type Given = {
  readonly tone: Notice['tone']
  readonly text: string | Words
  readonly mend?: string | Words
  readonly action?: { readonly label: string | Words; run(): void }
}
export type NoticesStore = StoreApi<{ readonly notices: readonly Notice[] }> & {
  /** Shows a notice; one that only informs leaves by itself. */
  show(notice: Given): number
  showError(error: ErrorShape): number
  dismiss(id: number): void
}

export const NOTICE_MS = 8_000
/** More would hide the window; the oldest go. */
const MOST_NOTICES = 4

export function createNoticesStore(): NoticesStore {
  const store = createStore<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }))
  let nextId = 1
  const dismiss = (id: number) =>
    store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
  const show = ({ tone, text, mend, action }: Given) => {
    const id = nextId
    nextId += 1
    const notice: Notice = {
      id,
      tone,
      text: wordsOf(text),
      ...(mend === undefined ? {} : { mend: wordsOf(mend) }),
      ...(action === undefined
        ? {}
        : {
            action: {
              label: wordsOf(action.label),
              run: () => {
                dismiss(id)
                action.run()
              },
            },
          }),
    }
    store.setState(({ notices }) => ({ notices: [...notices, notice].slice(-MOST_NOTICES) }))
    if (tone === 'info') setTimeout(() => dismiss(id), NOTICE_MS)
    return id
  }
  return {
    ...store,
    show,
    showError: ({ message, mend }) =>
      show({ tone: 'error', text: (t) => t.said(message).text, mend: (t) => t.said(mend).text }),
    dismiss,
  }
}

function wordsOf(given: string | Words): Words {
  return typeof given === 'string' ? () => given : given
}
