import { setTimeout } from 'node:timers/promises'
import { openStore } from '../open-store.ts'

/**
 * A second program for the tests: opens the workspace given as first argument, as the user given as second if any,
 * prints one line of JSON and holds the workspace until it is killed, or ends with the error.
 */
const [folder, user] = process.argv.slice(2)
if (user !== undefined) process.setuid?.(Number(user))
try {
  await openStore({ folder })
  console.log(JSON.stringify({ pid: process.pid }))
  await setTimeout(60_000)
} catch (error) {
  const { code, message } = error as { code?: string; message: string }
  console.log(JSON.stringify({ code, message }))
}
process.exit(0)
