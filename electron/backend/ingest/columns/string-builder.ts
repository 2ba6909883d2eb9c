import { isYesNo } from '#shared/domain/kinds.ts'
import { hasBit } from '../../store/chunks/columns.ts'
import type { ColumnBuilder, TakenColumn } from './builders.ts'
import { columnMemory, sharedIntegers } from './memory.ts'
import { createPlainTexts, type PlainTexts } from './plain-texts.ts'
import { createTextDictionary } from './text-dictionary.ts'
import type { StringVector } from './vectors.ts'

/** Above this share of different texts in a chunk a dictionary costs more than it saves. */
const PLAIN_SHARE = 0.5
/** Up to so many different texts are remembered over all chunks. */
const REMEMBERED = 1000

/** After a chunk of which nearly all texts differ, so many are stored as they come before it is looked at again. */
const PLAIN_CHUNKS = 7

/** Collects texts: with a dictionary, or one after the other once nearly all of a chunk have differed. */
export function createStringBuilder(capacity: number): ColumnBuilder<StringVector> {
  const memory = columnMemory(() => sharedIntegers(capacity))
  let codes = memory.next()
  const dictionary = createTextDictionary()
  const seen = new Set<string>()
  let plain: PlainTexts | null = null
  let plainLeft = 0
  let plainShare = 0
  let seenAll = true
  let rows = 0
  let missingHere = 0
  const totals = { present: 0, missing: 0, distinct: 0, length: 0 }

  const remember = (size: number) => {
    if (!seenAll) return
    if (size > REMEMBERED) seenAll = false
    else for (let code = 0; code < size; code++) seen.add(dictionary.textOf(code))
    if (seen.size > REMEMBERED) seenAll = false
    if (!seenAll) seen.clear()
  }
  const takePlain = (texts: PlainTexts, name: string): TakenColumn => {
    const present = rows - missingHere
    totals.distinct += Math.round(plainShare * present)
    totals.length += texts.bytes
    plainLeft -= 1
    const { values, valid, giveBack } = texts.take()
    return { column: { name, storage: 'string', encoding: 'plain', values, valid }, giveBack }
  }
  const takeCounted = (name: string): TakenColumn => {
    const { size } = dictionary
    const values = dictionary.values()
    const present = rows - missingHere
    totals.distinct += size
    totals.length += size === 0 ? 0 : (values.bytes.length / size) * present
    remember(size)
    if (size <= PLAIN_SHARE * rows) {
      const taken = codes
      codes = memory.next()
      return {
        column: {
          name,
          storage: 'string',
          encoding: 'dictionary',
          codes: taken.subarray(0, rows),
          dictionary: { offsets: values.offsets.slice(), bytes: values.bytes.slice() },
        },
        giveBack: () => memory.giveBack(taken),
      }
    }
    if (size > REMEMBERED) {
      plain ??= createPlainTexts(capacity)
      plainLeft = PLAIN_CHUNKS
      plainShare = size / present
    }
    const column = { name, storage: 'string', encoding: 'plain', ...dictionary.spread(codes, rows) } as const
    return { column, giveBack: () => {} }
  }

  return {
    append(vector, count, keep) {
      const { keys, valid, text } = vector
      const length = keep === null ? count : keep.length
      const asTheyCome = plainLeft > 0 ? plain : null
      for (let index = 0; index < length; index++) {
        const row = keep === null ? index : keep[index]
        // An empty text is a missing value.
        if (keys[row * 4] === 0 || (valid !== null && !hasBit(valid, row))) {
          if (asTheyCome === null) codes[rows] = -1
          else asTheyCome.addMissing()
          missingHere += 1
        } else if (asTheyCome === null) codes[rows] = dictionary.codeOf(keys, row, text)
        else asTheyCome.add(keys, row, text)
        rows += 1
      }
    },
    appendMissing(count) {
      if (plainLeft > 0 && plain !== null) for (let row = 0; row < count; row++) plain.addMissing()
      else codes.fill(-1, rows, rows + count)
      rows += count
      missingHere += count
    },
    take(name) {
      const taken = plainLeft > 0 && plain !== null ? takePlain(plain, name) : takeCounted(name)
      totals.present += rows - missingHere
      totals.missing += missingHere
      dictionary.clear()
      rows = 0
      missingHere = 0
      return taken
    },
    get bytes() {
      return plainLeft > 0 && plain !== null ? plain.bytes : dictionary.bytes
    },
    facts: () => ({
      present: totals.present,
      missing: totals.missing,
      distinct: seenAll ? seen.size : totals.distinct,
      meanLength: totals.present === 0 ? 0 : totals.length / totals.present,
      yesNo: seenAll && isYesNo(seen),
    }),
  }
}
