import { useEffect, useState } from 'react'
import type { ModelOnsets, ModelSpine } from '#shared/contract/documents/model.ts'
import { useApp } from '../../app/context.ts'

const NONE: ModelOnsets['onsets'] = []

/** When the worst columns changed, dated in the background once the course of a model is on screen. */
export function useOnsets(spine: ModelSpine): ModelOnsets['onsets'] {
  const { client } = useApp()
  const [found, setFound] = useState<{ readonly of: string; readonly onsets: ModelOnsets['onsets'] } | null>(
    null,
  )
  const { model, baseline, buckets, unit, drifted } = spine
  const dated = unit === 'time' && baseline !== null && (drifted?.some((count) => count > 0) ?? false)
  const of = JSON.stringify([model, baseline?.baseline, buckets.length, buckets[buckets.length - 1]?.end])
  useEffect(() => {
    if (!dated) return
    const job = client.job('models.onsets', { model })
    let here = true
    job.result.then(
      ({ onsets }) => {
        if (here) setFound({ of, onsets })
      },
      // The spine stands without these marks; the job tray shows what failed.
      () => {
        if (here) setFound({ of, onsets: NONE })
      },
    )
    return () => {
      here = false
      job.cancel().catch(() => undefined)
    }
  }, [client, model, dated, of])
  return found?.of === of ? found.onsets : NONE
}
