import { createHmac } from 'node:crypto'

/**
 * The signature of a body: `sha256=` and the lower-case hex HMAC-SHA-256 of `TIMESTAMP.BODY` under the secret. The receiver
 * computes it again from the header `X-Driftdesk-Timestamp` (Unix seconds) and the bytes of the body, and refuses old ones.
 */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`
}
