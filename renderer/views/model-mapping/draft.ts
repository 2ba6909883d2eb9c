import type { ImportedLog, ModelMapping } from '#shared/contract/documents/log.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { Role, Task } from '#shared/domain/columns.ts'

/** What a person chooses for a model; what they leave out is guessed at each import. */
export type MappingDraft = {
  readonly roles: Readonly<Record<string, Role>>
  readonly task: Task | null
  /** As typed. */
  readonly positive: string
  readonly timezone: string | null
}

export function draftOf(chosen: Mapping | null): MappingDraft {
  return {
    roles: chosen?.roles ?? {},
    task: chosen?.task ?? null,
    positive: chosen?.positive === undefined ? '' : String(chosen.positive),
    timezone: chosen?.timezone ?? null,
  }
}

/** The mapping that a draft means; `true`, `false` and numbers are taken as such, as a log would have them. */
export function mappingOf(draft: MappingDraft): Omit<Mapping, 'model'> {
  const { roles, task, timezone } = draft
  const positive = draft.positive.trim()
  return {
    roles: { ...roles },
    ...(task === null ? {} : { task }),
    ...(positive === '' ? {} : { positive: typedValue(positive) }),
    ...(timezone === null ? {} : { timezone }),
  }
}

function typedValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  const number = Number(text)
  return Number.isFinite(number) && String(number) === text ? number : text
}

/** Whether two drafts mean the same, whatever the order of their columns. */
export function sameDraft(a: MappingDraft, b: MappingDraft): boolean {
  const columns = new Set([...Object.keys(a.roles), ...Object.keys(b.roles)])
  return (
    [...columns].every((column) => a.roles[column] === b.roles[column]) &&
    a.task === b.task &&
    a.positive.trim() === b.positive.trim() &&
    a.timezone === b.timezone
  )
}

/** Columns by name, each with the role that it has in the newest log that has it. `logs`: the newest first. */
export function columnsOf(
  { columns }: ModelMapping,
  logs: readonly Pick<ImportedLog, 'roles'>[],
): readonly { name: string; last: Role | null }[] {
  return columns.map((name) => ({
    name,
    last: logs.find(({ roles }) => Object.hasOwn(roles, name))?.roles[name] ?? null,
  }))
}
