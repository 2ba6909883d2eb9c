import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assetPath, resolveAsset } from './asset-resolver.ts'

const ORIGIN = 'app://driftdesk'

describe('assetPath', () => {
  it.each([
    ['/', ['index.html']],
    ['/index.html?theme=dark#top', ['index.html']],
    ['/assets/app-1a2b.js', ['assets', 'app-1a2b.js']],
    ['/assets/a%20b.svg', ['assets', 'a b.svg']],
    ['app://driftdesk', ['index.html']],
    ['app://driftdesk/assets/app.css', ['assets', 'app.css']],
  ])('reads %s', (url, segments) => {
    expect(assetPath({ method: 'GET', url }, ORIGIN)).toEqual({ ok: true, segments })
  })

  it.each([
    ['parent folder', '/../secret'],
    ['parent folder inside', '/assets/../../secret'],
    ['encoded dots', '/%2e%2e/secret'],
    ['half encoded dots', '/.%2e/secret'],
    ['encoded slash', '/..%2fsecret'],
    ['encoded twice', '/%252e%252e/secret'],
    ['encoded slash twice', '/..%252fsecret'],
    ['backslash', '/..\\secret'],
    ['encoded backslash', '/..%5csecret'],
    ['NUL', '/index.html\0.png'],
    ['encoded NUL', '/index.html%00.png'],
    ['overlong encoding', '/%c0%ae%c0%ae/secret'],
    ['broken encoding', '/%zz'],
    ['drive', '/C:/Windows/win.ini'],
    ['hidden file', '/.env'],
    ['empty part', '/assets//app.js'],
    ['folder', '/assets/'],
    ['long', `/${'a'.repeat(3_000)}`],
  ])('refuses a path with %s', (_what, url) => {
    expect(assetPath({ method: 'GET', url }, ORIGIN)).toMatchObject({ ok: false, status: 400 })
  })

  it.each([
    'app://other/index.html',
    'app://driftdesk.example/index.html',
    'app://driftdesk@other/index.html',
    '//other/index.html',
    'http://127.0.0.1/index.html',
    'file:///etc/passwd',
    '',
    'index.html',
  ])('refuses the foreign address %j', (url) => {
    expect(assetPath({ method: 'GET', url }, ORIGIN)).toMatchObject({ ok: false, status: 403 })
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'CONNECT', 'get'])('refuses the method %s', (method) => {
    expect(assetPath({ method, url: '/' }, ORIGIN)).toMatchObject({ ok: false, status: 405 })
  })

  it('answers HEAD as GET', () => {
    expect(assetPath({ method: 'HEAD', url: '/' }, ORIGIN)).toEqual({ ok: true, segments: ['index.html'] })
  })

  it('never yields a part that could leave the folder, whatever the text', () => {
    const hostile = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%00', '%25', 'a', ':', '\0')
    fc.assert(
      fc.property(fc.array(fc.oneof(hostile, fc.string()), { maxLength: 12 }), (parts) => {
        const answer = assetPath({ method: 'GET', url: `/${parts.join('')}` }, ORIGIN)
        if (!answer.ok) return
        for (const segment of answer.segments) {
          expect(segment).not.toMatch(/^\.|[/\\%:\0]/)
          expect(segment).not.toBe('')
        }
      }),
    )
  })
})

describe('resolveAsset', () => {
  let base = ''
  let folder = ''

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'driftdesk-assets-'))
    folder = join(base, 'page')
    await mkdir(join(folder, 'assets'), { recursive: true })
    await mkdir(join(base, 'page-of-others'))
    await writeFile(join(folder, 'index.html'), '<!doctype html>')
    await writeFile(join(folder, 'assets', 'app.js'), 'export {}')
    await writeFile(join(base, 'secret.txt'), 'secret')
    await writeFile(join(base, 'page-of-others', 'secret.txt'), 'secret')
    await symlink(join(base, 'secret.txt'), join(folder, 'link.txt'))
    await symlink(join(base, 'page-of-others'), join(folder, 'linked'))
    await symlink(join(folder, 'assets', 'app.js'), join(folder, 'inner.js'))
  })
  afterAll(() => rm(base, { recursive: true, force: true }))

  const get = (url: string) => resolveAsset({ method: 'GET', url }, ORIGIN, folder)

  it('finds the page with its size and media type', async () => {
    expect(await get('/')).toMatchObject({ ok: true, bytes: 15, media: 'text/html; charset=utf-8' })
  })

  it('finds a script', async () => {
    expect(await get('/assets/app.js')).toMatchObject({ ok: true, media: 'text/javascript; charset=utf-8' })
  })

  it('follows a link that stays inside', async () => {
    expect(await get('/inner.js')).toMatchObject({ ok: true })
  })

  it.each(['/link.txt', '/linked/secret.txt', '/assets', '/none.js', '/index.html/x'])(
    'does not find %s',
    async (url) => {
      expect(await get(url)).toMatchObject({ ok: false, status: 404 })
    },
  )

  it('finds nothing where there is no page', async () => {
    expect(await resolveAsset({ method: 'GET', url: '/' }, ORIGIN, join(base, 'gone'))).toMatchObject({
      ok: false,
      status: 404,
    })
  })
})
