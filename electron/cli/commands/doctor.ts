import { runDoctor } from '#backend/doctor/doctor.ts'
import { RESOURCES_FOLDER } from '../../loopback/app-folders.ts'
import { outerChecks } from '../../loopback/outer-checks.ts'
import { NO_POSITIONALS } from '../arguments/options.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { wrapWords } from '../terminal/wrap.ts'

/** Where what is said of a part begins: after its mark and its name. */
const MARGIN = 12
/** Longer lines are hard to read. */
const WIDEST = 96

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
    const width = Math.min(terminal.columns, WIDEST)
    for (const { name, ok, version, detail, mend } of document.checks) {
      const mark = ok ? terminal.paint('green', '✓') : terminal.paint('yellow', '✗')
      const found = wrapWords(version === '' ? detail : `${version}  ${detail}`, MARGIN, width)
      terminal.out(`${mark} ${name.padEnd(MARGIN - 3)} ${found.join('\n').slice(MARGIN)}\n`)
      if (ok) continue
      for (const line of wrapWords(mend, MARGIN, width)) terminal.out(`${terminal.paint('dim', line)}\n`)
    }
    return EXIT.done
  },
})
