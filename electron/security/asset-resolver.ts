import { realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { mediaType } from './media-types.ts'

export type AssetRequest = {
  readonly method: string
  /** As it came: a path that begins with `/`, or a whole URL of the page's own origin. */
  readonly url: string
}

export type Refusal = { readonly ok: false; readonly status: 400 | 403 | 404 | 405; readonly reason: string }
export type AssetPath = { readonly ok: true; readonly segments: readonly string[] } | Refusal
export type Asset =
  | { readonly ok: true; readonly path: string; readonly bytes: number; readonly media: string }
  | Refusal

const LONGEST_URL = 2_048

/**
 * Which file of the page a request names, by its text alone. The text is decoded once; a path that still holds a
 * percent sign (encoded twice), a backslash, a control character, a colon, an empty or a dotted segment is
 * refused instead of being repaired, since no file of the page is called so.
 */
export function assetPath(request: AssetRequest, origin: string): AssetPath {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(405, 'Only GET and HEAD are answered.')
  if (request.url.length > LONGEST_URL) return refuse(400, 'The address is too long.')
  const target = withoutOrigin(request.url, origin)
  if (target === undefined) return refuse(403, 'The address belongs to another origin.')
  const raw = target.split(/[?#]/, 1)[0] ?? ''
  if (raw === '/') return { ok: true, segments: ['index.html'] }
  if (/%2f|%5c/i.test(raw)) return refuse(400, 'The path hides a separator.')
  const path = decoded(raw)
  if (path === undefined) return refuse(400, 'The path is not encoded correctly.')
  if ([...path].some((character) => character < ' ' || '%\\:\u007f'.includes(character))) {
    return refuse(400, 'The path has a character that no file of the page has.')
  }
  const segments = path.slice(1).split('/')
  if (segments.some((segment) => segment === '' || segment.startsWith('.'))) {
    return refuse(400, 'The path has an empty or a dotted part.')
  }
  return { ok: true, segments }
}

/**
 * The file of the page that a request names. `folder` is the built page; a symbolic link that leads out of it is
 * refused as if the file were not there.
 */
export async function resolveAsset(request: AssetRequest, origin: string, folder: string): Promise<Asset> {
  const wanted = assetPath(request, origin)
  if (!wanted.ok) return wanted
  const root = await existing(folder)
  const path = await existing(join(folder, ...wanted.segments))
  if (root === undefined || path === undefined || !path.startsWith(root + sep)) return notFound
  const status = await stat(path).catch(() => undefined)
  if (status === undefined || !status.isFile()) return notFound
  return { ok: true, path, bytes: status.size, media: mediaType(path) }
}

const notFound: Refusal = { ok: false, status: 404, reason: 'There is no such file.' }

function refuse(status: Refusal['status'], reason: string): Refusal {
  return { ok: false, status, reason }
}

function withoutOrigin(url: string, origin: string): string | undefined {
  if (url.startsWith('//')) return undefined
  if (url.startsWith('/')) return url
  if (url === origin) return '/'
  return url.startsWith(`${origin}/`) ? url.slice(origin.length) : undefined
}

function decoded(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw)
  } catch {
    return undefined
  }
}

function existing(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined)
}
