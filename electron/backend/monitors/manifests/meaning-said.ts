import type { CalibrationDocument } from '#shared/contract/documents/calibration.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { Manifest } from '#shared/domain/manifest.ts'
import type { GivenMeaning } from '../scored-log/types.ts'

export type Meant = { readonly given: GivenMeaning; readonly from: CalibrationDocument['assumptions'] }

/**
 * Task and positive class by whoever said them first: the mapping that was given now, the manifest, the mapping that is
 * stored with the log (`stored` may hold the given one, too).
 */
export function meaningSaid(
  mapping: Pick<Mapping, 'task' | 'positive'> | undefined,
  manifest: Pick<Manifest, 'task' | 'positive_class'> | null,
  stored: GivenMeaning,
): Meant {
  const task = first(mapping?.task, manifest?.task, stored.task)
  const positive = first(mapping?.positive, manifest?.positive_class, stored.positive)
  return {
    given: {
      task: task.value,
      positive: positive.value,
      taskBy: task.from === 'manifest' ? 'manifest' : 'mapping',
      positiveBy: positive.from === 'manifest' ? 'manifest' : 'mapping',
    },
    from: { task: task.from, positive_class: positive.from },
  }
}

function first<T>(
  option: T | undefined,
  manifest: T | undefined,
  log: T | undefined,
): { readonly value: T | undefined; readonly from: 'option' | 'manifest' | 'log' | null } {
  if (option !== undefined) return { value: option, from: 'option' }
  if (manifest !== undefined) return { value: manifest, from: 'manifest' }
  return { value: log, from: log === undefined ? null : 'log' }
}
