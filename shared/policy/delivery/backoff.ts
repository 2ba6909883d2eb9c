/** How long a delivery waits before it is tried again, and when it has been tried often enough. */
export type Backoff = {
  /** Wait before the second try, milliseconds; it doubles with every further one. */
  readonly first: number
  readonly longest: number
  /** Tries in all; a delivery that has used them up is put aside for a person. */
  readonly tries: number
}

/** Twelve tries over some two and a half hours. */
export const BACKOFF: Backoff = { first: 5_000, longest: 3_600_000, tries: 12 }

/**
 * Milliseconds until the next try after `tried` that failed (1, 2, …), or null when there is none: half of
 * min(longest, first × 2^(tried − 1)) and a random part of the other half ("equal jitter", Brooker, Exponential
 * Backoff And Jitter, 2015), so that receivers that come back are not met by everybody at once. `random` is in [0, 1).
 * What the receiver asked for (`askedMs`) is waited for, up to `longest`.
 */
export function waitAfter(
  tried: number,
  random: number,
  askedMs: number | null = null,
  { first, longest, tries }: Backoff = BACKOFF,
): number | null {
  if (tried >= tries) return null
  const full = Math.min(longest, first * 2 ** (tried - 1))
  const drawn = Math.round(full / 2 + (random * full) / 2)
  return Math.max(drawn, Math.min(askedMs ?? 0, longest))
}

/** Milliseconds that a Retry-After header (RFC 9110: seconds or an HTTP date) asks for; null where it says nothing. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null
  const text = header.trim()
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
