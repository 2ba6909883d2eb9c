import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Backend } from '#backend/backend.ts'
import { LOOPBACK_PATHS } from '#shared/contract/bridge.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { AppError } from '#shared/domain/errors.ts'
import { resolveAsset } from '../../security/asset-resolver.ts'
import { securityHeaders } from '../../security/headers.ts'
import type { Downloads } from './downloads.ts'
import { refusedHost, refusedOrigin, refusedSite } from './guard.ts'
import { replyError, replyJson, replyPage, replyText } from './replies.ts'
import type { Session } from './session.ts'
import { receiveUpload, type UploadLimits } from './uploads.ts'

export type RequestContext = {
  readonly host: string
  readonly origin: string
  readonly session: Session
  readonly backend: Backend
  readonly downloads: Downloads
  /** Folder of the built page. */
  readonly assets: string
  readonly uploads: { readonly folder: string; readonly limits: UploadLimits }
}

/** Answers one HTTP request of the loopback shell. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): Promise<void> {
  const target = request.url ?? ''
  const path = target.split('?', 1)[0] ?? ''
  const refused = refusedHost(request.headers, context.host) ?? refusedSite(request.headers, path === '/')
  if (refused !== undefined) return replyText(response, refused.status, refused.reason)

  const token = path === '/' && request.method === 'GET' ? tokenOf(target) : undefined
  if (token !== undefined) return enter(token, request, response, context)
  if (!context.session.holds(request.headers.cookie)) return turnAway(request, response, path)

  if (path === LOOPBACK_PATHS.files) return upload(request, response, target, context)
  if (path === LOOPBACK_PATHS.messages) {
    return replyText(response, 426, 'This address speaks WebSocket.', {
      Upgrade: 'websocket',
      Connection: 'Upgrade',
    })
  }
  if (path.startsWith(`${LOOPBACK_PATHS.downloads}/`)) {
    if (!reads(request)) return refuseMethod(response, 'GET, HEAD')
    return context.downloads.serve(path.slice(LOOPBACK_PATHS.downloads.length + 1), response)
  }
  return sendAsset(request, response, context)
}

function tokenOf(target: string): string | undefined {
  const query = target.indexOf('?')
  return query < 0 ? undefined : (new URLSearchParams(target.slice(query + 1)).get('token') ?? undefined)
}

/** Exchanges a link's token for the cookie; a link that was used works on for whoever holds the cookie. */
function enter(
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): void {
  const { session } = context
  const redeemed = session.redeem(token)
  if (redeemed || session.holds(request.headers.cookie)) {
    response.writeHead(303, {
      ...securityHeaders(),
      Location: '/',
      ...(redeemed ? { 'Set-Cookie': session.setCookie } : {}),
    })
    response.end()
  } else {
    replyText(
      response,
      401,
      'This link has been used or is not of this run. Press Enter where Driftdesk runs to get a fresh one.',
    )
  }
}

/**
 * A link that was followed from another site arrives here after its redirect, since browsers hold a strict cookie
 * back for the whole chain. The reload comes from this origin and brings the cookie.
 */
function turnAway(request: IncomingMessage, response: ServerResponse, path: string): void {
  const site = request.headers['sec-fetch-site']
  if (path === '/' && (site === 'cross-site' || site === 'same-site')) {
    replyPage(
      response,
      401,
      '<!doctype html><meta http-equiv="refresh" content="0; url=/"><title>Driftdesk</title><a href="/">Driftdesk</a>',
    )
  } else {
    replyText(
      response,
      401,
      'Open Driftdesk by the link that it printed. Press Enter where it runs to get a fresh one.',
    )
  }
}

async function upload(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  context: RequestContext,
): Promise<void> {
  if (request.method !== 'POST') return refuseMethod(response, 'POST')
  const refused = refusedOrigin(request.headers, context.origin)
  if (refused !== undefined) return replyText(response, refused.status, refused.reason)
  const name = new URLSearchParams(target.slice(target.indexOf('?') + 1)).get('name')
  if (name === null) {
    const error = new AppError(
      'BAD_PARAMS',
      'The upload has no name.',
      'Reload the window and choose the file again.',
    )
    return replyError(response, toErrorShape(error))
  }
  try {
    const { folder, limits } = context.uploads
    replyJson(response, 201, await receiveUpload(request, name, folder, context.backend, limits))
  } catch (error) {
    // A browser reads the answer only after it has sent the whole body, so the rest is read and thrown away.
    request.resume()
    replyError(response, toErrorShape(error))
  }
}

async function sendAsset(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): Promise<void> {
  const asset = await resolveAsset(
    { method: request.method ?? '', url: request.url ?? '' },
    context.origin,
    context.assets,
  )
  if (!asset.ok) {
    return asset.status === 405
      ? refuseMethod(response, 'GET, HEAD')
      : replyText(response, asset.status, asset.reason)
  }
  response.writeHead(200, {
    ...securityHeaders(),
    'Content-Type': asset.media,
    'Content-Length': asset.bytes,
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(createReadStream(asset.path), response)
}

function reads(request: IncomingMessage): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}

function refuseMethod(response: ServerResponse, allowed: string): void {
  replyText(response, 405, `This address answers ${allowed} only.`, { Allow: allowed })
}
