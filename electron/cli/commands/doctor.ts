import { runDoctor } from '#backend/doctor/doctor.ts'
import { RESOURCES_FOLDER } from '../../loopback/app-folders.ts'
import { outerChecks } from '../../loopback/outer-checks.ts'
import { NO_POSITIONALS } from '../arguments/options.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'

export const doctor = defineCommand({
  summary: 'Tries each part that Driftdesk needs or can use, and says what is missing and the mend.',
  positionals: NO_POSITIONALS,
  options: {},
  run: async ({ values, terminal }) => {
    const document = await runDoctor(RESOURCES_FOLDER, await outerChecks())
    if (values.json) {
      terminal.out(`${JSON.stringify(document)}\n`)
      return EXIT.done
    }
    for (const { name, ok, version, detail, mend } of document.checks) {
      const mark = ok ? terminal.paint('green', '✓') : terminal.paint('yellow', '✗')
      terminal.out(`${mark} ${name.padEnd(9)} ${version === '' ? '' : `${version}  `}${detail}\n`)
      if (!ok) terminal.out(`            ${terminal.paint('dim', mend)}\n`)
    }
    return EXIT.done
  },
})
