import type { SafeStorageParts } from '../safe-storage.ts'

/** Electron on a system without a keychain. */
export const NO_SAFE_STORAGE: SafeStorageParts = {
  isAsyncEncryptionAvailable: async () => false,
  encryptStringAsync: () => Promise.reject(new Error('there is no keychain')),
  decryptStringAsync: () => Promise.reject(new Error('there is no keychain')),
  getSelectedStorageBackend: () => 'basic_text',
}
