import { join } from 'node:path'
import type { LocalBackend } from '#backend/backend.ts'
import type { Computed } from '#backend/compute/dense/dense.ts'
import type { DenseWork } from '#backend/compute/dense/work.ts'
import type { BackendChoice } from '#shared/contract/backend-choice.ts'
import { type Client, createClient } from '#shared/contract/client.ts'
import type { OperationOf, Params, Result } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import { RESOURCES_FOLDER } from '../../loopback/app-folders.ts'
import { findBrowser } from '../../loopback/browser.ts'
import { deliverTo, nodePlatform } from '../../loopback/platform.ts'
import { makeTemporaryFolder } from '../../security/files/temporary-folder.ts'
import type { Surroundings } from '../command.ts'
import { STANDARD_INPUT } from '../input/expand-files.ts'
import { spoolStandardInput } from '../input/standard-input.ts'
import { progressReporter } from '../terminal/progress.ts'
import { noteLeftover } from './leftovers.ts'

/** A backend of this process and what a command does with it. */
export type BackendSession = {
  readonly client: Client
  /** Imports what comes into a folder until it is stopped. */
  readonly watchFolder: LocalBackend['watchFolder']
  /** Does arithmetic on all cores or a graphics device; an interruption ends it. */
  compute<T>(work: DenseWork<T>, choice: BackendChoice): Promise<Computed<T>>
  /** Tokens of files as `expandFiles` gives them; standard input is spooled. */
  grant(files: readonly string[]): Promise<FileToken[]>
  /** Runs a job to its end, with progress; an interruption cancels it. */
  runJob<Name extends OperationOf<'job'>>(name: Name, params: Params<Name>): Promise<Result<Name>>
  /** Runs what delivers a file, and puts the file at this path. */
  deliveringTo<T>(path: string, work: () => Promise<T>): Promise<T>
}

/**
 * Runs `use` with a backend on a workspace, or on a temporary one that is gone afterwards, also when the work
 * fails or is interrupted.
 * @throws AppError what the backend says; `CANCELLED` after an interruption.
 */
export async function withBackend<T>(
  surroundings: Surroundings,
  options: { readonly workspace: string | undefined; readonly quiet: boolean },
  use: (session: BackendSession) => Promise<T>,
): Promise<T> {
  const { terminal, signal, stdin } = surroundings
  const temporary = await makeTemporaryFolder()
  noteLeftover(temporary.path)
  let target: string | undefined
  try {
    const [{ createBackend }, { localTransport }] = await Promise.all([
      import('#backend/create-backend.ts'),
      import('#backend/local-transport.ts'),
    ])
    const backend = await createBackend(
      nodePlatform({
        shell: 'cli',
        paths: {
          workspace: options.workspace ?? join(temporary.path, 'workspace'),
          temporary: temporary.path,
          resources: RESOURCES_FOLDER,
        },
        browser: findBrowser(),
        deliver: (file) => {
          if (target === undefined)
            throw new AppError('INTERNAL', 'Nobody said where a file goes.', 'Try again.')
          return deliverTo(target)(file)
        },
        // What a notification says is said by the error of the job, in the one line that belongs to it.
        say: () => undefined,
      }),
    )
    try {
      const client = createClient(localTransport(backend))
      return await use({
        client,
        watchFolder: backend.watchFolder,
        compute: (work, choice) => backend.compute(work, choice, signal),
        async grant(files) {
          const tokens: FileToken[] = []
          for (const file of files) {
            throwIfInterrupted(signal)
            const path =
              file === STANDARD_INPUT ? await spoolStandardInput(stdin, temporary.path, signal) : file
            tokens.push((await backend.grantFile(path)).token)
          }
          return tokens
        },
        async runJob(name, params) {
          throwIfInterrupted(signal)
          const job = client.job(name, params, progressReporter(terminal, options.quiet))
          const cancel = () => {
            terminal.progress('stopping …')
            // When the job has ended meanwhile there is nothing to cancel, and its result tells how it ended.
            job.cancel().catch((error: unknown) => terminal.trace(String(error)))
          }
          signal.addEventListener('abort', cancel, { once: true })
          try {
            return await job.result
          } finally {
            signal.removeEventListener('abort', cancel)
            terminal.progress('')
          }
        },
        async deliveringTo(path, work) {
          target = path
          try {
            return await work()
          } finally {
            target = undefined
          }
        },
      })
    } finally {
      await backend.close()
    }
  } finally {
    await temporary.remove()
  }
}

/** @throws AppError `CANCELLED` */
export function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('CANCELLED', 'Interrupted.', 'Run it again.')
}
