import type { ServerResponse } from 'node:http'
import type { ErrorShape } from '#shared/contract/errors.ts'
import { securityHeaders } from '../../security/headers.ts'

/** Ends a request with a line of text. */
export function replyText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  reply(response, status, 'text/plain; charset=utf-8', `${text}\n`, headers)
}

/** Ends a request with JSON. */
export function replyJson(response: ServerResponse, status: number, value: unknown): void {
  reply(response, status, 'application/json', JSON.stringify(value), {})
}

/** Ends a request with an error and the HTTP status that its code stands for. */
export function replyError(response: ServerResponse, error: ErrorShape): void {
  replyJson(response, statusOf(error), error)
}

/** Ends a request with a page of a few lines that has no script, style or form. */
export function replyPage(response: ServerResponse, status: number, html: string): void {
  reply(response, status, 'text/html; charset=utf-8', html, {})
}

function reply(
  response: ServerResponse,
  status: number,
  media: string,
  body: string,
  headers: Record<string, string>,
): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, {
    ...securityHeaders(),
    'Content-Type': media,
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

function statusOf(error: ErrorShape): number {
  switch (error.code) {
    case 'INPUT_TOO_LARGE':
      return 413
    case 'DISK_FULL':
      return 507
    case 'NOT_FOUND':
      return 404
    case 'TOKEN_EXPIRED':
      return 410
    case 'NOT_AVAILABLE':
    case 'DISCONNECTED':
      return 503
    case 'INTERNAL':
    case 'READ_ONLY':
      return 500
    default:
      return 400
  }
}
