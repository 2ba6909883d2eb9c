import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { decideNavigation, guardNavigation } from './navigation.ts'

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]

/** Web contents as far as the guard sees them: an emitter of events that can be prevented. */
function contents() {
  const emitter = new EventEmitter()
  let open: ((details: { url: string }) => { action: string }) | undefined
  const opened: string[] = []
  guardNavigation(
    {
      on: emitter.on.bind(emitter) as WebContents['on'],
      setWindowOpenHandler(handler: OpenHandler) {
        open = handler as typeof open
      },
    },
    (url) => opened.push(url),
  )
  const emit = (name: string, details: object) => {
    let prevented = false
    emitter.emit(name, { ...details, preventDefault: () => (prevented = true) })
    return prevented
  }
  return { emit, open: (url: string) => open?.({ url }).action, opened }
}

describe('decideNavigation', () => {
  it.each([
    ['app://driftdesk/', true, 'allow'],
    ['app://driftdesk/', false, 'refuse'],
    ['app://driftdesk/assets/app.js', true, 'refuse'],
    ['https://example.org/', true, 'external'],
    ['https://example.org/', false, 'refuse'],
    ['http://example.org/', true, 'refuse'],
    ['file:///etc/passwd', true, 'refuse'],
    ['javascript:alert(1)', true, 'refuse'],
    ['about:blank', true, 'refuse'],
    ['app://other/', true, 'refuse'],
  ] as const)('of %s (main frame %s) is to %s', (url, isMainFrame, decision) => {
    expect(decideNavigation(url, isMainFrame)).toBe(decision)
  })
})

describe('guardNavigation', () => {
  it('lets the page reload', () => {
    expect(contents().emit('will-frame-navigate', { url: 'app://driftdesk/', isMainFrame: true })).toBe(false)
  })

  it('stops other navigations and hands https links to the system', () => {
    const { emit, opened } = contents()
    expect(emit('will-frame-navigate', { url: 'https://example.org/', isMainFrame: true })).toBe(true)
    expect(emit('will-frame-navigate', { url: 'file:///etc/passwd', isMainFrame: true })).toBe(true)
    expect(opened).toEqual(['https://example.org/'])
  })

  it.each(['will-redirect', 'will-attach-webview'])('stops %s', (name) => {
    expect(contents().emit(name, { url: 'app://driftdesk/' })).toBe(true)
  })

  it('opens no window, and https links outside', () => {
    const { open, opened } = contents()
    expect([open('https://example.org/'), open('app://driftdesk/'), open('file:///x')]).toEqual([
      'deny',
      'deny',
      'deny',
    ])
    expect(opened).toEqual(['https://example.org/'])
  })
})
