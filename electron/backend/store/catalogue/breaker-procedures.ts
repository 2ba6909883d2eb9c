import type { ProcedureHandlers } from '../../threads/expose.ts'
import type { BreakerStore } from '../breaker-types.ts'
import type { StoreProcedures } from '../procedures.ts'
import {
  acknowledgeBreakerDrill,
  armBreaker,
  changeBreaker,
  disarmBreaker,
  getBreaker,
  listBreakerDrills,
  listBreakers,
  listBreakerTransitions,
  noteBreakerProblem,
  startBreakerDrill,
} from './breakers.ts'
import { addLoopTest, listLoopTests } from './loop-tests.ts'
import type { Catalogue } from './open.ts'

type Within = <T>(use: (catalogue: Catalogue) => T) => T

/** What the store thread does for breakers. */
export function breakerProcedures(
  within: Within,
): Pick<ProcedureHandlers<StoreProcedures>, keyof BreakerStore> {
  return {
    listBreakers: () => within(({ database }) => listBreakers(database)),
    getBreaker: ([model]) => within(({ database }) => getBreaker(database, model)),
    armBreaker: ([breaker]) => within(({ database }) => armBreaker(database, breaker)),
    disarmBreaker: ([model, by, reason]) =>
      within(({ database }) => disarmBreaker(database, model, by, reason)),
    changeBreaker: ([model, change]) => within(({ database }) => changeBreaker(database, model, change)),
    noteBreakerProblem: ([model, problem]) =>
      within(({ database }) => noteBreakerProblem(database, model, problem)),
    listBreakerTransitions: ([model, limit]) =>
      within(({ database }) => listBreakerTransitions(database, model, limit)),
    startBreakerDrill: ([model, by]) => within(({ database }) => startBreakerDrill(database, model, by)),
    acknowledgeBreakerDrill: ([model, by]) =>
      within(({ database }) => acknowledgeBreakerDrill(database, model, by)),
    addLoopTest: ([model, test]) => within(({ database }) => addLoopTest(database, model, test)),
    listLoopTests: ([model]) => within(({ database }) => listLoopTests(database, model)),
    listBreakerDrills: ([model]) => within(({ database }) => listBreakerDrills(database, model)),
  }
}
