import { setTimeout } from 'node:timers/promises'
import type { Notice } from '#shared/policy/delivery/notice.ts'
import { openSinks } from './open-sinks.ts'

/** A second program for the tests: tells the sinks of the workspace given first a notice (JSON), and goes on until it is killed. */
const [folder, notice] = process.argv.slice(2)
const { sinks } = await openSinks(folder, { tries: 50 })
await sinks.tell([JSON.parse(notice) as Notice])
await setTimeout(60_000)
