import { existsSync, globSync } from 'node:fs'
import { basename, join } from 'node:path'

/** `npm run bench -- NAME …`: runs bench/NAME.ts with the rest of the arguments. */
const [name, ...rest] = process.argv.slice(2)
const here = import.meta.dirname
const file = name === undefined ? undefined : join(here, `${name}.ts`)
if (file === undefined || name === 'run' || !existsSync(file)) {
  const names = globSync('*.ts', { cwd: here }).map((path) => basename(path, '.ts'))
  console.error(`Which benchmark? ${names.filter((known) => known !== 'run').join(', ')}`)
  process.exitCode = 2
} else {
  process.argv = [process.argv[0], file, ...rest]
  await import(file)
}
