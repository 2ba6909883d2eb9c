import type { BackendChoice } from '#shared/contract/backend-choice.ts'
import type { OptionSpec } from '../arguments/options.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Of every command that computes from rows. */
export const BACKEND_OPTION = {
  kind: 'choice',
  choices: ['auto', 'cpu', 'webgpu'],
  help: 'Where to do what is mostly arithmetic (default: auto).',
} as const satisfies OptionSpec

type Asked = { readonly backend: BackendChoice | undefined; readonly quiet: boolean }

/** Says when a graphics device was asked for and the CPU computed, and why. */
export function sayBackend(
  terminal: Pick<Terminal, 'say'>,
  { backend, quiet }: Asked,
  used: BackendChoice,
  reason: string | null = null,
): void {
  if (backend !== 'webgpu' || used === 'webgpu' || quiet) return
  terminal.say(`Computed on the CPU: ${reason ?? 'there was nothing to do that a graphics device is for'}`)
}
