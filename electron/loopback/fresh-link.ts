/** As much of standard input as is used here. */
export type Terminal = {
  readonly isTTY: boolean
  on(event: 'data', listener: () => void): unknown
  off(event: 'data', listener: () => void): unknown
  resume(): unknown
  pause(): unknown
}

/**
 * A link works once. Whoever holds the terminal gets another one by Enter, for a second browser or after the
 * first one has forgotten its cookie. Returns a function that stops it.
 */
export function offerFreshLinks(
  terminal: Terminal,
  link: () => string,
  say: (line: string) => void,
): () => void {
  if (!terminal.isTTY) return () => undefined
  const answer = () => say(`Fresh link, good for one browser: ${link()}`)
  terminal.on('data', answer)
  terminal.resume()
  return () => {
    terminal.off('data', answer)
    terminal.pause()
  }
}
