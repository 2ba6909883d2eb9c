import { describe, expect, it } from 'vitest'
import { findBrowser } from './browser.ts'
import { printFlags, windowFlags } from './browser-flags.ts'
import { hasDisplay } from './display.ts'
import { openCommand, openExternally } from './external-browser.ts'

const host = (platform: NodeJS.Platform, env: Record<string, string>, present: string[]) => ({
  platform,
  env,
  home: '/home/a',
  exists: (path: string) => present.includes(path),
})

describe('findBrowser', () => {
  it('takes what DRIFTDESK_BROWSER names', () => {
    const env = { DRIFTDESK_BROWSER: '/opt/browser', PATH: '/usr/bin' }
    expect(findBrowser(host('linux', env, ['/opt/browser', '/usr/bin/chromium']))).toEqual({
      found: true,
      path: '/opt/browser',
    })
  })

  it('reports a wrong DRIFTDESK_BROWSER instead of taking another one', () => {
    const env = { DRIFTDESK_BROWSER: '/opt/none', PATH: '/usr/bin' }
    expect(findBrowser(host('linux', env, ['/usr/bin/chromium']))).toMatchObject({
      found: false,
      reason: 'DRIFTDESK_BROWSER names /opt/none, which is not there.',
    })
  })

  it.each([
    ['linux', { PATH: '/usr/local/bin:/usr/bin' }, '/usr/bin/google-chrome'],
    ['linux', { PATH: '/opt/x:/usr/bin' }, '/opt/x/microsoft-edge'],
    ['darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['darwin', {}, '/home/a/Applications/Chromium.app/Contents/MacOS/Chromium'],
    [
      'win32',
      { PROGRAMFILES: 'C:\\Program Files' },
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
    [
      'win32',
      { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  ] as const)('finds on %s with %o %s', (platform, env, path) => {
    expect(findBrowser(host(platform, env, [path]))).toEqual({ found: true, path })
  })

  it('does not look in relative folders of PATH', () => {
    expect(findBrowser(host('linux', { PATH: '.:bin' }, ['./chromium', 'bin/chromium']))).toMatchObject({
      found: false,
    })
  })

  it('says what to do where there is none', () => {
    expect(findBrowser(host('linux', { PATH: '/usr/bin' }, []))).toEqual({
      found: false,
      reason: 'No Chromium, Chrome or Edge was found.',
      mend: 'Install one of them, or name one in DRIFTDESK_BROWSER.',
    })
  })
})

describe('flags', () => {
  const url = 'http://127.0.0.1:4000/?token=x'

  it('open the address as an app in a profile of its own', () => {
    const flags = windowFlags(url, { profile: '/tmp/p', root: false })
    expect(flags).toContain(`--app=${url}`)
    expect(flags).toContain('--user-data-dir=/tmp/p')
  })

  it('give the sandbox up as root only', () => {
    expect(windowFlags(url, { profile: '/tmp/p', root: false })).not.toContain('--no-sandbox')
    expect(windowFlags(url, { profile: '/tmp/p', root: true })).toContain('--no-sandbox')
  })

  it('print without header, footer and network', () => {
    const flags = printFlags('file:///r.html', '/r.pdf', { profile: '/tmp/p', root: false })
    expect(flags).toEqual(
      expect.arrayContaining([
        '--headless',
        '--no-pdf-header-footer',
        '--print-to-pdf=/r.pdf',
        '--host-resolver-rules=MAP * ~NOTFOUND',
      ]),
    )
  })
})

describe('hasDisplay', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['linux', { DISPLAY: '' }, false],
    ['darwin', {}, true],
    ['darwin', { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, false],
    ['win32', {}, true],
  ] as const)('on %s with %o is %s', (platform, env, expected) => {
    expect(hasDisplay({ platform, env })).toBe(expected)
  })
})

describe('external links', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('go to the system without a shell on %s', (platform) => {
    const [program, args] = openCommand(platform, 'https://example.org/?a=1&b=2')
    expect(program).not.toMatch(/cmd|sh$/)
    expect(args.at(-1)).toBe('https://example.org/?a=1&b=2')
  })

  it.each(['file:///etc/passwd', 'http://example.org', '--version'])(
    'are refused when they are %s',
    async (link) => {
      await expect(openExternally(link)).rejects.toMatchObject({ code: 'BAD_PARAMS' })
    },
  )
})
