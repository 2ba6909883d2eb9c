/** What is known of a question that changes faster than it is answered. */
export type LatestState<Answer> = {
  /** The newest answer; an older one stays until then. */
  readonly data?: Answer
  readonly error?: unknown
  /** Whether the answer is to an earlier question. */
  readonly stale: boolean
}

export type Latest<Question, Answer> = {
  state(): LatestState<Answer>
  /** Asks at once, or, while a question is under way, after it; of several that wait only the last is asked. */
  ask(question: Question): void
  subscribe(changed: () => void): () => void
}

/**
 * One request in flight, the latest question next: dragging never queues up more than one request, and an answer that
 * comes late never replaces a newer one. Equal questions (by their JSON) are asked once.
 */
export function createLatest<Question, Answer>(
  send: (question: Question) => Promise<Answer>,
): Latest<Question, Answer> {
  const listeners = new Set<() => void>()
  let state: LatestState<Answer> = { stale: true }
  let wanted: { readonly key: string; readonly question: Question } | null = null
  let answered: string | null = null
  let busy = false
  const put = (next: LatestState<Answer>) => {
    state = next
    for (const changed of listeners) changed()
  }
  const next = async (): Promise<void> => {
    if (busy || wanted === null || wanted.key === answered) return
    busy = true
    const { key, question } = wanted
    try {
      const data = await send(question)
      answered = key
      put({ data, stale: wanted.key !== key })
    } catch (error) {
      answered = key
      put({ ...(state.data === undefined ? {} : { data: state.data }), error, stale: wanted.key !== key })
    } finally {
      busy = false
    }
    await next()
  }
  return {
    state: () => state,
    ask(question) {
      const key = JSON.stringify(question)
      if (wanted?.key === key) return
      wanted = { key, question }
      if (state.data !== undefined && !state.stale && answered !== key) put({ ...state, stale: true })
      void next()
    },
    subscribe(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
  }
}
