import { useEffect } from 'react'
import { useApp } from '../app/context.ts'
import { COMMANDS } from './registry.ts'
import { createShortcutMatcher } from './shortcuts.ts'

/** Listens for the keys of the commands that are available where the person is. */
export function useShortcuts(): void {
  const app = useApp()
  useEffect(() => {
    const match = createShortcutMatcher(() =>
      COMMANDS.flatMap((command) =>
        command.keys !== undefined && command.available(app) ? [[command.keys, command] as const] : [],
      ),
    )
    const listen = (event: KeyboardEvent) => {
      // A dialog keeps its keys to itself, and a menu has used the press already.
      if (event.defaultPrevented || document.querySelector('dialog[open], [role="menu"]') !== null) return
      const command = match(event, isTextField(event.target), event.timeStamp)
      if (command === undefined) return
      event.preventDefault()
      command.run(app)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [app])
}

function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement)
    return !['radio', 'checkbox', 'range', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
