import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type TextLine, textLines } from './text-lines.ts'

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function linesOf(text: string, size: number, longest?: number): Promise<TextLine[]> {
  const lines: TextLine[] = []
  for await (const line of textLines(inPieces(Buffer.from(text), size), longest)) lines.push(line)
  return lines
}

describe('lines of a text', () => {
  it('are the same however the bytes come', async () => {
    const words = fc.array(fc.stringMatching(/^[a-zäß€😀 ]{0,6}$/u), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        words,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (lines, end, size) => {
          const expected = lines.map((text, index) => ({ number: index + 1, text }))
          expect(await linesOf(lines.map((line) => line + end).join(''), size)).toEqual(expected)
        },
      ),
    )
  })

  it('leave out the mark of byte order, and need no end after the last', async () => {
    expect(await linesOf('\uFEFFa\n\nb', 2)).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: '' },
      { number: 3, text: 'b' },
    ])
    expect(await linesOf('', 1)).toEqual([])
  })

  it('that are too long are passed over, and the next ones are read', async () => {
    expect(await linesOf('abcdef\nabcde\nx', 4, 5)).toEqual([
      { number: 1, text: null },
      { number: 2, text: 'abcde' },
      { number: 3, text: 'x' },
    ])
  })
})
