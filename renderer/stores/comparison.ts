import { z } from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '#shared/contract/client.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { type FileReference, fileReference } from '#shared/contract/sources.ts'
import { ROLES } from '#shared/domain/columns.ts'
import type { JobId } from '#shared/domain/ids.ts'
import type { HandOver } from '../transport/hand-over.ts'
import {
  assignDropped,
  type Cut,
  comparisonOf,
  EMPTY_PREPARATION,
  orderedByTime,
  type Preparation,
  type PreparedFile,
  readyFile,
  SIDES,
  type SideName,
  swapped,
  timeWithin,
  tokensOf,
  withFile,
  withFiles,
  withLook,
} from './preparation.ts'

/** The comparison in preparation and everything that can be done to it. */
export type ComparisonStore = StoreApi<Preparation> & {
  /** Files of the page: to a side, or (null) wherever they belong. */
  addFiles(files: readonly File[], side: SideName | null): void
  /** Files that the backend already knows. */
  addReferences(files: readonly FileReference[], side: SideName | null): void
  /** Both sides at once, in that order. */
  fill(reference: readonly FileReference[], current: readonly FileReference[], title: string): void
  removeFile(side: SideName, id: number): void
  /** Looks at the files of a side again, after an error. */
  lookAgain(side: SideName): void
  swap(): void
  clear(): void
  change(change: Partial<Pick<Preparation, 'cut' | 'roles' | 'timezone' | 'policy' | 'by' | 'title'>>): void
  setMode(mode: Preparation['mode']): void
  /** Starts the comparison and answers with its job. */
  run(): Promise<JobId>
  /** Takes up what a reload of the page has interrupted. */
  restore(): Promise<void>
}

/** Where the page keeps what shall survive a reload; `sessionStorage` in the window. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const KEPT_AS = 'driftdesk.comparison'

export function createComparisonStore(client: Client, handOver: HandOver, keep: Keep): ComparisonStore {
  const store = createStore<Preparation>(() => EMPTY_PREPARATION)
  const uploads = new Map<number, AbortController>()
  const looks = new Map<SideName, { cancel(): void }>()
  let nextId = 1
  const newId = () => nextId++
  const update = (change: (preparation: Preparation) => Preparation) => store.setState(change, true)

  const look = (side: SideName) => {
    looks.get(side)?.cancel()
    looks.delete(side)
    const files = tokensOf(store.getState()[side])
    if (files === null) return
    const { timezone } = store.getState()
    const job = client.job('sources.inspect', {
      files,
      ...(timezone === null ? {} : { mapping: { timezone } }),
    })
    const ticket = {
      cancel: () => {
        job.cancel().catch(() => undefined)
      },
    }
    looks.set(side, ticket)
    update((preparation) => withLook(preparation, side, { kind: 'looking' }))
    const settle = (change: (preparation: Preparation, side: SideName) => Preparation) => {
      // A swap may have moved the ticket to the other side meanwhile; a newer look or removal has dropped it.
      const now = SIDES.find((name) => looks.get(name) === ticket)
      if (now === undefined) return
      looks.delete(now)
      update((preparation) => proposeTime(change(preparation, now)))
      const ordered = orderedByTime(store.getState())
      if (ordered !== store.getState()) update(() => ordered)
    }
    job.result.then(
      (inspection) => settle((preparation, now) => withLook(preparation, now, { kind: 'known', inspection })),
      (error: unknown) =>
        settle((preparation, now) =>
          withLook(preparation, now, { kind: 'failed', error: toErrorShape(error) }),
        ),
    )
  }

  const send = (file: File, id: number) => {
    const abort = new AbortController()
    uploads.set(id, abort)
    const set = (state: PreparedFile['state']) =>
      update((preparation) => withFile(preparation, id, (before) => ({ ...before, state })))
    handOver(file, abort.signal, (sent) => set({ kind: 'sending', sent }))
      .then(
        ({ token }) => set({ kind: 'ready', token }),
        (error: unknown) => set({ kind: 'failed', error: toErrorShape(error) }),
      )
      .finally(() => {
        uploads.delete(id)
        const side = SIDES.find((name) => store.getState()[name].files.some((known) => known.id === id))
        if (side !== undefined) look(side)
      })
  }

  const forget = (side: SideName) => {
    looks.get(side)?.cancel()
    looks.delete(side)
    for (const { id } of store.getState()[side].files) uploads.get(id)?.abort()
  }

  const place = (files: readonly PreparedFile[], side: SideName | null) => {
    const before = store.getState()
    const to =
      side === null
        ? assignDropped(before, files)
        : {
            preparation: withFiles(before, side, [...before[side].files, ...files]),
            sides: [side] as const,
          }
    for (const name of to.sides) if (side === null) forget(name)
    update(() => to.preparation)
    for (const name of to.sides) look(name)
  }

  const api: ComparisonStore = {
    ...store,
    addFiles(files, side) {
      const entries = files.map((file) => ({
        file,
        prepared: {
          id: newId(),
          name: file.name,
          bytes: file.size,
          state: { kind: 'sending', sent: 0 },
        } satisfies PreparedFile,
      }))
      if (entries.length === 0) return
      place(
        entries.map(({ prepared }) => prepared),
        side,
      )
      for (const { file, prepared } of entries) send(file, prepared.id)
    },
    addReferences(files, side) {
      if (files.length > 0)
        place(
          files.map((file) => readyFile(newId(), file)),
          side,
        )
    },
    fill(reference, current, title) {
      for (const side of SIDES) forget(side)
      const ready = (files: readonly FileReference[]) => files.map((file) => readyFile(newId(), file))
      update(() =>
        withFiles(
          withFiles({ ...EMPTY_PREPARATION, title }, 'reference', ready(reference)),
          'current',
          ready(current),
        ),
      )
      for (const side of SIDES) look(side)
    },
    removeFile(side, id) {
      uploads.get(id)?.abort()
      update((preparation) =>
        withFiles(
          preparation,
          side,
          preparation[side].files.filter((file) => file.id !== id),
        ),
      )
      look(side)
    },
    lookAgain: look,
    swap() {
      const [reference, current] = SIDES.map((side) => looks.get(side))
      looks.clear()
      if (reference !== undefined) looks.set('current', reference)
      if (current !== undefined) looks.set('reference', current)
      update(swapped)
    },
    clear() {
      for (const side of SIDES) forget(side)
      update(() => EMPTY_PREPARATION)
    },
    change(change) {
      const { timezone } = store.getState()
      update((preparation) => ({ ...preparation, ...change }))
      if (change.timezone !== undefined && change.timezone !== timezone) for (const side of SIDES) look(side)
    },
    setMode(mode) {
      const { reference, current } = store.getState()
      if (mode === 'split' && reference.files.length === 0 && current.files.length > 0) api.swap()
      update((preparation) => proposeTime({ ...preparation, mode }))
    },
    run() {
      const preparation = store.getState()
      const comparison = comparisonOf(preparation)
      if ('missing' in comparison) return Promise.reject(new RangeError(`missing: ${comparison.missing}`))
      const title = preparation.title.trim()
      const job = client.job('drift.run', { ...comparison, ...(title === '' ? {} : { title }) })
      // The view of the job follows it by its id, also after a reload; here only the start matters.
      job.result.catch(() => undefined)
      return job.id
    },
    async restore() {
      const kept = readKept(keep.getItem(KEPT_AS))
      if (kept === undefined) return
      const tokens = [...kept.reference, ...kept.current].map((file) => file.token)
      if (tokens.length === 0) return
      try {
        await client.query('files.describe', { files: tokens })
      } catch {
        // The tokens have expired with the backend that gave them: the person starts from an empty desk.
        keep.removeItem(KEPT_AS)
        return
      }
      if (store.getState() !== EMPTY_PREPARATION) return
      api.fill(kept.reference, kept.current, kept.title)
      update((preparation) => ({
        ...preparation,
        mode: kept.mode,
        cut: kept.cut,
        roles: kept.roles,
        timezone: kept.timezone,
        policy: kept.policy,
        by: kept.by,
      }))
    },
  }
  store.subscribe((preparation) => keep.setItem(KEPT_AS, JSON.stringify(keptOf(preparation))))
  return api
}

/** Offers a cut by time as soon as the log is known to have times. */
function proposeTime(preparation: Preparation): Preparation {
  const { look } = preparation.reference
  const range = look.kind === 'known' ? look.inspection.time_range : null
  if (preparation.mode !== 'split' || range === null || preparation.cut !== EMPTY_PREPARATION.cut) {
    return preparation
  }
  const cut: Cut = { kind: 'time', time: timeWithin(range, 0.7) }
  return { ...preparation, cut }
}

const kept = z.object({
  mode: z.enum(['pair', 'split']),
  reference: z.array(fileReference),
  current: z.array(fileReference),
  cut: z.union([
    z.object({ kind: z.literal('time'), time: z.string() }),
    z.object({ kind: z.literal('share'), share: z.number() }),
  ]),
  roles: z.record(z.string(), z.enum(ROLES)),
  timezone: z.string().nullable(),
  policy: z.string(),
  by: z.string().nullable(),
  title: z.string(),
})
type Kept = z.infer<typeof kept>

function keptOf({ mode, cut, roles, timezone, policy, by, title, ...sides }: Preparation): Kept {
  const ready = (side: SideName) =>
    sides[side].files.flatMap(({ name, bytes, state }) =>
      state.kind === 'ready' ? [{ token: state.token, name, bytes }] : [],
    )
  return {
    mode,
    cut,
    roles: { ...roles },
    timezone,
    policy,
    by,
    title,
    reference: ready('reference'),
    current: ready('current'),
  }
}

function readKept(text: string | null): Kept | undefined {
  if (text === null) return undefined
  try {
    return kept.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
