import { expect, test } from 'vitest'
import { hasVulkanDriver } from './vulkan-drivers.ts'

const holding = (folder: string, file: string) => (asked: string) => (asked === folder ? [file] : [])
const nothing = () => []

test.each([
  ['/usr/share/vulkan/icd.d', {}],
  ['/usr/local/share/vulkan/icd.d', { XDG_DATA_DIRS: '' }],
  ['/etc/vulkan/icd.d', { HOME: '/home/ada' }],
  ['/home/ada/.local/share/vulkan/icd.d', { HOME: '/home/ada' }],
  ['/nix/graphics/share/vulkan/icd.d', { XDG_DATA_DIRS: '/usr/share:/nix/graphics/share' }],
])('a driver registered in %s is found', (folder, env) => {
  expect(hasVulkanDriver(env, holding(folder, 'radeon_icd.json'))).toBe(true)
})

test('a driver that the environment names is believed', () => {
  expect(hasVulkanDriver({ VK_DRIVER_FILES: '/opt/driver.json' }, nothing)).toBe(true)
})

test('without any there is none, whatever else lies there', () => {
  expect(hasVulkanDriver({}, nothing)).toBe(false)
  expect(hasVulkanDriver({ VK_DRIVER_FILES: '' }, holding('/usr/share/vulkan/icd.d', 'README'))).toBe(false)
  expect(hasVulkanDriver({ XDG_DATA_DIRS: '/only/here' }, holding('/usr/share/vulkan/icd.d', 'a.json'))).toBe(
    false,
  )
})
