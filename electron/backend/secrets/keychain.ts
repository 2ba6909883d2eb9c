/** Keychains that a shell may have. */
export const KEYCHAINS = ['safe_storage', 'secret_service'] as const
export type KeychainName = (typeof KEYCHAINS)[number]

/**
 * The keychain of the person's system. What it gives for a secret is a ticket that is worth nothing without it, and
 * may lie in a file.
 */
export type Keychain = {
  readonly name: KeychainName
  /** Whether it answers at present: it may be installed and not run, or run without protecting anything. */
  isAvailable(): Promise<boolean>
  /** Keeps a secret; `label` tells a person who looks into the keychain what it is. Rejects where it cannot. */
  seal(secret: string, label: string): Promise<string>
  /** The secret of a ticket; null where the keychain does not know it (any more). */
  open(ticket: string): Promise<string | null>
  /** Removes what the keychain itself holds of a ticket. */
  forget(ticket: string): Promise<void>
}
