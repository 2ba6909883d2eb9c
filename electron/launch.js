// Plain JavaScript that old versions of Node can read, so that they get a message and not a syntax error.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
const [program, , script, ...rest] = process.argv

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Driftdesk needs Node 22.18 or newer and was run by Node ${process.versions.node}. ` +
      'Run it through npm (npm start, npm test, npm run -s driftdesk --) after "npm install": ' +
      'that brings a Node of its own. If it still fails, allow the install script of the package "node".',
  )
  process.exit(2)
} else {
  // Imported here, since the syntax of what it does is newer than the oldest Node that shall get the message.
  const { keepCompiledCode } = await import('./compile-cache.js')
  keepCompiledCode()
  const file = resolve(import.meta.dirname, '..', script)
  process.argv = [program, file, ...rest]
  await import(pathToFileURL(file).href)
}
