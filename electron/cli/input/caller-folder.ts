import { APP_FOLDER } from '../../loopback/app-folders.ts'

const OWN_SCRIPTS = new Set(['driftdesk', 'start'])

/**
 * The folder in which the person typed the command. npm runs a script in the package's root and tells the folder
 * from which it was called in `INIT_CWD`; that counts only in this package's own scripts, since a program that npm
 * started may call Driftdesk with a folder of its own choice.
 */
export function callerFolder(env: NodeJS.ProcessEnv, folder: string, root: string = APP_FOLDER): string {
  const calledFrom = env.INIT_CWD
  const byNpm = env.npm_package_name === 'driftdesk' && OWN_SCRIPTS.has(env.npm_lifecycle_event ?? '')
  return byNpm && folder === root && calledFrom !== undefined && calledFrom !== '' ? calledFrom : folder
}
