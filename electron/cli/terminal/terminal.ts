import { styleText } from 'node:util'

/** Where a command writes; the process's own streams, or a test's. */
export type Terminal = {
  /** Writes to standard output. */
  out(text: string): void
  /** Writes one line to standard error. */
  say(line: string): void
  /** Writes lines to standard error as they are, for whoever debugs. */
  trace(text: string): void
  /** Replaces the progress line; empty removes it. Only where standard error is a terminal. */
  progress(line: string): void
  /** Cells per line of standard output. */
  readonly columns: number
  readonly hasProgress: boolean
  paint(style: Style, text: string): string
  /** Resolves when everything written has left the process, or nobody reads it any more. */
  flush(): Promise<void>
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green'

const COLUMNS_WITHOUT_TERMINAL = 120
const CLEAR_LINE = '\r\u001B[2K'

/**
 * The terminal of a process. A reader that goes away (`| head`) is no fault: what is written after that is
 * dropped.
 */
export function processTerminal(
  stdout: NodeJS.WriteStream,
  stderr: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
): Terminal {
  const outgoing = tolerant(stdout)
  const remarks = tolerant(stderr)
  const colour = stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb'
  let shown = false
  const clear = () => {
    if (shown) remarks.write(CLEAR_LINE)
    shown = false
  }
  return {
    out(text) {
      clear()
      outgoing.write(text)
    },
    say(line) {
      clear()
      remarks.write(`${line.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim()}\n`)
    },
    trace(text) {
      clear()
      remarks.write(`${text}\n`)
    },
    progress(line) {
      clear()
      if (line !== '') remarks.write(line)
      shown = line !== ''
    },
    columns: stdout.isTTY ? stdout.columns : Number(env.COLUMNS) || COLUMNS_WITHOUT_TERMINAL,
    hasProgress: stderr.isTTY === true && env.TERM !== 'dumb',
    paint: (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text),
    flush: async () => {
      await outgoing.flush()
      await remarks.flush()
    },
  }
}

function tolerant(stream: NodeJS.WriteStream) {
  let gone = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
    gone = true
  })
  return {
    write(text: string): void {
      if (!gone) stream.write(text)
    },
    flush: (): Promise<void> =>
      new Promise((resolve) => {
        if (gone) resolve()
        else stream.write('', () => resolve())
      }),
  }
}
