import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { RUN_FOLDER } from './run-folder.ts'

const LOOK_AGAIN_MS = 200
const MOST_MS = 240_000

type Ending<T> = { readonly made: T } | { readonly failed: string }

/**
 * A workspace that is made once in a run, by the worker that needs it first; every app gets a copy of its own. `make`
 * answers what else the tests have to know of it, as JSON.
 */
export function sharedWorkspace<T = undefined>(name: string, make: (workspace: string) => Promise<T>) {
  const once = async (): Promise<{ readonly workspace: string; readonly made: T }> => {
    const run = process.env[RUN_FOLDER]
    if (run === undefined)
      throw new Error(`${RUN_FOLDER} is not set: is the global setup in the configuration?`)
    const place = join(run, name)
    const workspace = join(place, 'workspace')
    const ending = join(place, 'ending.json')
    if (await isFirst(place)) {
      const ended: Ending<T> = await make(workspace).then(
        (made) => ({ made }),
        (error: unknown) => ({ failed: String(error) }),
      )
      await writeFile(`${ending}.new`, JSON.stringify(ended))
      await rename(`${ending}.new`, ending)
    }
    const until = Date.now() + MOST_MS
    while (!existsSync(ending)) {
      if (Date.now() > until) throw new Error(`The workspace "${name}" was not made in time.`)
      await delay(LOOK_AGAIN_MS)
    }
    const ended = JSON.parse(await readFile(ending, 'utf8')) as Ending<T>
    if ('failed' in ended) throw new Error(`The workspace "${name}" could not be made: ${ended.failed}`)
    return { workspace, made: ended.made }
  }
  return {
    /** What `make` answered. */
    made: async () => (await once()).made,
    /** For `prepare` of an app. */
    async copyTo(workspace: string) {
      await cp((await once()).workspace, workspace, { recursive: true })
    },
  }
}

async function isFirst(place: string): Promise<boolean> {
  try {
    await mkdir(place)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
