import { expect, test } from 'vitest'
import { createEventLog } from './log.ts'

test('numbers events from 1 without gaps', () => {
  const log = createEventLog()
  const seen: number[] = []
  log.subscribe((message) => seen.push(message.sequence))
  log.publish({ type: 'runs.changed' })
  log.publish({ type: 'settings.changed' })
  expect(seen).toEqual([1, 2])
})

test('answers with exactly what came after a known number', () => {
  const log = createEventLog()
  for (let index = 0; index < 5; index += 1) log.publish({ type: 'runs.changed' })
  expect(log.since(3).events?.map((message) => message.sequence)).toEqual([4, 5])
  expect(log.since(5)).toEqual({ sequence: 5, events: [] })
})

test('asks for a snapshot when what came after is no longer kept', () => {
  const log = createEventLog(2)
  for (let index = 0; index < 5; index += 1) log.publish({ type: 'runs.changed' })
  expect(log.since(2).events).toBeNull()
  expect(log.since(3).events).toHaveLength(2)
})

test('asks for a snapshot when the number is of an earlier run of the backend', () => {
  expect(createEventLog().since(7).events).toBeNull()
})

test('a listener that throws does not keep the others from hearing', () => {
  const failures: unknown[] = []
  const log = createEventLog(10, (error) => failures.push(error))
  const seen: number[] = []
  log.subscribe(() => {
    throw new Error('broken listener')
  })
  log.subscribe((message) => seen.push(message.sequence))
  log.publish({ type: 'runs.changed' })
  expect(seen).toEqual([1])
  expect(failures).toHaveLength(1)
})
