import { describe, expect, it } from 'vitest'
import { printWindowOptions, windowOptions } from './window-options.ts'

describe.each([
  ['window', windowOptions('/preload.cjs', false, true)],
  ['print window', printWindowOptions()],
])('%s', (_name, { webPreferences = {} }) => {
  it.each([
    ['contextIsolation', true],
    ['sandbox', true],
    ['webSecurity', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webviewTag', false],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['navigateOnDragDrop', false],
    ['devTools', false],
  ] as const)('has %s %s', (name, value) => {
    expect(webPreferences[name]).toBe(value)
  })
})

it('opens developer tools in development only', () => {
  expect(windowOptions('/preload.cjs', false, false).webPreferences?.devTools).toBe(true)
})

it('prints without preload and scripts, in a session that is not kept', () => {
  const { webPreferences = {} } = printWindowOptions()
  expect(webPreferences.preload).toBeUndefined()
  expect(webPreferences.javascript).toBe(false)
  expect(webPreferences.partition).not.toMatch(/^persist:/)
})

it('has the background of the theme, so that nothing flashes', () => {
  expect(windowOptions('/p', true, true).backgroundColor).not.toBe(
    windowOptions('/p', false, true).backgroundColor,
  )
})
