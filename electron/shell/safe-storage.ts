import type { SafeStorage } from 'electron'
import type { Keychain } from '#backend/secrets/keychain.ts'

/** The parts of Electron's safe storage that are used. */
export type SafeStorageParts = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/**
 * The keychain behind Electron's safe storage: Keychain on macOS, DPAPI on Windows, libsecret or KWallet on Linux. A
 * ticket is the encrypted secret. `basic_text`, which Linux falls back to, encrypts under a password that everybody
 * knows, and so is no keychain.
 */
export function safeStorageKeychain(parts: SafeStorageParts, system = process.platform): Keychain {
  return {
    name: 'safe_storage',
    async isAvailable() {
      if (!(await parts.isAsyncEncryptionAvailable())) return false
      if (system !== 'linux') return true
      const chosen = parts.getSelectedStorageBackend()
      return chosen !== 'basic_text' && chosen !== 'unknown'
    },
    seal: async (secret) => (await parts.encryptStringAsync(secret)).toString('base64'),
    open: async (ticket) => (await parts.decryptStringAsync(Buffer.from(ticket, 'base64'))).result,
    forget: async () => undefined,
  }
}
