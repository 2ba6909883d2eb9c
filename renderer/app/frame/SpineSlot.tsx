import { type ComponentType, Suspense } from 'react'
import { modelOf } from '../../stores/routes.ts'
import { Apart, codeApart } from '../code-apart.ts'
import { useRoute, useTranslator } from '../context.ts'
import { FailureBoundary } from '../FailureBoundary.tsx'
import { SPINE } from '../views.ts'
import styles from './frame.module.css'

export type SpineLoader = () => Promise<{ default: ComponentType<{ readonly model: string }> }>

const CODE = SPINE === null ? null : codeApart(SPINE)

/** Loads the code of the spine before it is rendered. */
export async function preloadSpine(): Promise<void> {
  await CODE?.load()
}

/** The strip for the time spine, above everything about a model. */
export function SpineSlot() {
  const t = useTranslator()
  const model = modelOf(useRoute())
  if (CODE === null || model === null) return null
  return (
    <section className={styles.spine} aria-label={t.text('frame.spine')}>
      <FailureBoundary resetKey={model}>
        <Suspense>
          <Apart key={model} code={CODE} props={{ model }} />
        </Suspense>
      </FailureBoundary>
    </section>
  )
}
