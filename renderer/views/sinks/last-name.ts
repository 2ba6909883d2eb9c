let name = ''

/** The name under which a person last decided something in this window. */
export function lastName(): string {
  return name
}

export function rememberName(given: string): void {
  name = given
}
