import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The rules to begin with; they are saved once an owner, an action and a runbook are filled in. */
export function defaultPack(resources: string): Promise<string> {
  return readFile(join(resources, 'alerts', 'default-pack.yaml'), 'utf8')
}
