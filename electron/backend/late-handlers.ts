import type { Handlers, JobContext } from '#shared/contract/handlers.ts'
import type { OperationName } from '#shared/contract/operations.ts'

type Work = (params: unknown, context: JobContext) => unknown

/** Handlers whose code is loaded once one of them is asked, so that the start of the app does not wait for it. */
export function lateHandlers<Name extends OperationName>(
  operations: Readonly<Record<Name, unknown>>,
  load: () => Promise<Pick<Handlers, Name>>,
): Pick<Handlers, Name> {
  let loading: Promise<Pick<Handlers, Name>> | undefined
  const late = (name: string): Work => {
    return async (params, context) => {
      loading ??= load()
      const handlers: Readonly<Record<string, unknown>> = await loading
      return (handlers[name] as Work)(params, context)
    }
  }
  const all = Object.keys(operations).map((name) => [name, late(name)] as const)
  return Object.fromEntries(all) as Pick<Handlers, Name>
}
