import type { Level, Standing } from '../app/view.ts'
import { VIEWS } from '../app/views.ts'
import type { NavigationState, Subject } from '../stores/navigation.ts'
import { type Route, viewOf } from '../stores/routes.ts'

/** A view that stands in the navigation. */
export type Destination = { readonly view: string; readonly standing: Standing<object> }

/** What is looked at comes before what is always there. */
const LEVELS: readonly Level[] = ['model', 'run', 'workspace']

/** The views of the navigation, of one level or of all, in their order. */
export function standings(level?: Level): readonly Destination[] {
  return VIEWS.flatMap(({ name, navigation }) =>
    navigation === undefined ? [] : [{ view: name, standing: navigation as Standing<object> }],
  )
    .filter(({ standing }) => level === undefined || standing.level === level)
    .sort(
      (a, b) =>
        LEVELS.indexOf(a.standing.level) - LEVELS.indexOf(b.standing.level) ||
        a.standing.order - b.standing.order,
    )
}

/** Where a destination leads now; null when it is about a model or a comparison and none is looked at. */
export function placeOf(
  { view, standing }: Destination,
  { subject }: Pick<NavigationState, 'subject'>,
): Route | null {
  switch (standing.level) {
    case 'workspace':
      return { view, ...standing.place } as Route
    case 'model':
      return subject?.kind === 'model' ? ({ view, ...standing.of(subject.model) } as Route) : null
    case 'run':
      return subject?.kind === 'run' ? ({ view, ...standing.of(subject.run) } as Route) : null
  }
}

/** Where a subject is looked at: in the view that is shown where it can show it, else in the first of its level. */
export function placeFor(view: string, subject: Subject): Route | null {
  const shown = viewOf(view)?.under ?? view
  const all = standings(subject.kind)
  const destination = all.find((one) => one.view === shown) ?? all[0]
  return destination === undefined ? null : placeOf(destination, { subject })
}
