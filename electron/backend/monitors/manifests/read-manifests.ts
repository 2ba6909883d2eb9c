import { manifestSchema } from '#shared/contract/documents/manifest.ts'
import { AppError } from '#shared/domain/errors.ts'
import { dependencyCycle, type Manifest } from '#shared/domain/manifest.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import { say } from '#shared/words/say.ts'
import { configurationError, readConfiguration } from '../../configuration/check.ts'
import { parseConfiguration } from '../../configuration/document.ts'

export type ManifestFile = { readonly file: string; readonly text: string }

/** @throws AppError `BAD_PARAMS` with file, line, column and the nearest known key. */
export function readManifest({ file, text }: ManifestFile): Manifest {
  const { schema: _, ...manifest } = readConfiguration(text, manifestSchema, { file, kind: 'manifest' })
  return manifest
}

/**
 * The manifests of a fleet. `models` are those that have a log.
 * @throws AppError `BAD_PARAMS` for a file that is no manifest, two of one model, an upstream model that nobody knows
 * (with its line), or models that rest on each other in a circle.
 */
export function readManifests(files: readonly ManifestFile[], models: readonly string[]): Manifest[] {
  const manifests = files.map((file) => ({ file, manifest: readManifest(file) }))
  const byModel = new Map<string, ManifestFile>()
  for (const { file, manifest } of manifests) {
    const other = byModel.get(manifest.model)
    if (other !== undefined) {
      throw new AppError(
        'BAD_PARAMS',
        say('error.manifest.twice', { first: other.file, second: file.file, model: manifest.model }),
        say('mend.keep_one'),
      )
    }
    byModel.set(manifest.model, file)
  }
  const known = [...new Set([...byModel.keys(), ...models])]
  for (const { file, manifest } of manifests) {
    for (const [index, { model }] of manifest.upstream.entries()) {
      if (known.includes(model)) continue
      const close = nearest(model, known)
      const document = parseConfiguration(file.text)
      const position = 'what' in document ? document : document.positionOf(['upstream', index])
      throw configurationError(
        {
          line: position.line,
          column: position.column,
          where: `upstream.${index}`,
          what: `there is neither a manifest nor a log of the model "${model}"${
            close === null ? '' : `; did you mean "${close}"?`
          }`,
        },
        { file: file.file, kind: 'manifest' },
      )
    }
  }
  const cycle = dependencyCycle(manifests.map(({ manifest }) => manifest))
  if (cycle !== null) {
    throw new AppError(
      'BAD_PARAMS',
      `The models rest on each other in a circle: ${cycle.join(' ← ')}.`,
      `Take one of the upstream models away, for instance "${cycle[1]}" in ${byModel.get(cycle[0])?.file ?? cycle[0]}.`,
    )
  }
  return manifests.map(({ manifest }) => manifest)
}
