import type { ErrorShape } from '#shared/contract/errors.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { ColumnGuess, ComparisonSource, FileReference, Inspection } from '#shared/contract/sources.ts'
import type { Role } from '#shared/domain/columns.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import { DEFAULT_POLICY } from '#shared/policy/severity-policy.ts'

export const SIDES = ['reference', 'current'] as const
export type SideName = (typeof SIDES)[number]

export type PreparedFile = {
  /** Identifies the file on the page, before it has a token. */
  readonly id: number
  readonly name: string
  readonly bytes: number
  readonly state:
    | { readonly kind: 'sending'; readonly sent: number }
    | { readonly kind: 'ready'; readonly token: FileToken }
    | { readonly kind: 'failed'; readonly error: ErrorShape }
}

/** What a look into the files of a side has told so far. */
export type Look =
  | { readonly kind: 'none' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'known'; readonly inspection: Inspection }
  | { readonly kind: 'failed'; readonly error: ErrorShape }

export type Side = { readonly files: readonly PreparedFile[]; readonly look: Look }

export type Cut =
  | { readonly kind: 'time'; readonly time: string }
  | { readonly kind: 'share'; readonly share: number }

/** A comparison on its way: in mode `split` only the side `reference` has files, cut in two at `cut`. */
export type Preparation = {
  readonly mode: 'pair' | 'split'
  readonly reference: Side
  readonly current: Side
  readonly cut: Cut
  /** Roles that the person chose; the others are as guessed. */
  readonly roles: Readonly<Record<string, Role>>
  /** IANA zone of times without a zone; null for UTC. */
  readonly timezone: string | null
  /** Name of the verdict policy. */
  readonly policy: string
  /** Column by whose values the drift of the others is split; null for none. */
  readonly by: string | null
  readonly title: string
  /** The sides were filled by one drop, so their order may still follow their first timestamps. */
  readonly orderByTime: boolean
}

const EMPTY_SIDE: Side = { files: [], look: { kind: 'none' } }

export const EMPTY_PREPARATION: Preparation = {
  mode: 'pair',
  reference: EMPTY_SIDE,
  current: EMPTY_SIDE,
  cut: { kind: 'share', share: 0.7 },
  roles: {},
  timezone: null,
  policy: DEFAULT_POLICY.name,
  by: null,
  title: '',
  orderByTime: false,
}

export function readyFile(id: number, file: FileReference): PreparedFile {
  return { id, name: file.name, bytes: file.bytes, state: { kind: 'ready', token: file.token } }
}

/** The tokens of a side, or null while a file is on its way, has failed, or there is none. */
export function tokensOf(side: Side): FileToken[] | null {
  const tokens = side.files.flatMap(({ state }) => (state.kind === 'ready' ? [state.token] : []))
  return tokens.length > 0 && tokens.length === side.files.length ? tokens : null
}

/** Replaces the files of a side; what was known of the old ones is forgotten. */
export function withFiles(
  preparation: Preparation,
  side: SideName,
  files: readonly PreparedFile[],
): Preparation {
  return { ...preparation, [side]: { files, look: { kind: 'none' } } }
}

/** Updates one file wherever it is by now; a file that was removed meanwhile stays removed. */
export function withFile(
  preparation: Preparation,
  id: number,
  update: (file: PreparedFile) => PreparedFile,
): Preparation {
  const renew = (side: Side): Side =>
    side.files.some((file) => file.id === id)
      ? { ...side, files: side.files.map((file) => (file.id === id ? update(file) : file)) }
      : side
  return { ...preparation, reference: renew(preparation.reference), current: renew(preparation.current) }
}

export function withLook(preparation: Preparation, side: SideName, look: Look): Preparation {
  return { ...preparation, [side]: { ...preparation[side], look } }
}

export function swapped(preparation: Preparation): Preparation {
  return {
    ...preparation,
    reference: preparation.current,
    current: preparation.reference,
    orderByTime: false,
  }
}

/**
 * Where files go that were dropped on the page rather than on a slot: exactly two fill both sides by name,
 * others go together to the first side that is empty, else to the current one.
 */
export function assignDropped(
  preparation: Preparation,
  files: readonly PreparedFile[],
): { readonly preparation: Preparation; readonly sides: readonly SideName[] } {
  const [first, second] = [...files].sort((a, b) => compareNames(a.name, b.name))
  if (files.length === 2 && first !== undefined && second !== undefined) {
    const emptied = { ...preparation, mode: 'pair' as const, orderByTime: true }
    const filled = withFiles(withFiles(emptied, 'reference', [first]), 'current', [second])
    return { preparation: filled, sides: SIDES }
  }
  const side =
    preparation.mode === 'split' || preparation.reference.files.length === 0 ? 'reference' : 'current'
  return { preparation: withFiles(preparation, side, files), sides: [side] }
}

/** "log-2" before "log-10", without regard to the language of the window. */
function compareNames(a: string, b: string): number {
  return new Intl.Collator('en', { numeric: true }).compare(a, b)
}

/** Puts the side with the earlier first timestamp first, once, where one drop filled both sides. */
export function orderedByTime(preparation: Preparation): Preparation {
  const { reference, current, orderByTime } = preparation
  if (!orderByTime || reference.look.kind !== 'known' || current.look.kind !== 'known') return preparation
  const [first] = reference.look.inspection.time_range ?? []
  const [second] = current.look.inspection.time_range ?? []
  const reversed = first !== undefined && second !== undefined && Date.parse(second) < Date.parse(first)
  return reversed ? swapped(preparation) : { ...preparation, orderByTime: false }
}

/** One row of the mapping table: a column of either side. */
export type MappedColumn = {
  readonly name: string
  readonly guess: ColumnGuess
  readonly role: Role
  /** Chosen by the person. */
  readonly chosen: boolean
  /** The side that alone has the column; null while one of them is not known yet. */
  readonly only: SideName | null
  /** What the two sides were guessed as, where they differ. */
  readonly conflict: readonly [Role, Role] | null
}

/** The columns of both sides, in the order of the baseline, those of the current side alone last. */
export function mappedColumns(preparation: Preparation): readonly MappedColumn[] {
  const guesses = (side: SideName) => {
    const { look } = preparation[side]
    return look.kind === 'known' ? look.inspection.columns : []
  }
  const reference = new Map(guesses('reference').map((guess) => [guess.name, guess]))
  const current = new Map(
    preparation.mode === 'split' ? [] : guesses('current').map((guess) => [guess.name, guess]),
  )
  const bothKnown =
    preparation.mode === 'pair' && SIDES.every((side) => preparation[side].look.kind === 'known')
  return [...new Set([...reference.keys(), ...current.keys()])].flatMap((name) => {
    const before = reference.get(name)
    const now = current.get(name)
    const guess = before ?? now
    if (guess === undefined) return []
    const chosen = Object.hasOwn(preparation.roles, name) ? preparation.roles[name] : undefined
    const differ = before !== undefined && now !== undefined && before.role !== now.role
    return [
      {
        name,
        guess,
        role: chosen ?? guess.role,
        chosen: chosen !== undefined,
        only: !bothKnown ? null : before === undefined ? 'current' : now === undefined ? 'reference' : null,
        conflict: differ ? [before.role, now.role] : null,
      },
    ]
  })
}

/** What still stands between the person and the comparison. */
export type Missing = 'files' | 'sending' | 'failed' | 'looking' | 'time'

/** What `drift.run` takes, but for the title. */
export type Comparison = {
  readonly source: ComparisonSource
  readonly mapping: Mapping
  readonly policy: string
  readonly by?: string
}

/** The parameters of `drift.run`, or what is missing for them. Roles are sent where they were chosen or differ. */
export function comparisonOf(preparation: Preparation): Comparison | { readonly missing: Missing } {
  const sides = preparation.mode === 'pair' ? SIDES : (['reference'] as const)
  for (const name of sides) {
    const { files, look } = preparation[name]
    if (files.length === 0) return { missing: 'files' }
    if (files.some(({ state }) => state.kind === 'failed') || look.kind === 'failed')
      return { missing: 'failed' }
    if (files.some(({ state }) => state.kind === 'sending')) return { missing: 'sending' }
    if (look.kind !== 'known') return { missing: 'looking' }
  }
  const reference = tokensOf(preparation.reference) ?? []
  const current = tokensOf(preparation.current) ?? []
  const roles = Object.fromEntries(
    mappedColumns(preparation)
      .filter((column) => column.chosen || column.conflict !== null)
      .map((column) => [column.name, column.role]),
  )
  const mapping: Mapping = {
    roles,
    ...(preparation.timezone === null ? {} : { timezone: preparation.timezone }),
  }
  const { policy, by } = preparation
  const rest = { mapping, policy, ...(by === null ? {} : { by }) }
  if (preparation.mode === 'pair') return { source: { kind: 'pair', reference, current }, ...rest }
  const { cut } = preparation
  if (cut.kind === 'share')
    return { source: { kind: 'split', files: reference, at: { share: cut.share } }, ...rest }
  if (Number.isNaN(Date.parse(cut.time))) return { missing: 'time' }
  const time = new Date(cut.time).toISOString()
  return { source: { kind: 'split', files: reference, at: { time } }, ...rest }
}

/** A point `share` of the way through a time range, as ISO time to the minute. */
export function timeWithin(range: readonly [string, string], share: number): string {
  const [start, end] = range.map((time) => Date.parse(time))
  const at = (start ?? 0) + ((end ?? 0) - (start ?? 0)) * share
  return new Date(Math.round(at / 60_000) * 60_000).toISOString()
}
