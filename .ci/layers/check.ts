import { globSync, readFileSync } from 'node:fs'
import { findViolations } from './rules.ts'

const files = globSync('{shared,electron,renderer,resources}/**/*.{ts,tsx}')
const violations = files.flatMap((file) => findViolations(file, readFileSync(file, 'utf8')))
for (const { file, imports, why } of violations) console.error(`${file}: imports ${imports}, but ${why}.`)
console.log(`${files.length} files, ${violations.length} imports against the direction of the layers`)
process.exitCode = violations.length === 0 ? 0 : 1
