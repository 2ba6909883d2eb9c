import { lazy, type ReactNode, Suspense } from 'react'
import { modelOf } from '../../stores/routes.ts'
import { useRoute, useTranslator } from '../context.ts'
import { FailureBoundary } from '../FailureBoundary.tsx'
import { SPINE } from '../views.ts'
import styles from './frame.module.css'

export type SpineLoader = () => Promise<{ default(place: { readonly model: string }): ReactNode }>

const Spine = SPINE === null ? null : lazy(SPINE)

/** The strip for the time spine, above everything about a model. */
export function SpineSlot() {
  const t = useTranslator()
  const model = modelOf(useRoute())
  if (Spine === null || model === null) return null
  return (
    <section className={styles.spine} aria-label={t.text('frame.spine')}>
      <FailureBoundary resetKey={model}>
        <Suspense>
          <Spine key={model} model={model} />
        </Suspense>
      </FailureBoundary>
    </section>
  )
}
