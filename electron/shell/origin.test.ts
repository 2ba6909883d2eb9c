import { expect, it } from 'vitest'
import { isPage } from './origin.ts'

it.each([
  'app://driftdesk',
  'app://driftdesk/',
  'app://driftdesk/index.html',
  'app://driftdesk/?theme=dark#runs',
])('knows the page as %s', (address) => {
  expect(isPage(address)).toBe(true)
})

it.each([
  '',
  'about:blank',
  'app://other/',
  'app://driftdesk.example/',
  'app://driftdesk@other/',
  'app://user@driftdesk/',
  'app://driftdesk:1/',
  'app://driftdesk/assets/app.js',
  'https://driftdesk/',
  'file:///index.html',
  'data:text/html,app://driftdesk/',
])('does not take %j for it', (address) => {
  expect(isPage(address)).toBe(false)
})
