import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attachment, fileEndings, plainFileName } from './file-names.ts'

describe('plainFileName', () => {
  it.each([
    ['log.csv', 'log.csv'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\logs\\day 1.csv', 'day 1.csv'],
    ['a\r\nSet-Cookie: x.csv', 'aSet-Cookie: x.csv'],
    ['', 'file'],
    ['..', 'file'],
    ['logs/', 'file'],
    ['लॉग.csv', 'लॉग.csv'],
  ])('reads %j as %j', (name, plain) => {
    expect(plainFileName(name)).toBe(plain)
  })

  it('keeps the end of a long name, where the format is', () => {
    expect(plainFileName(`${'a'.repeat(1_000)}.csv.gz`)).toMatch(/^a{193}\.csv\.gz$/)
  })
})

describe('fileEndings', () => {
  it.each([
    ['log.csv', '.csv'],
    ['log.2026.ndjson.gz', '.ndjson.gz'],
    ['log', ''],
    ['log.c/v', ''],
    ['log. csv', ''],
  ])('finds in %j the endings %j', (name, endings) => {
    expect(fileEndings(name)).toBe(endings)
  })
})

describe('attachment', () => {
  it('gives both names', () => {
    expect(attachment('Bericht für Mai.html')).toBe(
      `attachment; filename="Bericht f_r Mai.html"; filename*=UTF-8''Bericht%20f%C3%BCr%20Mai.html`,
    )
  })

  it('keeps quotes and separators inside the name', () => {
    expect(attachment('a";b\'(1).csv')).toBe(
      `attachment; filename="a_;b'(1).csv"; filename*=UTF-8''a%22%3Bb%27%281%29.csv`,
    )
  })

  it('is one header line of ASCII that gives the name back, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const header = attachment(name)
        expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/)
        const encoded = header.slice(header.indexOf("UTF-8''") + 7)
        expect(decodeURIComponent(encoded)).toBe(plainFileName(name).toWellFormed())
      }),
    )
  })
})
