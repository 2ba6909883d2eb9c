import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EventMessage } from '#shared/contract/events.ts'
import { encodeFrame } from '#shared/contract/frame.ts'
import { openSite, type Site } from './testing/site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

describe('messages', () => {
  it('refuses an upgrade without the cookie, from another origin, another host or another path', async () => {
    const Cookie = await site.enter()
    const Origin = site.server.origin
    expect([
      await site.openPage({ Origin }),
      await site.openPage({ Cookie, Origin: 'https://evil.example' }),
      await site.openPage({ Cookie, Origin: 'null' }),
      await site.openPage({ Cookie }),
      await site.openPage({ Cookie, Origin, Host: 'evil.example' }),
      await site.openPage({ Cookie, Origin }, '/other'),
    ]).toEqual([401, 403, 403, 403, 403, 404])
  })

  it('answers to the page that asked', async () => {
    const page = await site.connectedPage()
    page.socket.send(encodeFrame({ id: 7, operation: 'ask', params: { a: [1] } }))
    expect(await page.next()).toEqual({ id: 7, ok: true, result: { operation: 'ask', params: { a: [1] } } })
  })

  it('carries typed arrays both ways', async () => {
    const page = await site.connectedPage()
    page.socket.send(
      encodeFrame({ id: 1, operation: 'ask', params: { edges: Float64Array.of(0.5, -1, 2e300) } }),
    )
    expect(await page.next()).toEqual({
      id: 1,
      ok: true,
      result: { operation: 'ask', params: { edges: Float64Array.of(0.5, -1, 2e300) } },
    })
  })

  it('answers errors with code, cause and mend, and none with a stack', async () => {
    const page = await site.connectedPage()
    page.socket.send(encodeFrame({ id: 1, operation: 'fail', params: {} }))
    expect(await page.next()).toEqual({
      id: 1,
      ok: false,
      error: { code: 'NOT_FOUND', message: 'It is not there.', mend: 'Look elsewhere.' },
    })
    page.socket.send(encodeFrame({ id: 2, operation: 'crash', params: {} }))
    const crashed = await page.next()
    expect(crashed).toMatchObject({ id: 2, ok: false, error: { code: 'INTERNAL' } })
    expect(JSON.stringify(crashed)).not.toMatch(/server\.test|\.ts:/)
  })

  it('tells every page about events', async () => {
    const pages = [await site.connectedPage(), await site.connectedPage()]
    const message: EventMessage = { sequence: 1, event: { type: 'runs.changed' } }
    site.echo.publish(message)
    expect(await Promise.all(pages.map((page) => page.next()))).toEqual([message, message])
  })

  it.each([
    ['text that is no JSON', 'hello'],
    ['JSON that is no request', '[1, 2]'],
    ['bytes that are no frame', Buffer.from([1, 2, 3, 4])],
    ['an id that is none', '{"id": -1, "operation": "ask"}'],
  ])('closes on %s', async (_what, frame) => {
    const page = await site.connectedPage()
    page.socket.send(frame)
    expect(await page.closed).toBe(1007)
  })

  it('leaves it to the backend to refuse a request that has an id and nothing else of use', async () => {
    const page = await site.connectedPage()
    page.socket.send('{"id": 3, "operation": {"a": 1}, "extra": true}')
    expect(await page.next()).toEqual({ id: 3, ok: true, result: { operation: { a: 1 } } })
  })

  it('closes on a message over the limit', async () => {
    await site.close()
    site = await openSite({ messageBytes: 1_000 })
    const page = await site.connectedPage()
    page.socket.send('a'.repeat(1_001))
    expect(await page.closed).toBe(1009)
  })

  it('closes a page that has too many requests under way', async () => {
    await site.close()
    site = await openSite({ requestsUnderWay: 2 })
    const page = await site.connectedPage()
    for (let id = 0; id < 3; id += 1) page.socket.send(encodeFrame({ id, operation: 'never', params: {} }))
    expect(await page.closed).toBe(1008)
  })

  it('refuses more pages than it allows', async () => {
    await site.close()
    site = await openSite({ pages: 1 })
    const page = await site.connectedPage()
    const headers = { Cookie: await site.enter(), Origin: site.server.origin }
    expect(await site.openPage(headers)).toBe(503)
    page.socket.close()
    await page.closed
    expect(typeof (await site.openPage(headers))).toBe('object')
  })

  it('counts pages as they come and go', async () => {
    const seen: number[] = []
    const gone = new Promise<void>((resolve) => {
      site.server.onPagesChanged((pages) => {
        seen.push(pages)
        if (pages === 0) resolve()
      })
    })
    const page = await site.connectedPage()
    page.socket.close()
    await gone
    expect(seen).toEqual([1, 0])
  })

  it('drops a page that no longer answers', async () => {
    await site.close()
    site = await openSite({ heartbeatMs: 50 })
    const page = await site.connectedPage()
    page.socket.pause()
    const gone = new Promise<number>((resolve) => {
      site.server.onPagesChanged(resolve)
    })
    expect(await gone).toBe(0)
    page.socket.terminate()
  })

  it('closes the pages and stops listening at the end', async () => {
    const page = await site.connectedPage()
    await site.server.close()
    expect([await page.closed, site.echo.listeners.size]).toEqual([1001, 0])
    await expect(site.ask('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
