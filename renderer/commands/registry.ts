import type { LucideIcon } from 'lucide-react'
import type { Settings } from '#shared/contract/operations.ts'
import type { App } from '../app/app.ts'
import { VIEWS } from '../app/views.ts'
import type { PlainKey } from '../i18n/english.ts'
import { type Destination, placeOf, standings } from './destinations.ts'
import type { Keys } from './shortcuts.ts'
import { COMMON_ACTIONS } from './view-actions.ts'

export type CommandGroup = 'go' | 'view' | 'window'

export type Command = {
  readonly id: string
  readonly title: PlainKey
  /** What it is good for, where the title alone does not say. */
  readonly detail?: PlainKey
  readonly icon?: LucideIcon
  readonly group: CommandGroup
  readonly keys?: Keys
  available(app: App): boolean
  run(app: App): void
}

const always = () => true

function goTo({ view, standing }: Destination): Command {
  return {
    id: `go.${view}`,
    title: standing.label,
    detail: standing.question,
    icon: standing.icon,
    group: 'go',
    ...(standing.keys === undefined ? {} : { keys: standing.keys }),
    available: (app) =>
      placeOf({ view, standing }, app.navigation.getState()) !== null && standing.available?.(app) !== false,
    run: ({ navigation }) => {
      const route = placeOf({ view, standing }, navigation.getState())
      if (route !== null) navigation.go(route)
    },
  }
}

function inView({
  action,
  title,
  keys,
}: {
  readonly action: string
  readonly title: PlainKey
  readonly keys?: Keys
}): Command {
  return {
    id: `view.${action}`,
    title,
    group: 'view',
    ...(keys === undefined ? {} : { keys }),
    available: ({ viewActions }) => viewActions.getState()[action] !== undefined,
    run: ({ viewActions }) => viewActions.getState()[action]?.(),
  }
}

function change(
  id: string,
  title: PlainKey,
  keys: Keys | undefined,
  next: (now: Settings) => Partial<Settings>,
): Command {
  return {
    id,
    title,
    group: 'window',
    ...(keys === undefined ? {} : { keys }),
    available: always,
    run: ({ settings }) => void settings.change(next(settings.getState())),
  }
}

/** Every command of the window: the palette, the keyboard, the help sheet and the tests all read this list. */
export const COMMANDS: readonly Command[] = [
  ...standings().map(goTo),
  ...COMMON_ACTIONS.map(inView),
  ...VIEWS.flatMap((view) => view.actions ?? []).map(inView),
  {
    id: 'window.palette',
    title: 'command.palette',
    group: 'window',
    keys: 'mod+k',
    available: always,
    run: ({ overlay }) => overlay.setState({ overlay: 'palette' }),
  },
  {
    id: 'window.help',
    title: 'command.help',
    group: 'window',
    keys: '?',
    available: always,
    run: ({ overlay }) => overlay.setState({ overlay: 'help' }),
  },
  {
    id: 'window.inspector',
    title: 'command.inspector',
    group: 'window',
    keys: 'i',
    available: always,
    run: ({ inspector }) => inspector.setOpen(!inspector.getState().open),
  },
  {
    id: 'window.undo',
    title: 'command.undo',
    group: 'window',
    keys: 'mod+z',
    available: ({ undo }) => undo.getState().undoable > 0,
    run: ({ undo }) => void undo.undo(),
  },
  {
    id: 'window.redo',
    title: 'command.redo',
    group: 'window',
    keys: 'mod+y',
    available: ({ undo }) => undo.getState().redoable > 0,
    run: ({ undo }) => void undo.redo(),
  },
  change('window.theme', 'command.theme', 't', () => ({
    theme: document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark',
  })),
  change('window.density', 'command.density', undefined, ({ density }) => ({
    density: density === 'compact' ? 'comfortable' : 'compact',
  })),
]

/** The keys of a command, for tooltips. */
export function keysOf(id: string): Keys | undefined {
  return COMMANDS.find((command) => command.id === id)?.keys
}
