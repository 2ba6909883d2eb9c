import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, securityHeaders } from './headers.ts'

const directives = new Map(
  contentSecurityPolicy()
    .split('; ')
    .map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources.join(' ')] as const
    }),
)

describe('contentSecurityPolicy', () => {
  it('denies what no directive names', () => {
    expect(directives.get('default-src')).toBe("'none'")
  })

  it.each(['script-src', 'style-src', 'font-src', 'worker-src', 'connect-src'])(
    'keeps %s to its own origin',
    (name) => {
      expect(directives.get(name)).toBe("'self'")
    },
  )

  it('lets images also come from data and blob', () => {
    expect(directives.get('img-src')).toBe("'self' data: blob:")
  })

  it.each(['object-src', 'frame-src', 'base-uri', 'form-action', 'frame-ancestors'])('refuses %s', (name) => {
    expect(directives.get(name)).toBe("'none'")
  })

  it('has no unsafe source and no wildcard', () => {
    expect(contentSecurityPolicy()).not.toMatch(/unsafe|\*|https?:/)
  })
})

describe('securityHeaders', () => {
  it('carries the policy and forbids sniffing, referrers and framing', () => {
    expect(securityHeaders()).toMatchObject({
      'Content-Security-Policy': contentSecurityPolicy(),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-Frame-Options': 'DENY',
    })
  })

  it('never opens the origin to others', () => {
    expect(Object.keys(securityHeaders()).filter((name) => name.startsWith('Access-Control'))).toEqual([])
  })
})
