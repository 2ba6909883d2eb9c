import { AppError } from '../domain/errors.ts'
import type { JobId } from '../domain/ids.ts'
import { fromErrorShape } from './errors.ts'
import type { AppEvent, EventMessage, JobProgress, JobView } from './events.ts'
import { OPERATIONS, type OperationName, type OperationOf, type Params, type Result } from './operations.ts'

/** Carries one request to the backend and its answer back. Rejects with an `AppError`. */
export type Transport = {
  send(operation: OperationName, params: unknown): Promise<unknown>
  /** Calls back with each event from now on; the returned function stops it. */
  onEvent(listener: (message: EventMessage) => void): () => void
}

export type RunningJob<Name extends OperationOf<'job'>> = {
  readonly id: Promise<JobId>
  /** The parsed result; rejects with the job's error, `CANCELLED` included. */
  readonly result: Promise<Result<Name>>
  cancel(): Promise<void>
}

export type Client = {
  query<Name extends OperationOf<'query'>>(name: Name, params: Params<Name>): Promise<Result<Name>>
  command<Name extends OperationOf<'command'>>(name: Name, params: Params<Name>): Promise<Result<Name>>
  job<Name extends OperationOf<'job'>>(
    name: Name,
    params: Params<Name>,
    onProgress?: (progress: JobProgress) => void,
  ): RunningJob<Name>
  onEvent(listener: (event: AppEvent, sequence: number) => void): () => void
}

/** A typed client over any transport; results are parsed by the contract, so a wrong answer is an error here. */
export function createClient(transport: Transport): Client {
  const ask = async <Name extends OperationName>(name: Name, params: unknown): Promise<Result<Name>> =>
    parseResult(name, await transport.send(name, params))

  return {
    query: ask,
    command: ask,
    onEvent: (listener) => transport.onEvent((message) => listener(message.event, message.sequence)),
    job(name, params, onProgress) {
      // Events can overtake the answer that carries the id, so they are kept until the id is known.
      const early: JobView[] = []
      let known: JobId | undefined
      const ended = Promise.withResolvers<JobView>()
      const take = (view: JobView) => {
        if (view.job !== known) return
        if (view.progress !== null) onProgress?.(view.progress)
        if (view.state !== 'running') ended.resolve(view)
      }
      const stop = transport.onEvent(({ event }) => {
        if (event.type !== 'job') return
        if (known === undefined) early.push(event.view)
        else take(event.view)
      })
      const id = transport.send(name, params).then((answer) => {
        known = jobIdOf(answer)
        for (const view of early.splice(0)) take(view)
        return known
      })
      const finish = async (): Promise<Result<typeof name>> => {
        try {
          const job = await id
          const view = await ended.promise
          if (view.error !== null) throw fromErrorShape(view.error)
          const { result } = await ask('jobs.result', { job })
          return parseResult(name, result)
        } finally {
          stop()
        }
      }
      return {
        id,
        result: finish(),
        cancel: async () => {
          await ask('jobs.cancel', { job: await id })
        },
      }
    },
  }
}

function parseResult<Name extends OperationName>(name: Name, answer: unknown): Result<Name> {
  const parsed = OPERATIONS[name].result.safeParse(answer)
  if (!parsed.success) {
    throw new AppError(
      'INTERNAL',
      `The answer to ${name} does not fit the contract: ${parsed.error.issues[0]?.message ?? ''}`,
      'Reload the window; the page and the backend may be of different versions.',
    )
  }
  return parsed.data as Result<Name>
}

function jobIdOf(answer: unknown): JobId {
  const job: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'job') : undefined
  if (typeof job !== 'string') throw new AppError('INTERNAL', 'A job did not start.', 'Try again.')
  return job as JobId
}
