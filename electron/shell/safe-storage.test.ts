import { expect, test } from 'vitest'
import { type SafeStorageParts, safeStorageKeychain } from './safe-storage.ts'

/** Turns the bytes round, which stands for what the system does. */
const parts = (change: Partial<SafeStorageParts> = {}): SafeStorageParts => ({
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text) => Buffer.from(text).reverse(),
  decryptStringAsync: async (sealed) => ({
    result: Buffer.from(sealed).reverse().toString(),
    shouldReEncrypt: false,
  }),
  getSelectedStorageBackend: () => 'gnome_libsecret',
  ...change,
})

test('the ticket is the sealed secret, as text', async () => {
  const keychain = safeStorageKeychain(parts(), 'darwin')
  const ticket = await keychain.seal('秘密', 'label')
  expect(ticket).toMatch(/^[A-Za-z0-9+/]+=*$/)
  expect(await keychain.open(ticket)).toBe('秘密')
})

test.each([
  ['linux', 'basic_text', true, false],
  ['linux', 'unknown', true, false],
  ['linux', 'kwallet6', true, true],
  ['linux', 'kwallet6', false, false],
  ['darwin', 'unknown', true, true],
  ['win32', 'unknown', true, true],
] as const)('on %s with %s, encryption %s: available is %s', async (system, chosen, encrypts, expected) => {
  const keychain = safeStorageKeychain(
    parts({ getSelectedStorageBackend: () => chosen, isAsyncEncryptionAvailable: async () => encrypts }),
    system,
  )
  expect(await keychain.isAvailable()).toBe(expected)
})
