import { isPage } from './origin.ts'

/** As much of an ipc event as tells who sent it. */
export type SenderEvent = {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
  readonly sender: { readonly id: number }
}

/**
 * Whether a message came from the page itself: a frame that still lives, at the top of one of our windows, showing
 * our page. A frame's address is checked rather than its origin, since `about:blank` inherits the latter.
 */
export function isTrustedSender(event: SenderEvent, isOurWindow: (id: number) => boolean): boolean {
  try {
    const frame = event.senderFrame
    return frame !== null && frame.parent === null && isPage(frame.url) && isOurWindow(event.sender.id)
  } catch {
    // A frame that is gone throws when it is asked anything; nobody is there to be trusted.
    return false
  }
}
