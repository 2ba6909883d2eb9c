/** What a drop or paste brought. Folders are counted, since their files are not to be had without asking. */
export type Incoming = { readonly files: readonly File[]; readonly folders: number }

export function incomingFiles(transfer: DataTransfer): Incoming {
  const entries = [...transfer.items].filter((item) => item.kind === 'file')
  const folders = entries.filter((item) => item.webkitGetAsEntry()?.isDirectory === true).length
  const files = entries.flatMap((item) => {
    const file = item.webkitGetAsEntry()?.isDirectory === true ? null : item.getAsFile()
    return file === null ? [] : [file]
  })
  return { files, folders }
}

/** Name for text that was pasted as if it were a file: rows of a table or of JSON; null for other text. */
export function pastedName(text: string): string | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length < 2) return null
  const head = lines.slice(0, 5)
  if (head.every((line) => line.trim().startsWith('{') && line.trim().endsWith('}'))) return 'pasted.ndjson'
  for (const [mark, name] of [
    ['\t', 'pasted.tsv'],
    [',', 'pasted.csv'],
    [';', 'pasted.csv'],
  ] as const) {
    const fields = new Set(head.map((line) => line.split(mark).length))
    if (fields.size === 1 && !fields.has(1)) return name
  }
  return null
}
