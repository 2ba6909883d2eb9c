import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react'
import { Skeleton } from '../components/States.tsx'
import { type AnyView, pathOf, viewOf } from '../stores/routes.ts'
import { UnknownPage } from '../views/UnknownPage.tsx'
import { useRoute } from './context.ts'
import styles from './frame/view.module.css'
import { VIEWS } from './views.ts'

type Shown = LazyExoticComponent<ComponentType<object>>

/** What no screen shows yet is loaded when it is needed. */
const SHOWN: ReadonlyMap<string, Shown> = new Map(
  VIEWS.map((view: AnyView) => [view.name, lazy<ComponentType<object>>(() => view.load())]),
)

/** Begins to load the code of a view before it is rendered. */
export function preloadView(name: string): void {
  // A failure comes back, with its message, when the view is rendered.
  viewOf(name)
    ?.load()
    .catch(() => undefined)
}

export function CurrentView() {
  const route = useRoute()
  const View = SHOWN.get(route.view)
  if (View === undefined) return <UnknownPage />
  return (
    <Suspense
      fallback={
        <div className={styles.page}>
          <Skeleton />
        </div>
      }
    >
      <View key={pathOf(route)} {...route} />
    </Suspense>
  )
}
