import type { BreakerState } from '#shared/contract/documents/model.ts'
import type { SpineContributor } from '../../models/spine/contributors.ts'
import { BREAKER_HISTORY } from './breakers.ts'

/** The states of a model's breaker as a lane of its spine; none for a model without one. */
export const breakerLane: SpineContributor = async ({ breakers, store }, model) => {
  const view = await breakers.get(model)
  if (view === null) return { lanes: [], marks: [] }
  const moves = (await store.listBreakerTransitions(model, BREAKER_HISTORY))
    .flatMap(({ at, to }) =>
      at === null ? [] : [{ start: new Date(at).toISOString(), state: to as BreakerState }],
    )
    .toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
  const starts = moves.length > 0 || view.since === null ? moves : [{ start: view.since, state: view.state }]
  const spans = starts.map(({ start, state }, index) => ({
    start,
    end: starts[index + 1]?.start ?? null,
    state,
  }))
  return { lanes: [{ kind: 'breaker', name: model, spans }], marks: [] }
}
