import { expect, test } from 'vitest'
import { createLatest } from './latest.ts'

/** A server that answers when it is told to. */
function server() {
  const waiting: { question: string; answer(text: string): void; fail(error: Error): void }[] = []
  const send = (question: string) =>
    new Promise<string>((answer, fail) => waiting.push({ question, answer, fail }))
  return { waiting, send }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

test('while one question is under way only the last of the others is asked', async () => {
  const { waiting, send } = server()
  const latest = createLatest(send)
  for (const question of ['a', 'b', 'c', 'd']) latest.ask(question)
  expect(waiting.map(({ question }) => question)).toEqual(['a'])
  waiting[0]?.answer('A')
  await settled()
  expect(latest.state()).toEqual({ data: 'A', stale: true })
  expect(waiting.map(({ question }) => question)).toEqual(['a', 'd'])
  waiting[1]?.answer('D')
  await settled()
  expect(latest.state()).toEqual({ data: 'D', stale: false })
})

test('the same question is asked once', async () => {
  const { waiting, send } = server()
  const latest = createLatest(send)
  latest.ask('a')
  waiting[0]?.answer('A')
  await settled()
  latest.ask('a')
  await settled()
  expect(waiting).toHaveLength(1)
})

test('an error stands beside the answer before it, and the next question is asked', async () => {
  const { waiting, send } = server()
  const latest = createLatest(send)
  latest.ask('a')
  waiting[0]?.answer('A')
  await settled()
  latest.ask('b')
  const error = new Error('gone')
  waiting[1]?.fail(error)
  await settled()
  expect(latest.state()).toEqual({ data: 'A', error, stale: false })
  latest.ask('c')
  waiting[2]?.answer('C')
  await settled()
  expect(latest.state()).toEqual({ data: 'C', stale: false })
})
