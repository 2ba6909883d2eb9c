import { readFile } from 'node:fs/promises'
import type { CustomScheme, Protocol } from 'electron'
import { resolveAsset } from '../security/asset-resolver.ts'
import { securityHeaders } from '../security/headers.ts'
import { APP_ORIGIN, APP_SCHEME } from './origin.ts'

/** How Chromium shall treat `app://`: an origin like https, without service workers and exceptions from the policy. */
export const APP_PROTOCOL: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    codeCache: true,
    bypassCSP: false,
    corsEnabled: false,
    allowServiceWorkers: false,
  },
}

/** Answers `app://driftdesk/…` from the folder of the built page, and nothing else. */
export function answerFrom(folder: string): (request: Request) => Promise<Response> {
  return async ({ method, url }) => {
    const asset = await resolveAsset({ method, url }, APP_ORIGIN, folder)
    if (!asset.ok) {
      return new Response(asset.reason, {
        status: asset.status,
        headers: { ...securityHeaders(), 'Content-Type': 'text/plain; charset=utf-8' },
      })
    }
    const body = method === 'HEAD' ? null : new Uint8Array(await readFile(asset.path))
    return new Response(body, {
      headers: { ...securityHeaders(), 'Content-Type': asset.media, 'Content-Length': String(asset.bytes) },
    })
  }
}

export function serveApp(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(APP_SCHEME, answerFrom(folder))
}
