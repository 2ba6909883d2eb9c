import { availableParallelism } from 'node:os'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { cancelledError } from '../cancelled.ts'
import type { Compression } from '../files/probe.ts'
import type { SourceFile } from '../types.ts'

const MEMORY_LIMIT = '512MB'
/**
 * What threads may read ahead of the one that takes the rows. It holds several of the pieces that each of them takes of a
 * file: with one or two (32 MB), and with DuckDB's default of 1 MB, they mostly wait for the piece that comes first.
 */
const READ_AHEAD = '64MB'
const MOST_THREADS = 4
const CANCEL_POLL_MS = 25

/** One DuckDB in memory that reads files and nothing else: no extensions from the network, bounded memory. */
export type DuckdbSession = {
  /** Runs `use` with a connection of its own in a time zone; a raised cancel flag interrupts its queries. */
  connect<T>(
    options: { readonly timezone: string; readonly cancelFlag: Int32Array },
    use: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T>
  close(): void
}

export function createDuckdbSession(temporary: string): DuckdbSession {
  let instance: Promise<DuckDBInstance> | undefined
  return {
    async connect({ timezone, cancelFlag }, use) {
      instance ??= DuckDBInstance.create(':memory:', {
        threads: String(Math.min(MOST_THREADS, availableParallelism())),
        memory_limit: MEMORY_LIMIT,
        temp_directory: temporary,
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
      })
      const connection = await (await instance).connect()
      const timer = setInterval(() => {
        if (Atomics.load(cancelFlag, 0) === 1) connection.interrupt()
      }, CANCEL_POLL_MS)
      try {
        await connection.run(
          `SET TimeZone = ${sqlText(timezone)}; SET streaming_buffer_size = ${sqlText(READ_AHEAD)}`,
        )
        return await use(connection)
      } catch (error) {
        throw Atomics.load(cancelFlag, 0) === 1 ? cancelledError() : error
      } finally {
        clearInterval(timer)
        connection.closeSync()
      }
    },
    close() {
      void instance?.then((opened) => opened.closeSync())
      instance = undefined
    },
  }
}

/** A text as SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A path as SQL literal that is not taken for a pattern. */
export function sqlPath(path: string): string {
  return sqlText(path.replace(/[[*?]/g, (char) => `[${char}]`))
}

/** DuckDB's JSON reader has no name for a file that is not compressed. */
export function jsonCompression(compression: Compression): string {
  return compression === 'none' ? 'uncompressed' : compression
}

/** What DuckDB says about a file, as a sentence for a person: its first line, without its class and its hints. */
export function duckdbError(file: SourceFile, format: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const [line] = error.message.split('\n')
  const text = line
    .replace(/^(?:[A-Z][\w-]* )*Error: /, '')
    .replace(/ in file "[^"]*"/, '')
    .replaceAll(file.path, file.name)
    .trim()
    .slice(0, 200)
  if (/^Out of Memory/i.test(error.message)) {
    return new AppError(
      'INPUT_TOO_LARGE',
      say('error.file.large', { file: file.name }),
      say('error.file.large.mend'),
      { cause: error },
    )
  }
  return new AppError(
    'FORMAT_INVALID',
    say('error.file.read_as', { file: file.name, format, text }),
    say('error.file.read_as.mend'),
    { cause: error },
  )
}
