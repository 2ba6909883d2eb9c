import type { Settings } from '#shared/contract/operations.ts'
import type { RunId } from '#shared/domain/ids.ts'
import type { App } from '../app/app.ts'
import type { PlainKey } from '../i18n/english.ts'
import { DEFAULT_FILTER, type Route } from '../stores/routes.ts'
import type { Keys } from './shortcuts.ts'
import type { ViewAction } from './view-actions.ts'

export type CommandGroup = 'go' | 'view' | 'window'

export type Command = {
  readonly id: string
  readonly title: PlainKey
  readonly group: CommandGroup
  readonly keys?: Keys
  available(app: App): boolean
  run(app: App): void
}

const always = () => true
const runOpen = (app: App) => app.navigation.getState().run !== null

function go(id: string, title: PlainKey, keys: Keys, route: Route): Command {
  return { id, title, group: 'go', keys, available: always, run: ({ navigation }) => navigation.go(route) }
}

function goInRun(id: string, title: PlainKey, keys: Keys, routeOf: (run: RunId) => Route): Command {
  return {
    id,
    title,
    group: 'go',
    keys,
    available: runOpen,
    run: ({ navigation }) => {
      const { run } = navigation.getState()
      if (run !== null) navigation.go(routeOf(run))
    },
  }
}

function inView(action: ViewAction, title: PlainKey, keys: Keys): Command {
  return {
    id: `view.${action}`,
    title,
    group: 'view',
    keys,
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

/** Every command of the window: the palette, the keyboard and the help sheet all read this list. */
export const COMMANDS: readonly Command[] = [
  go('go.start', 'command.start', 'g s', { view: 'start' }),
  {
    ...go('go.mapping', 'command.mapping', 'g m', { view: 'mapping' }),
    available: ({ comparison }) => comparison.getState().reference.files.length > 0,
  },
  goInRun('go.drift', 'command.drift', 'g d', (run) => ({ view: 'drift', run, filter: DEFAULT_FILTER })),
  goInRun('go.time', 'command.time', 'g w', (run) => ({
    view: 'time',
    run,
    order: 'severity',
    column: null,
    at: null,
  })),
  goInRun('go.together', 'command.together', 'g t', (run) => ({ view: 'together', run })),
  goInRun('go.quality', 'command.quality', 'g q', (run) => ({
    view: 'quality',
    run,
    page: 1,
    severities: [],
  })),
  goInRun('go.inputs', 'command.inputs', 'g i', (run) => ({ view: 'inputs', run })),
  go('go.settings', 'command.settings', 'mod+,', { view: 'settings' }),
  inView('run', 'command.run', 'mod+Enter'),
  inView('swap', 'command.swap', 'x'),
  inView('search', 'command.search', '/'),
  inView('next', 'command.next', 'n'),
  inView('previous', 'command.previous', 'p'),
  inView('up', 'command.up', 'u'),
  inView('audit', 'command.audit', 'a'),
  inView('export', 'command.export', 'e'),
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
