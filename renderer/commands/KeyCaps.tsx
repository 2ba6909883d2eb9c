import styles from './commands.module.css'
import { type Keys, keyCaps } from './shortcuts.ts'

const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent)

export function KeyCaps({ keys }: { keys: Keys }) {
  return (
    <span className={styles.caps}>
      {keyCaps(keys, MAC).map((cap) => (
        <kbd key={cap} className={styles.cap}>
          {cap}
        </kbd>
      ))}
    </span>
  )
}

/** The keys in one word, for a tooltip. */
export function keysText(keys: Keys | undefined): string | undefined {
  return keys === undefined ? undefined : keyCaps(keys, MAC).join(' ')
}
