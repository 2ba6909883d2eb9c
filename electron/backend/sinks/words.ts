import { say } from '#shared/words/say.ts'

/** Sentences about sinks that the backend makes. */
export const TEST_TITLE = say('notice.test.title')
export const TEST_TEXT = say('notice.test.text')

export function lostSecretWords(): string {
  return 'the address of this webhook is not in the keychain any more; enter it again'
}

export function faultWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
