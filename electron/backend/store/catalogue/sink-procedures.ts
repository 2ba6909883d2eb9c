import type { ProcedureHandlers } from '../../threads/expose.ts'
import type { StoreProcedures } from '../procedures.ts'
import type { SinkStore } from '../sink-types.ts'
import {
  countDeliveries,
  discardDeliveries,
  endTry,
  listDeliveries,
  nextDeliveries,
  queueNotices,
  removeSink,
  retryDeliveries,
} from './deliveries.ts'
import type { Catalogue } from './open.ts'
import { listSinks, saveSink } from './sinks.ts'

type Within = <T>(use: (catalogue: Catalogue) => T) => T

/** What the store thread does for sinks. */
export function sinkProcedures(within: Within): Pick<ProcedureHandlers<StoreProcedures>, keyof SinkStore> {
  return {
    listSinks: () => within(({ database }) => listSinks(database)),
    saveSink: ([sink, by]) => within(({ database }) => saveSink(database, sink, by)),
    removeSink: ([sink, by]) => within(({ database }) => removeSink(database, sink, by)),
    queueNotices: ([notices]) =>
      within(({ database }) => database.transaction(() => queueNotices(database, notices)).immediate()),
    nextDeliveries: () => within(({ database }) => nextDeliveries(database)),
    endTry: ([key, result]) => within(({ database }) => endTry(database, key, result)),
    listDeliveries: ([filter, offset, limit]) =>
      within(({ database }) => listDeliveries(database, filter, offset, limit)),
    countDeliveries: () => within(({ database }) => countDeliveries(database)),
    retryDeliveries: ([keys, by]) => within(({ database }) => retryDeliveries(database, keys, by)),
    discardDeliveries: ([keys, by, reason]) =>
      within(({ database }) => discardDeliveries(database, keys, by, reason)),
  }
}
