import { resolve } from 'node:path'
import { type CheckedConfiguration, configurationError } from '#backend/configuration/check.ts'
import { readConfigurationFile } from '#backend/configuration/read-file.ts'
import { findingViews } from '#backend/monitors/lint-views.ts'
import type { LintFinding } from '#shared/policy/lint/finding.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { safeText } from '../terminal/width.ts'

/**
 * A command that looks at files of one kind. Where a file has no such shape, every fault of every file is told, and
 * nothing else; `clean` is said when all is well.
 */
export function lintCommand<Value>({
  summary,
  details,
  usage,
  help,
  kind,
  read,
  lint,
  clean,
}: {
  readonly summary: string
  readonly details: string
  readonly usage: string
  readonly help: string
  /** What such a file is called. */
  readonly kind: string
  readonly read: (text: string) => CheckedConfiguration<Value>
  readonly lint: (value: Value) => readonly LintFinding<string>[]
  readonly clean: string
}): Command {
  return defineCommand({
    summary,
    details: [details],
    positionals: { usage, help, minimum: 1, maximum: 1_000 },
    options: {},
    run: async ({ values, positionals, terminal, folder }) => {
      const findings = []
      const errors = []
      for (const name of positionals) {
        const checked = read(await readConfigurationFile(resolve(folder, name), name))
        if ('faults' in checked) {
          errors.push(...checked.faults.map((fault) => configurationError(fault, { file: name, kind })))
          continue
        }
        const found = lint(checked.value)
        for (const { where, ...finding } of findingViews(found)) {
          findings.push({ ...finding, where: positionals.length === 1 ? where : `${name}: ${where}` })
        }
      }
      if (errors.length > 0) {
        for (const { message, mend } of errors) terminal.say(`driftdesk: ${message} ${mend}`)
        return EXIT.badInput
      }
      if (values.json) terminal.out(`${JSON.stringify({ schema: 'driftdesk.lint/1', findings })}\n`)
      else if (findings.length === 0) terminal.out(`${clean}\n`)
      else {
        for (const { code, severity, where, explanation, counterexample } of findings) {
          terminal.out(`${severity} ${code} at ${safeText(where)}: ${safeText(explanation)}\n`)
          for (const step of counterexample) {
            terminal.out(
              `    after ${step.after_seconds} s: ${safeText(step.what)} → ${safeText(step.state)}\n`,
            )
          }
        }
      }
      return findings.length === 0 ? EXIT.done : EXIT.badNews
    },
  })
}
