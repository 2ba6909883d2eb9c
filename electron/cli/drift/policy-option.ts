import { extname } from 'node:path'
import { SEVERITY_POLICIES } from '#shared/policy/severity-policy.ts'
import { expandFiles } from '../input/expand-files.ts'

/** The verdict policy as it was named: one of the presets, or a file. */
export type NamedPolicy = { readonly name: string } | { readonly file: string } | null

const POLICY_FILES: ReadonlySet<string> = new Set(['.yaml', '.yml', '.json'])

/**
 * What `--policy NAME|FILE` means: a file where it has a folder or ends like one, and is no preset.
 * @throws AppError `FILE_NOT_FOUND` for a file that there is not.
 */
export async function namedPolicy(value: string | undefined, folder: string): Promise<NamedPolicy> {
  if (value === undefined) return null
  const isPreset = SEVERITY_POLICIES.some(({ name }) => name === value)
  const isFile = /[/\\]/.test(value) || POLICY_FILES.has(extname(value).toLowerCase())
  if (isPreset || !isFile) return { name: value }
  const [file] = await expandFiles([value], folder)
  return { file: file ?? value }
}
