import { type ComponentType, createElement, use } from 'react'

/** A component whose code is not part of the first screen's. */
export type CodeApart<Props extends object> = {
  /** Loads the code. What it rejects with does not come back: rendering asks again, and shows it if it stays. */
  load(): Promise<void>
  /** The component, once its code is there. */
  loaded(): ComponentType<Props> | undefined
  /** The same promise until it has failed to load ahead. */
  fetched(): Promise<ComponentType<Props>>
}

export function codeApart<Props extends object>(
  fetchCode: () => Promise<{ default: ComponentType<Props> }>,
): CodeApart<Props> {
  let loaded: ComponentType<Props> | undefined
  let fetching: Promise<ComponentType<Props>> | undefined
  const fetched = () => {
    fetching ??= fetchCode().then((code) => {
      loaded = code.default
      return loaded
    })
    return fetching
  }
  return {
    async load() {
      const attempt = fetched()
      try {
        await attempt
      } catch {
        if (fetching === attempt) fetching = undefined
      }
    },
    loaded: () => loaded,
    fetched,
  }
}

/**
 * Renders what has its code apart: suspends until the code is there, and not at all where it is, since React holds what
 * was suspended back for 300 ms after a fallback.
 */
export function Apart<Props extends object>({ code, props }: { code: CodeApart<Props>; props: Props }) {
  return createElement(code.loaded() ?? use(code.fetched()), props)
}
