/** Keys as they are written in the registry: `mod+k`, `?`, `g d` (one after the other). */
export type Keys = string

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

const SEQUENCE_MS = 1_000

/** Keys that belong to the text while one types. */
const EDITING: ReadonlySet<string> = new Set(['mod+z', 'mod+y'])

/** A key press in the notation of the registry; null for a modifier alone or with Alt, which types characters. */
export function keyOf({ key, ctrlKey, metaKey, altKey }: KeyPress): string | null {
  if (altKey || ['Control', 'Meta', 'Shift', 'Alt', 'AltGraph'].includes(key)) return null
  const name = key.length === 1 ? key.toLowerCase() : key
  return ctrlKey || metaKey ? `mod+${name}` : name
}

/**
 * Turns key presses into commands. A sequence is forgotten after a second. `typing` says that the press went into
 * a text field, where only presses with a modifier count.
 */
export function createShortcutMatcher<Id>(bindings: () => Iterable<readonly [Keys, Id]>) {
  let begun = ''
  let begunAt = 0
  return (press: KeyPress, typing: boolean, now: number): Id | undefined => {
    const key = keyOf(press)
    if (key === null || (typing && (!key.startsWith('mod+') || EDITING.has(key)))) return undefined
    const known = [...bindings()]
    const sequence = begun !== '' && now - begunAt <= SEQUENCE_MS ? `${begun} ${key}` : key
    const found = known.find(([keys]) => keys === sequence) ?? known.find(([keys]) => keys === key)
    const starts = found === undefined && known.some(([keys]) => keys.startsWith(`${key} `))
    begun = starts ? key : ''
    begunAt = now
    return found?.[1]
  }
}

/** Keys as a person reads them, one entry for each press: `['Ctrl', 'K']`. */
export function keyCaps(keys: Keys, mac: boolean): readonly string[] {
  return keys
    .split(/[ +]/)
    .map((key) =>
      key === 'mod' ? (mac ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : (NAMED[key] ?? key),
    )
}

const NAMED: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}
