import type { Level, Standing } from '../app/view.ts'
import { VIEWS } from '../app/views.ts'
import type { NavigationState } from '../stores/navigation.ts'
import type { Route } from '../stores/routes.ts'

/** A view that stands in the navigation. */
export type Destination = { readonly view: string; readonly standing: Standing<object> }

/** The views of the navigation, of one level or of all, in their order. */
export function standings(level?: Level): readonly Destination[] {
  return VIEWS.flatMap(({ name, navigation }) =>
    navigation === undefined ? [] : [{ view: name, standing: navigation as Standing<object> }],
  )
    .filter(({ standing }) => level === undefined || standing.level === level)
    .sort((a, b) => a.standing.order - b.standing.order)
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
