import { lookup as resolveName } from 'node:dns'
import { type IncomingMessage, request as requestPlain } from 'node:http'
import { type RequestOptions, request as requestEncrypted } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { AppError } from '#shared/domain/errors.ts'
import { retryAfterMs } from '#shared/policy/delivery/backoff.ts'
import { refusalOf, webhookAddress } from './address.ts'
import { signatureOf } from './signature.ts'
import { answeredWords, redirectWords, timeoutWords } from './words.ts'

/** Milliseconds from the first byte sent to the end of the answer. */
const TIMEOUT_MS = 10_000
const MOST_ANSWER_BYTES = 4_096
/** After the status has come, which decides. */
const ANSWER_WAIT_MS = 1_000
const SHOWN_CHARACTERS = 300

export type WebhookMessage = {
  readonly url: string
  /** Messages are signed with it; null for none. */
  readonly secret: string | null
  readonly body: string
  /** The same at every try, so that a receiver takes a message once. */
  readonly key: string
  /** What else no list, log or audit entry may repeat. */
  readonly hidden?: readonly (string | null)[]
}

/** How one try ended. `status` and `answer` (its beginning) are what the receiver said, if it said anything. */
export type PostOutcome = {
  readonly status: number | null
  readonly answer: string
  /** Null where the receiver has taken the message. */
  readonly error: string | null
  /** Whether it may go better another time. */
  readonly again: boolean
  readonly retryAfterMs: number | null
}

export type PostOptions = {
  readonly timeoutMs?: number
  /** Certificates that are trusted in place of those of the system. */
  readonly ca?: string
  readonly signal?: AbortSignal
}

/**
 * Posts a message once; never rejects. A 2xx is taken, whatever its body. 408, 425, 429, 5xx and everything that keeps an answer
 * from coming (no connection, a wrong certificate, silence for `timeoutMs`) may go better later; all else, redirects among it,
 * does not. The receiver is told nothing but the message: no cookies, no environment's proxy, no redirects.
 */
export async function postMessage(message: WebhookMessage, options: PostOptions = {}): Promise<PostOutcome> {
  const hidden = secretsOf(message)
  try {
    const outcome = await send(webhookAddress(message.url), message, options)
    return { ...outcome, answer: withoutSecrets(outcome.answer, hidden).trim().slice(0, SHOWN_CHARACTERS) }
  } catch (error) {
    return {
      status: null,
      answer: '',
      error: withoutSecrets(error instanceof Error ? error.message : String(error), hidden),
      again: !(error instanceof AppError),
      retryAfterMs: null,
    }
  }
}

function send(
  url: URL,
  { secret, body, key }: WebhookMessage,
  { timeoutMs = TIMEOUT_MS, ca, signal }: PostOptions,
): Promise<PostOutcome> {
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const bytes = Buffer.from(body)
  const timeout = AbortSignal.timeout(timeoutMs)
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    lookup: lookupFor(url),
    signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    maxHeaderSize: 16_384,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': bytes.length,
      'User-Agent': 'Driftdesk',
      'X-Driftdesk-Delivery': key,
      'X-Driftdesk-Timestamp': timestamp,
      ...(secret === null ? {} : { 'X-Driftdesk-Signature': signatureOf(secret, timestamp, body) }),
    },
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca }),
  }
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(timeout.aborted ? new Error(timeoutWords(timeoutMs)) : error)
    // Of an address without a name nothing is looked up.
    const address = url.hostname.replace(/^\[|\]$/g, '')
    const refusal = isIP(address) === 0 ? null : refusalOf(address, url)
    if (refusal !== null) return reject(notAllowed(refusal))
    const request = (url.protocol === 'https:' ? requestEncrypted : requestPlain)(
      url,
      options,
      (response) => {
        beginningOf(response).then((answer) => resolve(outcomeOf(response, answer)), reject)
      },
    )
    request.once('error', fail)
    request.end(bytes)
  })
}

/** Resolves names and refuses those that lead where nothing is sent. */
function lookupFor(url: URL): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname, options, (error, addresses, family) => {
      if (error !== null) return callback(error, '', 0)
      const all = typeof addresses === 'string' ? [addresses] : addresses.map(({ address }) => address)
      const refusal = all.map((address) => refusalOf(address, url)).find((found) => found !== null)
      if (refusal !== undefined) return callback(notAllowed(refusal), '', 0)
      callback(null, addresses, family)
    })
  }
}

/** The first bytes of a body. What comes late, or never, is not waited for once the status is known. */
function beginningOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let bytes = 0
    const done = () => {
      clearTimeout(timer)
      resolve(Buffer.concat(parts).subarray(0, MOST_ANSWER_BYTES).toString('utf8'))
      response.destroy()
    }
    const timer = setTimeout(done, ANSWER_WAIT_MS)
    response.on('data', (part: Buffer) => {
      parts.push(part)
      bytes += part.length
      if (bytes >= MOST_ANSWER_BYTES) done()
    })
    response.once('end', done)
    response.once('error', done)
    response.once('close', done)
  })
}

function outcomeOf({ statusCode = 0, headers }: IncomingMessage, answer: string): PostOutcome {
  const base = { status: statusCode, answer, retryAfterMs: null }
  if (statusCode >= 200 && statusCode < 300) return { ...base, error: null, again: false }
  if (statusCode >= 300 && statusCode < 400)
    return { ...base, error: redirectWords(statusCode), again: false }
  const again = statusCode >= 500 || statusCode === 408 || statusCode === 425 || statusCode === 429
  return {
    ...base,
    error: answeredWords(statusCode),
    again,
    retryAfterMs: again ? retryAfterMs(headers['retry-after'] ?? null, Date.now()) : null,
  }
}

function notAllowed(refusal: string): AppError {
  return new AppError('BAD_PARAMS', refusal, 'Give the address of the receiver itself.')
}

/** Parts of a message that no list, log or audit entry may repeat: the secret, and the path, which is one for chat services. */
function secretsOf({ url, secret, hidden = [] }: WebhookMessage): readonly string[] {
  const { pathname, search } = URL.canParse(url) ? new URL(url) : { pathname: '', search: '' }
  return [secret, ...hidden, pathname, search, `${pathname}${search}`].flatMap((text) =>
    text !== null && text.length >= 8 ? [text] : [],
  )
}

function withoutSecrets(text: string, hidden: readonly string[]): string {
  return hidden.reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
}
