import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Sample, sample } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'

const fileNames = z.array(z.string().regex(/^[\w.-]+$/)).min(1)
const manifest = z.array(
  sample.extend({ name: z.string().regex(/^[a-z0-9-]+$/), reference: fileNames, current: fileNames }),
)

/**
 * The samples that ship with the app, in the order in which they are offered. `resources` is the folder of what
 * ships with the app.
 * @throws AppError `NOT_AVAILABLE` when they are not there or their list cannot be read.
 */
export async function listSamples(resources: string): Promise<readonly Sample[]> {
  const entries = await readManifest(resources)
  return entries.map(({ name, title, story, rows }) => ({ name, title, story, rows }))
}

/**
 * Absolute paths of the files of one sample.
 * @throws AppError `NOT_FOUND` for an unknown name, `NOT_AVAILABLE` as in `listSamples`.
 */
export async function samplePaths(
  resources: string,
  name: string,
): Promise<{ readonly reference: readonly string[]; readonly current: readonly string[] }> {
  const entries = await readManifest(resources)
  const known = entries.find((entry) => entry.name === name)
  if (known === undefined) {
    throw new AppError(
      'NOT_FOUND',
      `There is no sample "${name}".`,
      `Choose one of ${entries.map((entry) => entry.name).join(', ')}.`,
    )
  }
  const paths = (files: readonly string[]) =>
    files.map((file) => join(resources, 'samples', known.name, file))
  return { reference: paths(known.reference), current: paths(known.current) }
}

async function readManifest(resources: string): Promise<z.infer<typeof manifest>> {
  try {
    return manifest.parse(JSON.parse(await readFile(join(resources, 'samples', 'samples.json'), 'utf8')))
  } catch (error) {
    throw new AppError(
      'NOT_AVAILABLE',
      'The samples that ship with Driftdesk are not there.',
      'Install Driftdesk again.',
      { cause: error },
    )
  }
}
