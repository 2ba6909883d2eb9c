import { resolve } from 'node:path'
import { readConfigurationFile } from '#backend/configuration/read-file.ts'
import { parseRulesText } from '#backend/monitors/alerts/rule-file.ts'
import { lintAlerts } from '#shared/policy/alerts/lint/lint.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { safeText } from '../terminal/width.ts'

export const alertsLint = defineCommand({
  summary: 'Finds what is wrong with alert rules before they are saved, with a counterexample each.',
  details: ['Ends with 1 when there are findings, with 2 when the file cannot be read.'],
  positionals: { usage: 'R.yaml…', help: 'Files of rules, YAML or JSON.', minimum: 1, maximum: 1_000 },
  options: {},
  run: async ({ values, positionals, terminal, folder }) => {
    const findings = []
    for (const name of positionals) {
      const rules = parseRulesText(await readConfigurationFile(resolve(folder, name), name), name)
      for (const { counterexample, where, ...finding } of lintAlerts(rules)) {
        findings.push({
          ...finding,
          where: positionals.length === 1 ? where : `${name}: ${where}`,
          counterexample: counterexample.map(({ at, what, state }) => ({
            after_seconds: at / 1_000,
            what,
            state,
          })),
        })
      }
    }
    if (values.json) terminal.out(`${JSON.stringify({ schema: 'driftdesk.lint/1', findings })}\n`)
    else if (findings.length === 0) terminal.out('Nothing is wrong with the rules.\n')
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
