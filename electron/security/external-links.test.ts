import { expect, it } from 'vitest'
import { isExternalLink } from './external-links.ts'

it('takes https links', () => {
  expect(isExternalLink('https://example.org/docs?page=1#psi')).toBe(true)
})

it.each([
  'http://example.org/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,hi',
  'ms-settings:privacy',
  'smb://server/share',
  'https://user:word@example.org/',
  'https://',
  'not a link',
  '',
])('refuses %j', (link) => {
  expect(isExternalLink(link)).toBe(false)
})
