import type { Handlers } from '#shared/contract/handlers.ts'
import type { RESPONSE_OPERATIONS } from '#shared/contract/response-operations.ts'
import type { Services } from '../../services.ts'
import { runReadiness } from '../readiness/run.ts'
import { proposeResponse } from './plan.ts'

/** What the operations on responses and on readiness do. */
export function responseHandlers(services: Services): Pick<Handlers, keyof typeof RESPONSE_OPERATIONS> {
  const { store, events } = services
  const changed = () => events.publish({ type: 'responses.changed' })
  return {
    'responses.plan': async ({ model }, context) => {
      const view = await store.proposeResponse(await proposeResponse(services, model, context))
      changed()
      return view
    },
    'responses.list': async ({ model }) => ({ responses: [...(await store.listResponses(model))] }),
    'responses.decide': async ({ response, ...decision }) => {
      const view = await store.decideResponse(response, decision)
      changed()
      return view
    },
    'readiness.run': ({ model }, context) => runReadiness(services, model, context),
  }
}
