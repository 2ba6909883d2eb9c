/**
 * Loads what the first screen did not need, piece by piece while the page has nothing else to do, so that no view is
 * waited for. The returned function stops it.
 */
export function preloadWhenIdle(pieces: readonly (() => Promise<void>)[]): () => void {
  let isWanted = true
  let waiting = 0
  const next = (index: number) => {
    const piece = pieces[index]
    if (piece === undefined || !isWanted) return
    waiting = window.requestIdleCallback(() => {
      piece().then(() => next(index + 1))
    })
  }
  next(0)
  return () => {
    isWanted = false
    window.cancelIdleCallback(waiting)
  }
}
