import type { IncomingHttpHeaders } from 'node:http'

export type Refused = { readonly status: 403; readonly reason: string }

/**
 * Whether a request was addressed to this server by name. A page that rebinds its own name to 127.0.0.1 sends its
 * own name here.
 */
export function refusedHost(headers: IncomingHttpHeaders, host: string): Refused | undefined {
  return headers.host === host
    ? undefined
    : { status: 403, reason: 'This server answers to its own address only.' }
}

/**
 * Whether a request that changes something, or opens the message channel, came from the page itself. Browsers
 * send `Origin` with both; without one the request is refused too.
 */
export function refusedOrigin(headers: IncomingHttpHeaders, origin: string): Refused | undefined {
  return headers.origin === origin
    ? undefined
    : { status: 403, reason: 'The request came from another origin.' }
}

/**
 * Whether a browser says that another site asked. Pages on other ports of 127.0.0.1 are "same-site", so the
 * cookie's SameSite does not keep them out; this does. A person may follow a link to the first page from anywhere.
 */
export function refusedSite(headers: IncomingHttpHeaders, isFirstPage: boolean): Refused | undefined {
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined
  if (isFirstPage && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document')
    return undefined
  return { status: 403, reason: 'The request came from another site.' }
}
