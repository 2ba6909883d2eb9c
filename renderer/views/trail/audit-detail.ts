import type { AuditView } from '#shared/contract/workspace-operations.ts'

const HASH = /^[0-9a-f]{64}$/
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/
const SHOWN = 10
const LONGEST = 120

export type AuditDetail = {
  readonly reason: string | null
  /** Name and value of what else the entry says, as short as it stays telling. */
  readonly facts: readonly (readonly [name: string, value: string])[]
}

/** What an entry says, in the order in which it says it; hashes and ids are cut, what is null is left out. */
export function detailOf({ subject, detail }: Pick<AuditView, 'subject' | 'detail'>): AuditDetail {
  const { reason, ...others } = detail
  const facts = Object.entries(others)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, valueText(value)] as const)
  const told = facts.some(([, value]) => value === subject) || ['workspace', 'settings'].includes(subject)
  return {
    reason: typeof reason === 'string' && reason !== '' ? reason : null,
    facts: told ? facts : [...facts, ['subject', valueText(subject)]],
  }
}

function valueText(value: unknown): string {
  if (typeof value === 'string') {
    if (HASH.test(value) || ID.test(value)) return value.slice(0, SHOWN)
    return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
  }
  const text = JSON.stringify(value) ?? ''
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
