import { expect, it } from 'vitest'
import { isTrustedSender } from './sender.ts'

const ours = (id: number) => id === 1
const frame = (url: string, parent: unknown = null) => ({ url, parent })

it('trusts the page at the top of our window', () => {
  expect(isTrustedSender({ senderFrame: frame('app://driftdesk/'), sender: { id: 1 } }, ours)).toBe(true)
})

it.each([
  ['no frame', null],
  ['a subframe', frame('app://driftdesk/', frame('app://driftdesk/'))],
  ['about:blank', frame('about:blank')],
  ['an empty address', frame('')],
  ['another host', frame('app://other/')],
  ['another scheme', frame('https://driftdesk/')],
  ['a file', frame('file:///index.html')],
])('refuses %s', (_what, senderFrame) => {
  expect(isTrustedSender({ senderFrame, sender: { id: 1 } }, ours)).toBe(false)
})

it('refuses the page in a window that is not ours', () => {
  expect(isTrustedSender({ senderFrame: frame('app://driftdesk/'), sender: { id: 2 } }, ours)).toBe(false)
})

it('refuses a frame that is gone', () => {
  const gone = {
    get url(): string {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed')
    },
    parent: null,
  }
  expect(isTrustedSender({ senderFrame: gone, sender: { id: 1 } }, ours)).toBe(false)
})
