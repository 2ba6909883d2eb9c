import { useTranslator } from '../../app/context.ts'
import { IncidentPage } from './IncidentPage.tsx'
import { Library } from './Library.tsx'
import type { LabPlace } from './view.ts'

/** The incident library, and the replay of one incident. */
export function LabPage({ incident, seed }: LabPlace) {
  const t = useTranslator()
  return incident === null ? (
    <Library title={t.text('view.lab')} />
  ) : (
    <IncidentPage key={`${incident} ${seed}`} name={incident} seed={seed} />
  )
}
