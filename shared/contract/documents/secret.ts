import { z } from 'zod'

/**
 * Where a secret lies: sealed by the keychain that the desktop app asks (`safe_storage`), in the Secret Service of the
 * desktop session (`secret_service`), or in a file that its owner alone may read.
 */
export const secretPlace = z.enum(['safe_storage', 'secret_service', 'file'])
export type SecretPlace = z.infer<typeof secretPlace>
