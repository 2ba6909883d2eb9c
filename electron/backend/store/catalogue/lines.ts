import { closeSync, existsSync, openSync, readSync } from 'node:fs'

/** The lines of a UTF-8 file one by one, in bounded memory; none when there is no such file. */
export function* readLines(path: string): Generator<string> {
  if (!existsSync(path)) return
  const file = openSync(path, 'r')
  const decoder = new TextDecoder()
  const buffer = new Uint8Array(1 << 20)
  let rest = ''
  try {
    for (;;) {
      const count = readSync(file, buffer)
      if (count === 0) break
      const lines = (rest + decoder.decode(buffer.subarray(0, count), { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    if (rest !== '') yield rest
  } finally {
    closeSync(file)
  }
}
