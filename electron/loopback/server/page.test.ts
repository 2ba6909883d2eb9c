import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../security/headers.ts'
import { openSite, type Site } from './testing/site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

describe('page', () => {
  it('carries the policy of both shells and forbids sniffing', async () => {
    const answer = await site.ask('/', { headers: { Cookie: await site.enter() } })
    expect(answer.body).toContain('<title>Driftdesk</title>')
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
  })

  it('carries the policy on refusals too', async () => {
    expect((await site.ask('/')).headers['content-security-policy']).toBe(contentSecurityPolicy())
  })

  it('answers HEAD without a body', async () => {
    const answer = await site.ask('/assets/app.js', {
      method: 'HEAD',
      headers: { Cookie: await site.enter() },
    })
    expect([answer.status, answer.headers['content-length'], answer.body]).toEqual([200, '9', ''])
  })

  it.each([
    ['/../secret.txt', 400],
    ['/%2e%2e/secret.txt', 400],
    ['/..%252fsecret.txt', 400],
    ['/..%5csecret.txt', 400],
    ['/none.js', 404],
    ['http://evil.example/', 403],
  ])('answers to %s with %i', async (path, status) => {
    const answer = await site.ask(path, { headers: { Cookie: await site.enter() } })
    expect([answer.status, answer.body.includes('secret.txt')]).toEqual([status, false])
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('refuses %s', async (method) => {
    const answer = await site.ask('/', {
      method,
      headers: { Cookie: await site.enter(), Origin: site.server.origin },
    })
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD'])
  })
})
