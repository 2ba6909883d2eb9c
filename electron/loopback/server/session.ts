import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who may talk to this run: whoever holds its cookie, which one use of a link's token gives. */
export type Session = {
  /** A new token for a link; it works once. */
  issueToken(): string
  /** Whether the token was issued and not used; it is used from here on. */
  redeem(token: string): boolean
  /** The `Set-Cookie` value for whoever redeemed a token. */
  readonly setCookie: string
  /** Whether a `Cookie` header holds this run's secret. */
  holds(cookieHeader: string | undefined): boolean
}

const SECRET_BYTES = 32
const MOST_OPEN_TOKENS = 32

/**
 * Secrets of one run. The cookie's name differs by run, since browsers share the cookies of 127.0.0.1 among all
 * its ports and two runs must not overwrite each other. It ends with the browser's session. Of tokens that nobody
 * used, the newest 32 stay valid.
 */
export function createSession(): Session {
  const name = `driftdesk_${randomBytes(6).toString('hex')}`
  const secret = newSecret()
  const secretDigest = digest(secret)
  const openTokens: Buffer[] = []

  return {
    issueToken() {
      const token = newSecret()
      openTokens.push(digest(token))
      if (openTokens.length > MOST_OPEN_TOKENS) openTokens.shift()
      return token
    },
    redeem(token) {
      const offered = digest(token)
      let found = -1
      for (const [index, open] of openTokens.entries()) {
        if (timingSafeEqual(open, offered)) found = index
      }
      if (found < 0) return false
      openTokens.splice(found, 1)
      return true
    },
    setCookie: `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict`,
    holds(cookieHeader) {
      const prefix = `${name}=`
      return (cookieHeader ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(prefix))
        .some((pair) => timingSafeEqual(digest(pair.slice(prefix.length)), secretDigest))
    },
  }
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** Digests have one length, which the timing-safe comparison needs, and hide the length of what was offered. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
