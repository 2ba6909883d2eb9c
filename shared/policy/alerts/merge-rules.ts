import type { AlertRules } from './rules.ts'

/**
 * The rules that hold for a model: its own, and those of the workspace whose name it does not use itself. Cadence, quiet
 * hours, budget and time zone are those of its own file where it has one. Null where there are none.
 */
export function rulesInForce(own: AlertRules | null, workspace: AlertRules | null): AlertRules | null {
  if (own === null) return workspace
  if (workspace === null) return own
  const names = new Set([...own.rules, ...own.composites].map(({ name }) => name))
  const isFree = ({ name }: { readonly name: string }) => !names.has(name)
  return {
    ...own,
    rules: [...own.rules, ...workspace.rules.filter(isFree)],
    composites: [...own.composites, ...workspace.composites.filter(isFree)],
  }
}
