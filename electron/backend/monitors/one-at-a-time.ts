/** Work on models, one thing at a time for each. */
export type Lines = {
  inLine<T>(model: string, work: () => Promise<T>): Promise<T>
  isBusy(model: string): boolean
  /** Resolves when what is in line now has ended, well or not. */
  settled(): Promise<void>
}

export function oneAtATime(): Lines {
  const lines = new Map<string, Promise<unknown>>()
  return {
    inLine(model, work) {
      const own = (lines.get(model) ?? Promise.resolve()).then(work, work)
      const quiet = own.catch(() => undefined)
      lines.set(model, quiet)
      void quiet.then(() => {
        if (lines.get(model) === quiet) lines.delete(model)
      })
      return own
    },
    isBusy: (model) => lines.has(model),
    async settled() {
      await Promise.all(lines.values())
    },
  }
}
