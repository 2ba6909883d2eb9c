import type { BreakerState } from '#shared/contract/documents/model.ts'
import { stateSpans } from '#shared/policy/breaker/spans.ts'
import type { SpineContributor } from '../../models/spine/contributors.ts'
import { BREAKER_HISTORY } from './breakers.ts'

/** The states of a model's breaker as a lane of its spine; none for a model without one. */
export const breakerLane: SpineContributor = async ({ breakers, store }, model) => {
  const view = await breakers.get(model)
  if (view === null) return { lanes: [], marks: [] }
  const transitions = (await store.listBreakerTransitions(model, BREAKER_HISTORY)).map(({ at, to }) => ({
    at: at === null ? null : new Date(at).toISOString(),
    to: to as BreakerState,
  }))
  const spans = [...stateSpans(transitions, view)]
  return { lanes: [{ kind: 'breaker', name: model, spans }], marks: [] }
}
