import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { menuTemplate } from './menu.ts'

const template = (platform: NodeJS.Platform, packaged = true, openFiles = () => undefined) =>
  menuTemplate({ platform, packaged, openFiles })

function items(menu: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])])
}

describe.each(['linux', 'win32', 'darwin'] as const)('on %s', (platform) => {
  it.each([
    'quit',
    'close',
    'undo',
    'redo',
    'cut',
    'copy',
    'paste',
    'selectAll',
    'reload',
    'zoomIn',
    'zoomOut',
    'resetZoom',
    'togglefullscreen',
    'minimize',
    'about',
  ])('has the role %s', (role) => {
    expect(items(template(platform)).map((item) => item.role)).toContain(role)
  })

  it('opens files by the usual keys', () => {
    let opened = 0
    const menu = menuTemplate({
      platform,
      packaged: true,
      openFiles: () => {
        opened += 1
      },
    })
    const open = items(menu).find((item) => item.accelerator === 'CmdOrCtrl+O')
    open?.click?.({} as never, undefined, {} as never)
    expect([open?.label, opened]).toEqual(['Open files…', 1])
  })

  it('offers developer tools in development only', () => {
    const has = (packaged: boolean) =>
      items(template(platform, packaged)).some((item) => item.role === 'toggleDevTools')
    expect([has(true), has(false)]).toEqual([false, true])
  })

  it('has a label or a role for every item that is not a separator', () => {
    const bare = items(template(platform)).filter(
      (item) => item.type !== 'separator' && !item.role && !item.label,
    )
    expect(bare).toEqual([])
  })
})

it('has the application menu on macOS only, and first', () => {
  expect(template('darwin')[0]?.role).toBe('appMenu')
  expect(template('linux').map((item) => item.role)).not.toContain('appMenu')
})
