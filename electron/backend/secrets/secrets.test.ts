import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Keychain } from './keychain.ts'
import { createSecrets } from './secrets.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A keychain in memory that can be taken away. */
function keychainIn(memory: Map<string, string>, change: Partial<Keychain> = {}): Keychain {
  return {
    name: 'secret_service',
    isAvailable: async () => true,
    seal: async (secret) => {
      const ticket = `ticket-${memory.size}`
      memory.set(ticket, secret)
      return ticket
    },
    open: async (ticket) => memory.get(ticket) ?? null,
    forget: async (ticket) => {
      memory.delete(ticket)
    },
    ...change,
  }
}
const SECRET = 'ein Geheimnis, 秘密\n'
const onDisk = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))

describe('without a keychain', () => {
  test('a secret lies in a file that its owner alone may read', async () => {
    const secrets = createSecrets({ folder, keychain: null })
    expect(await secrets.status('hook')).toEqual({ kept: null, next: 'file' })
    expect(await secrets.write('hook', SECRET)).toBe('file')
    expect(statSync(join(folder, 'hook.json')).mode & 0o077).toBe(0)
    expect(await createSecrets({ folder, keychain: null }).read('hook')).toBe(SECRET)
    await secrets.remove('hook')
    expect([await secrets.read('hook'), readdirSync(folder)]).toEqual([null, []])
  })

  test('a name that would leave the folder is refused', async () => {
    const secrets = createSecrets({ folder, keychain: null })
    for (const name of ['../hook', '', 'a/b', 'Hook', '__proto__']) {
      await expect(secrets.write(name, SECRET)).rejects.toMatchObject({ code: 'INTERNAL' })
    }
  })
})

describe('with a keychain', () => {
  test('a secret lies there, and nothing of it in a file', async () => {
    const memory = new Map<string, string>()
    const secrets = createSecrets({ folder, keychain: keychainIn(memory) })
    expect(await secrets.write('hook', SECRET)).toBe('secret_service')
    expect([...memory.values()]).toEqual([SECRET])
    expect(onDisk().join('')).not.toContain('Geheimnis')
    expect(await secrets.read('hook')).toBe(SECRET)
  })

  test('a new secret and a removal leave nothing of the old one', async () => {
    const memory = new Map<string, string>()
    const secrets = createSecrets({ folder, keychain: keychainIn(memory) })
    await secrets.write('hook', 'first')
    await secrets.write('hook', 'second')
    expect([...memory.values()]).toEqual(['second'])
    await secrets.remove('hook')
    expect(memory.size).toBe(0)
  })

  test('one that moved in since takes the secret over from the file at its next change', async () => {
    await createSecrets({ folder, keychain: null }).write('hook', 'first')
    const memory = new Map<string, string>()
    const secrets = createSecrets({ folder, keychain: keychainIn(memory) })
    expect(await secrets.status('hook')).toEqual({ kept: 'file', next: 'secret_service' })
    expect(await secrets.read('hook')).toBe('first')
    await secrets.write('hook', 'second')
    expect(onDisk().join('')).not.toMatch(/first|second/)
  })

  test.each([
    ['does not answer', { isAvailable: async () => false }],
    ['refuses', { seal: async () => Promise.reject(new Error('locked')) }],
    ['loses what it took', { open: async () => null }],
  ] as const)('that %s leaves the secret in the file', async (_, change) => {
    const secrets = createSecrets({ folder, keychain: keychainIn(new Map(), change) })
    expect(await secrets.write('hook', SECRET)).toBe('file')
    expect(await secrets.read('hook')).toBe(SECRET)
    expect(await secrets.status('hook')).toEqual({ kept: 'file', next: 'file' })
  })
})

describe('a secret that cannot be had', () => {
  test('is an error, never the same as none', async () => {
    const memory = new Map<string, string>()
    await createSecrets({ folder, keychain: keychainIn(memory) }).write('hook', SECRET)
    const others: (Keychain | null)[] = [
      null,
      keychainIn(new Map(), { name: 'safe_storage' }),
      keychainIn(new Map()),
      keychainIn(memory, { open: async () => Promise.reject(new Error('locked')) }),
    ]
    for (const keychain of others) {
      const secrets = createSecrets({ folder, keychain })
      await expect(secrets.read('hook')).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
      expect((await secrets.status('hook')).kept).toBe('secret_service')
    }
  })

  test('for want of a readable file is replaced by a new one', async () => {
    writeFileSync(join(folder, 'hook.json'), '{"kept":"file"')
    const secrets = createSecrets({ folder, keychain: null })
    await expect(secrets.read('hook')).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
    await secrets.write('hook', SECRET)
    expect(await secrets.read('hook')).toBe(SECRET)
  })
})
