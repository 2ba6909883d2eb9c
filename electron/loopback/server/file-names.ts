const LONGEST_NAME = 200

/** A name that the page sent, without folders and control characters; never empty. */
export function plainFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const visible = [...last].filter((character) => character >= ' ' && character !== '\u007f').join('')
  const plain = visible.trim().slice(-LONGEST_NAME)
  return plain === '' || /^\.+$/.test(plain) ? 'file' : plain
}

/** The endings of a name by which readers tell the format (`.csv.gz`), or nothing where they are unusual. */
export function fileEndings(name: string): string {
  return /(?:\.[a-z0-9]{1,10}){1,2}$/i.exec(name)?.[0] ?? ''
}

/**
 * `Content-Disposition` of a download: an ASCII name for old readers and the whole name by RFC 5987, percent-encoded
 * except for its `attr-char`.
 */
export function attachment(name: string): string {
  const plain = plainFileName(name).toWellFormed()
  const ascii = plain.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(plain).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
