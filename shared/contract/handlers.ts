import { AppError } from '../domain/errors.ts'
import type { JobId } from '../domain/ids.ts'
import type { JobProgress } from './events.ts'
import type { LifecycleOperationName } from './lifecycle-operations.ts'
import {
  isOperationName,
  OPERATIONS,
  type OperationName,
  type Operations,
  type ParsedParams,
  type Result,
} from './operations.ts'

/** What a running job may use. */
export type JobContext = {
  /** Set to 1 when the job shall stop; shared with worker threads. */
  readonly cancelFlag: Int32Array
  /** Rejects with `CANCELLED` when the job shall stop; call between steps. */
  throwIfCancelled(): void
  report(progress: JobProgress): void
}

type Handler<Name extends OperationName> = Operations[Name]['kind'] extends 'job'
  ? (params: ParsedParams<Name>, context: JobContext) => Promise<Result<Name>>
  : (params: ParsedParams<Name>) => Promise<Result<Name>> | Result<Name>

/** One handler for each operation: a missing or an extra one does not compile. */
export type Handlers = { readonly [Name in OperationName]: Handler<Name> }

/** The handlers of an open workspace; what comes before and after it is the business of its window. */
export type WorkspaceHandlers = Omit<Handlers, LifecycleOperationName>

/** What a transport carries to the backend and back: jobs answer with their id. */
export type Answer<Name extends OperationName> = Operations[Name]['kind'] extends 'job'
  ? { readonly job: JobId }
  : Result<Name>

/**
 * The parsed parameters of an operation that came over a boundary.
 * @throws AppError `UNKNOWN_OPERATION` for a name that the map does not own, `BAD_PARAMS` with the path otherwise.
 */
export function parseRequest(operation: unknown, params: unknown): { name: OperationName; params: unknown } {
  if (typeof operation !== 'string' || !isOperationName(operation)) {
    throw new AppError(
      'UNKNOWN_OPERATION',
      `There is no operation "${String(operation).slice(0, 100)}".`,
      'Reload the window; if it stays, the page and the backend are of different versions.',
    )
  }
  const parsed = OPERATIONS[operation].params.safeParse(params)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const where =
      issue === undefined ? '' : ` at ${issue.path.join('.') || 'the top level'}: ${issue.message}`
    throw new AppError(
      'BAD_PARAMS',
      `The parameters of ${operation} do not fit${where}.`,
      'Correct the named parameter.',
    )
  }
  return { name: operation, params: parsed.data }
}
