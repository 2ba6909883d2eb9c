import { type ComponentType, lazy } from 'react'

/** A component whose code is not part of the first screen's. */
export type CodeApart<Props extends object> = {
  /** Loads the code; what it rejects with comes back, with its message, when the component is rendered. */
  load(): Promise<void>
  /**
   * What to render: the component itself where its code has been loaded, else one that suspends until it is. It stays
   * the same for the page's life, so that nothing is made anew. Code that is there at once matters: React holds what
   * was suspended back for 300 ms after a fallback.
   */
  component(): ComponentType<Props>
}

export function codeApart<Props extends object>(
  fetchCode: () => Promise<{ default: ComponentType<Props> }>,
): CodeApart<Props> {
  let loaded: ComponentType<Props> | undefined
  let shown: ComponentType<Props> | undefined
  return {
    async load() {
      try {
        loaded ??= (await fetchCode()).default
      } catch {
        // Told when it is rendered.
      }
    },
    component() {
      // What lazy makes is a component to whoever renders it.
      shown ??= loaded ?? (lazy(fetchCode) as unknown as ComponentType<Props>)
      return shown
    },
  }
}
