import type { Handlers } from '#shared/contract/handlers.ts'
import type { SINK_OPERATIONS } from '#shared/contract/sink-operations.ts'
import type { Services } from '../services.ts'

/** What the operations on sinks and deliveries do. */
export function sinkHandlers({ sinks }: Services): Pick<Handlers, keyof typeof SINK_OPERATIONS> {
  return {
    'sinks.list': async () => ({ sinks: await sinks.list() }),
    'sinks.save': ({ by, ...change }) => sinks.save(change, by),
    'sinks.remove': async ({ sink, by }) => {
      await sinks.remove(sink, by)
      return {}
    },
    'sinks.test': ({ sink }) => sinks.test(sink),
    'deliveries.list': ({ state = null, sink = null, offset, limit }) =>
      sinks.deliveries({ state, sink }, offset, limit),
    'deliveries.retry': async ({ keys, by }) => ({ count: await sinks.retry(keys, by) }),
    'deliveries.discard': async ({ keys, by, reason }) => ({ count: await sinks.discard(keys, by, reason) }),
  }
}
