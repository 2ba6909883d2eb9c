import { lazy, Suspense } from 'react'
import { Skeleton } from '../components/States.tsx'
import { JobPage } from '../views/job/JobPage.tsx'
import { StartPage } from '../views/start/StartPage.tsx'
import { UnknownPage } from '../views/UnknownPage.tsx'
import { useRoute } from './context.ts'
import styles from './frame/view.module.css'

// What the first screen does not show is loaded when it is needed.
const MappingPage = lazy(() =>
  import('../views/mapping/MappingPage.tsx').then((module) => ({ default: module.MappingPage })),
)
const DriftPage = lazy(() =>
  import('../views/drift/DriftPage.tsx').then((module) => ({ default: module.DriftPage })),
)
const ColumnPage = lazy(() =>
  import('../views/column/ColumnPage.tsx').then((module) => ({ default: module.ColumnPage })),
)
const TimePage = lazy(() =>
  import('../views/time/TimePage.tsx').then((module) => ({ default: module.TimePage })),
)
const AuditPage = lazy(() =>
  import('../views/audit/AuditPage.tsx').then((module) => ({ default: module.AuditPage })),
)
const TogetherPage = lazy(() =>
  import('../views/together/TogetherPage.tsx').then((module) => ({ default: module.TogetherPage })),
)
const QualityPage = lazy(() =>
  import('../views/quality/QualityPage.tsx').then((module) => ({ default: module.QualityPage })),
)
const InputsPage = lazy(() =>
  import('../views/inputs/InputsPage.tsx').then((module) => ({ default: module.InputsPage })),
)
const SettingsPage = lazy(() =>
  import('../views/settings/SettingsPage.tsx').then((module) => ({ default: module.SettingsPage })),
)

export function CurrentView() {
  return (
    <Suspense
      fallback={
        <div className={styles.page}>
          <Skeleton />
        </div>
      }
    >
      <RoutedView />
    </Suspense>
  )
}

function RoutedView() {
  const route = useRoute()
  switch (route.view) {
    case 'start':
      return <StartPage />
    case 'mapping':
      return <MappingPage />
    case 'job':
      return <JobPage key={route.job} job={route.job} />
    case 'drift':
      return <DriftPage key={route.run} run={route.run} filter={route.filter} />
    case 'column':
      return <ColumnPage key={`${route.run} ${route.column}`} run={route.run} column={route.column} />
    case 'audit':
      return <AuditPage key={`${route.run} ${route.column}`} run={route.run} column={route.column} />
    case 'time':
      return (
        <TimePage key={route.run} run={route.run} order={route.order} column={route.column} at={route.at} />
      )
    case 'together':
      return <TogetherPage key={route.run} run={route.run} />
    case 'quality':
      return <QualityPage key={route.run} run={route.run} page={route.page} severities={route.severities} />
    case 'inputs':
      return <InputsPage key={route.run} run={route.run} />
    case 'settings':
      return <SettingsPage />
    case 'unknown':
      return <UnknownPage />
  }
}
