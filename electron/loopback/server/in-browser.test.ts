import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findBrowser } from '../browser.ts'
import { runsAsRoot } from '../browser-flags.ts'
import { createDownloads, type Downloads } from './downloads.ts'
import { DEFAULT_LIMITS, type RunningServer, startServer } from './start-server.ts'
import { echoBackend } from './testing/site.ts'

/** A page that writes down what its policy let happen. */
const HTML = `<!doctype html><title>Driftdesk</title>
<script>window.inlineRan = true</script>
<script type="module" src="./app.js"></script>
<body onload="window.handlerRan = true"><div id="state">empty</div></body>`
const SCRIPT = `
const state = document.querySelector('#state')
window.violations = []
document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.effectiveDirective))
const socket = new WebSocket('ws://' + location.host + '/messages')
socket.onopen = () => socket.send(JSON.stringify({ id: 1, operation: 'ask', params: {} }))
socket.onmessage = (event) => { state.textContent = event.data }
new Worker('./worker.js').onmessage = (event) => { window.workerSaid = event.data }
`

const found = findBrowser()

describe.skipIf(!found.found)('in the browser of this machine', () => {
  let folder = ''
  let server: RunningServer
  let downloads: Downloads
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let foreign: Server

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
    await mkdir(join(folder, 'page'))
    await writeFile(join(folder, 'page', 'index.html'), HTML)
    await writeFile(join(folder, 'page', 'app.js'), SCRIPT)
    await writeFile(join(folder, 'page', 'worker.js'), "postMessage('at work')")
    downloads = createDownloads()
    server = await startServer({
      backend: echoBackend().backend,
      downloads,
      assets: join(folder, 'page'),
      uploads: join(folder, 'uploads'),
      port: 0,
      limits: DEFAULT_LIMITS,
    })
    foreign = createServer((request, response) => {
      response.setHeader('Content-Type', 'text/html')
      const link = new URL(request.url ?? '', 'http://x').searchParams.get('link')
      response.end(`<a href="${link ?? ''}">go</a>`)
    })
    await new Promise<void>((resolve) => {
      foreign.listen(0, '127.0.0.1', resolve)
    })
    browser = await chromium.launch({
      executablePath: found.found ? found.path : '',
      args: runsAsRoot() ? ['--no-sandbox'] : [],
    })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    foreign?.close()
    await server?.close()
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    await context?.close()
    context = await browser.newContext()
    page = await context.newPage()
  })

  const answered = () => page.locator('#state', { hasText: '"operation":"ask"' }).waitFor()
  const get = (name: string) => page.evaluate((key) => Reflect.get(window, key), name)

  it('lets the page connect under its policy, again after a reload and in a second tab', async () => {
    await page.goto(server.freshLink())
    await answered()
    expect(page.url()).toBe(`${server.origin}/`)
    await page.reload()
    await answered()
    const tab = await context.newPage()
    await tab.goto(server.origin)
    await tab.locator('#state', { hasText: '"operation":"ask"' }).waitFor()
  })

  it('runs no inline script and no handler, and workers of its own origin', async () => {
    await page.goto(server.freshLink())
    await answered()
    await expect.poll(() => get('workerSaid')).toBe('at work')
    expect([await get('inlineRan'), await get('handlerRan')]).toEqual([undefined, undefined])
  })

  it('runs nothing that is injected later, and reaches no other origin', async () => {
    await page.goto(server.freshLink())
    await answered()
    const elsewhere = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`
    const reached = await page.evaluate(async (address) => {
      const script = document.createElement('script')
      script.textContent = 'window.injectedRan = true'
      document.body.append(script)
      const image = new Image()
      image.src = address
      return fetch(address, { mode: 'no-cors' }).then(
        () => true,
        () => false,
      )
    }, elsewhere)
    expect([reached, await get('injectedRan')]).toEqual([false, undefined])
    await expect
      .poll(async () => (await get('violations')).toSorted())
      .toEqual(['connect-src', 'img-src', 'script-src-elem'])
  })

  it('keeps its cookie from scripts', async () => {
    await page.goto(server.freshLink())
    await answered()
    expect(await page.evaluate(() => document.cookie)).toBe('')
    const cookies = await context.cookies(server.origin)
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict' }])
  })

  it('opens from a link on another site', async () => {
    const elsewhere = `http://localhost:${(foreign.address() as AddressInfo).port}/`
    await page.goto(`${elsewhere}?link=${encodeURIComponent(server.freshLink())}`)
    await page.getByText('go').click()
    await answered()
    expect(page.url()).toBe(`${server.origin}/`)
  })

  it('gives nothing to a page on another port of this machine', async () => {
    await page.goto(server.freshLink())
    await answered()
    await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
    const outcome = await page.evaluate(async (origin) => {
      const refused = () => 'refused'
      const read = await fetch(`${origin}/`, { credentials: 'include' }).then(() => 'read', refused)
      const write = await fetch(`${origin}/files?name=a`, {
        method: 'POST',
        credentials: 'include',
        mode: 'no-cors',
        body: 'x',
      }).then((response) => response.type, refused)
      const socket = await new Promise((resolve) => {
        const line = new WebSocket(`${origin.replace('http', 'ws')}/messages`)
        line.onopen = () => resolve('open')
        line.onerror = () => resolve('refused')
      })
      return { read, write, socket }
    }, server.origin)
    // The browser blocks the opaque answer by Cross-Origin-Resource-Policy.
    expect(outcome).toEqual({ read: 'refused', write: 'refused', socket: 'refused' })
  })

  it('cannot be framed', async () => {
    await page.goto(server.freshLink())
    await answered()
    await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
    await page.evaluate((origin) => {
      const frame = document.createElement('iframe')
      frame.src = origin
      document.body.append(frame)
    }, server.origin)
    await expect
      .poll(() =>
        page
          .frames()
          .map((frame) => frame.url())
          .at(-1),
      )
      .toMatch(/^chrome-error:/)
  })

  it('hands files over and saves what is delivered', async () => {
    await page.goto(server.freshLink())
    await answered()
    const uploaded = await page.evaluate(async () => {
      const answer = await fetch('/files?name=log.csv', { method: 'POST', body: new Blob(['a,b']) })
      return [answer.status, await answer.json()]
    })
    expect(uploaded).toEqual([201, { token: 'token-of-file', name: 'log.csv', bytes: 3 }])
    await writeFile(join(folder, 'made.html'), '<script>alert(1)</script>')
    const delivery = await downloads.deliver({
      path: join(folder, 'made.html'),
      name: 'Báo cáo.html',
      media: 'text/html',
    })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.evaluate(
        (url) => {
          const link = document.createElement('a')
          link.href = url
          link.click()
        },
        delivery.kind === 'download' ? delivery.url : '',
      ),
    ])
    expect(download.suggestedFilename()).toBe('Báo cáo.html')
    await answered()
  })
})
