/** Sentences about sinks that the backend makes. */
export const TEST_TITLE = 'A test from Driftdesk'
export const TEST_TEXT = 'If you can read this, alerts arrive here.'

export function lostSecretWords(): string {
  return 'the address of this webhook is not in the keychain any more; enter it again'
}

export function faultWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
