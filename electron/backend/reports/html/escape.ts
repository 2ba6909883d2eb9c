/** A piece of markup that is safe to insert as it is. */
export type Html = { readonly markup: string }

type Insertable = Html | string | number | null | undefined | false | readonly Insertable[]

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

// Control characters are invalid in HTML and some parsers drop them silently, which would hide that they are there.
const CONTROL = /(?![\t\n\r])\p{Cc}/gu

/** Text as HTML text or as a quoted attribute value; control characters and lone surrogates become U+FFFD. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(CONTROL, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** Markup from a template: what is written literally is markup, every inserted string is escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly Insertable[]): Html {
  let markup = parts[0] ?? ''
  for (const [index, value] of values.entries()) markup += insert(value) + (parts[index + 1] ?? '')
  return { markup }
}

function insert(value: Insertable): string {
  if (value === null || value === undefined || value === false) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  if (isList(value)) return value.map(insert).join('')
  return value.markup
}

function isList(value: Html | readonly Insertable[]): value is readonly Insertable[] {
  return Array.isArray(value)
}
