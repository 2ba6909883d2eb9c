/** What is said of a try that failed. */
export function answeredWords(status: number): string {
  return `the receiver answered ${status}`
}

export function redirectWords(status: number): string {
  return `the receiver answered ${status}, and redirects are not followed`
}

export function timeoutWords(milliseconds: number): string {
  return `the receiver did not answer within ${milliseconds / 1_000} s`
}
