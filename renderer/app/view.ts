import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RunId } from '#shared/domain/ids.ts'
import type { Keys } from '../commands/shortcuts.ts'
import type { PlainKey } from '../i18n/english.ts'
import type { App } from './app.ts'

/** The place of a view that needs nothing but its name. */
export type NoPlace = Readonly<Record<never, never>>

/** What a link of a view says besides the words of its path. */
export type LinkParts = {
  /** Values of the `:names` in the path. */
  readonly names?: Readonly<Record<string, string>>
  readonly search?: URLSearchParams
}

/**
 * One view as the frame knows it. Links, navigation, palette, keys, help sheet, inspector and tests are derived from
 * the list of these; a view's code is loaded when it is first shown.
 *
 * Methods rather than function properties, so that a view of one place stands in a list of views of any place.
 */
export type View<Name extends string, Place extends object, Action extends string = never> = {
  readonly name: Name
  /** Words and `:names`, as in `/runs/:run/columns/:column`. A name is never empty unless it ends in `?`. */
  readonly path: string
  /** The place of a link, from the decoded values of its names and its search; null when they name no place. */
  parse(names: Readonly<Record<string, string>>, search: URLSearchParams): Place | null
  /** The parts of the link of a place, such that `parse` gives the place back. */
  format(place: Place): LinkParts
  /** The component; it gets the place as its properties and is made anew when the path of its link changes. */
  load(): Promise<{ default(place: Place): ReactNode }>
  /** What the inspector says while nothing is selected. */
  readonly about: PlainKey
  /** Where the view stands in the navigation; none for a view that is reached from another one. */
  readonly navigation?: Standing<Place>
  /** The view in the navigation to which this one belongs. */
  readonly under?: string
  /** What the view can do on command; it offers each with `useViewAction` while it can. */
  readonly actions?: readonly ViewActionDefinition<Action>[]
  /** Keys that work while the focus is inside the view, for the help sheet: `ArrowUp ArrowDown` are two keys. */
  readonly keys?: readonly (readonly [keys: Keys, title: PlainKey])[]
}

export type ViewActionDefinition<Action extends string> = {
  readonly action: Action
  readonly title: PlainKey
  readonly keys?: Keys
}

/** Where a view stands in the navigation, and how one gets there by name or key. */
export type Standing<Place extends object> = {
  /** Its name in a word or two. */
  readonly label: PlainKey
  /** The question that it answers. */
  readonly question: PlainKey
  readonly icon: LucideIcon
  /** Smaller is further up; multiples of ten leave room. */
  readonly order: number
  readonly keys?: Keys
  /** Whether it can be gone to now; always when absent. */
  available?(app: App): boolean
  /** A hook: how many things wait in the view. */
  useCount?(place: Place): number | undefined
} & (
  | { readonly level: 'workspace'; readonly place: Place; readonly foot?: boolean }
  | { readonly level: 'model'; of(model: string): Place }
  | { readonly level: 'run'; of(run: RunId): Place }
)

export type Level = Standing<object>['level']
