import { Suspense } from 'react'
import { Skeleton } from '../components/States.tsx'
import { type AnyView, pathOf } from '../stores/routes.ts'
import { UnknownPage } from '../views/UnknownPage.tsx'
import { Apart, type CodeApart, codeApart } from './code-apart.ts'
import { useRoute } from './context.ts'
import styles from './frame/view.module.css'
import { VIEWS } from './views.ts'

const CODE: ReadonlyMap<string, CodeApart<object>> = new Map(
  VIEWS.map((view: AnyView) => [view.name, codeApart<object>(() => view.load())]),
)

/** Loads the code of a view before it is rendered. */
export async function preloadView(name: string): Promise<void> {
  await CODE.get(name)?.load()
}

export function CurrentView() {
  const route = useRoute()
  const code = CODE.get(route.view)
  if (code === undefined) return <UnknownPage />
  return (
    <Suspense
      fallback={
        <div className={styles.page}>
          <Skeleton />
        </div>
      }
    >
      <Apart key={pathOf(route)} code={code} props={route} />
    </Suspense>
  )
}
