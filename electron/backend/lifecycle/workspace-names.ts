import { existsSync } from 'node:fs'
import { basename, dirname, join, parse, sep } from 'node:path'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'

const PARTS_SHOWN = 2
/** What some file system of the three platforms refuses in a name. */
const REFUSED = /[\p{Cc}<>:"/\\|?*]/u
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** What a workspace is called: the last part of its folder. */
export function workspaceName(folder: string): string {
  return basename(folder) || folder
}

/** Where a workspace is, as far as a person needs it to tell two of one name apart: "… › notes › models". */
export function workspacePlace(folder: string): string {
  const above = dirname(folder)
  const parts = above.slice(parse(above).root.length).split(sep).filter(Boolean)
  return parts.length > PARTS_SHOWN ? ['…', ...parts.slice(-PARTS_SHOWN)].join(' › ') : parts.join(' › ')
}

/**
 * The folder of a new workspace of this name.
 * @throws AppError `BAD_PARAMS` for a name that some file system refuses or that would lead elsewhere.
 */
export function folderOfName(name: string, folder: string): string {
  const plain = name.trim().normalize('NFC')
  if (plain === '' || REFUSED.test(plain) || RESERVED.test(plain) || /^\.|[. ]$/.test(plain)) {
    throw new AppError('BAD_PARAMS', say('error.workspace.name', { name }), say('error.workspace.name.mend'))
  }
  return join(folder, plain)
}

/** The folder of a copy of a workspace of this name: the name itself, or the first of "name 2", "name 3" … not taken. */
export function freeName(name: string, folder: string): string {
  for (let number = 1; ; number++) {
    const wanted = join(folder, number === 1 ? name : `${name} ${number}`)
    if (!existsSync(wanted)) return wanted
  }
}
