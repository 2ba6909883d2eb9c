import { ShieldCheck } from 'lucide-react'
import { QUALITY_SEVERITIES, type QualitySeverity } from '#shared/contract/documents/drift.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useQuery } from '../../app/context.ts'
import type { View } from '../../app/view.ts'

type QualityPlace = {
  readonly run: RunId
  /** Of the rejected rows, from 1. */
  readonly page: number
  /** Severities that are shown; all of them when empty. */
  readonly severities: readonly QualitySeverity[]
}

export const qualityView: View<'quality', QualityPlace> = {
  name: 'quality',
  path: '/runs/:run/quality',
  parse({ run }, search) {
    const wanted = search.getAll('severity')
    const page = Number(search.get('page') ?? 1)
    return {
      run: run as RunId,
      page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
      severities: QUALITY_SEVERITIES.filter((one) => wanted.includes(one)),
    }
  },
  format({ run, page, severities }) {
    const search = new URLSearchParams()
    if (page > 1) search.set('page', String(page))
    for (const severity of severities) search.append('severity', severity)
    return { names: { run }, search }
  },
  load: () => import('./QualityPage.tsx').then(({ QualityPage }) => ({ default: QualityPage })),
  about: 'about.quality',
  navigation: {
    level: 'run',
    of: (run) => ({ run, page: 1, severities: [] }),
    label: 'view.quality',
    question: 'nav.quality',
    icon: ShieldCheck,
    order: 30,
    keys: 'g q',
    useCount: ({ run }) => useQuery('drift.get', { run }).data?.document.quality.length,
  },
}
