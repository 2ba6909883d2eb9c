import { expect, test } from 'vitest'
import { createClient } from '#shared/contract/client.ts'
import { createQueryCache } from './query-cache.ts'

/** A backend that answers `samples.list` with how often it was asked, when told to. */
function counted() {
  const waiting: (() => void)[] = []
  let asked = 0
  const client = createClient({
    async send() {
      asked += 1
      const rows = asked
      await new Promise<void>((resolve) => waiting.push(resolve))
      return { samples: [{ name: 's', title: '', story: '', rows }] }
    },
    onEvent: () => () => undefined,
  })
  const queries = createQueryCache(client)
  const query = queries.query('samples.list', {})
  return {
    queries,
    query,
    asked: () => asked,
    rows: () => queries.read(query).data?.samples[0]?.rows,
    async answer(which: number) {
      waiting[which]?.()
      await new Promise((resolve) => setTimeout(resolve))
    },
  }
}

test('what is looked at is asked again when it is outdated, and its answer stays meanwhile', async () => {
  const { queries, query, answer, rows } = counted()
  queries.watch(query)
  queries.ensure(query)
  await answer(0)
  queries.outdate(['samples.list'])
  expect([rows(), queries.read(query).loading]).toEqual([1, true])
  await answer(1)
  expect(rows()).toBe(2)
})

test('what nobody looks at is forgotten when it is outdated', async () => {
  const { queries, query, answer, rows, asked } = counted()
  const leave = queries.watch(query)
  queries.ensure(query)
  await answer(0)
  leave()
  queries.outdate(['samples.list'])
  expect([rows(), asked()]).toEqual([undefined, 1])
})

test('what did not change is not asked again', async () => {
  const { queries, query, answer, asked } = counted()
  queries.watch(query)
  queries.ensure(query)
  await answer(0)
  queries.outdate(['drift.list'])
  expect(asked()).toBe(1)
})

test('an answer that was overtaken by a newer one is dropped', async () => {
  const { queries, query, answer, rows } = counted()
  void queries.refresh(query)
  void queries.refresh(query)
  await answer(1)
  await answer(0)
  expect(rows()).toBe(2)
})

test('a thousand questions leave no more than two hundred answers', async () => {
  const client = createClient({
    send: async () => ({ total: 0, rows: [] }),
    onEvent: () => () => undefined,
  })
  const queries = createQueryCache(client)
  for (let offset = 0; offset < 1_000; offset += 1) {
    await queries.refresh(queries.query('drift.rejects', { run: 'r', offset, limit: 1 }))
  }
  expect(Object.keys(queries.store.getState())).toHaveLength(200)
})
