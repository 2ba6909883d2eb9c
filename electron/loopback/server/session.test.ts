import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createSession } from './session.ts'

describe('tokens', () => {
  it('work once', () => {
    const session = createSession()
    const token = session.issueToken()
    expect([session.redeem(token), session.redeem(token)]).toEqual([true, false])
  })

  it('are refused when never issued, empty, cut or lengthened', () => {
    const session = createSession()
    const token = session.issueToken()
    const guesses = ['', 'x', token.slice(0, -1), `${token}A`, createSession().issueToken()]
    expect(guesses.map((guess) => session.redeem(guess))).toEqual([false, false, false, false, false])
    expect(session.redeem(token)).toBe(true)
  })

  it('stay valid beside each other', () => {
    const session = createSession()
    const tokens = [session.issueToken(), session.issueToken(), session.issueToken()]
    expect(tokens.toReversed().map((token) => session.redeem(token))).toEqual([true, true, true])
  })

  it('are forgotten, oldest first, when nobody uses them', () => {
    const session = createSession()
    const oldest = session.issueToken()
    for (let count = 0; count < 32; count += 1) session.issueToken()
    expect(session.redeem(oldest)).toBe(false)
  })

  it('have 256 bits', () => {
    expect(Buffer.from(createSession().issueToken(), 'base64url')).toHaveLength(32)
  })
})

describe('cookie', () => {
  const pair = (setCookie: string) => setCookie.split(';')[0] ?? ''

  it('is out of reach of scripts and of other sites', () => {
    expect(createSession().setCookie).toMatch(
      /^driftdesk_[0-9a-f]{12}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
  })

  it('has a name and a value of its own in each run', () => {
    const [first, second] = [createSession(), createSession()]
    expect(pair(first.setCookie).split('=')[0]).not.toBe(pair(second.setCookie).split('=')[0])
    expect(first.holds(pair(second.setCookie))).toBe(false)
  })

  it('is found among others', () => {
    const session = createSession()
    expect(session.holds(`theme=dark; ${pair(session.setCookie)}; x=1`)).toBe(true)
  })

  it.each([undefined, '', 'driftdesk_=', 'a=b'])('is not found in %j', (header) => {
    expect(createSession().holds(header)).toBe(false)
  })

  it('is refused with another value', () => {
    const session = createSession()
    expect(session.holds(`${pair(session.setCookie)}A`)).toBe(false)
    expect(session.holds(pair(session.setCookie).slice(0, -1))).toBe(false)
  })
})

it('compares secrets in constant time and nowhere by ===', () => {
  const source = readFileSync(new URL('./session.ts', import.meta.url), 'utf8')
  expect(source.match(/timingSafeEqual\(/g)).toHaveLength(2)
  expect(source).not.toMatch(/(secret|token|offered)\w* ===/i)
})
