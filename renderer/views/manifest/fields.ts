import { isMap, parseDocument } from 'yaml'

/** Fields of a manifest that stand beside its text. */
export const TEXT_FIELDS = ['owner', 'vendor', 'architecture', 'objective', 'label_delay'] as const
export type TextField = (typeof TEXT_FIELDS)[number]

/** What the text says for a field; empty where it says nothing. */
export function fieldOf(text: string, field: TextField | 'autonomy_level'): string {
  const document = parseDocument(text)
  const value = isMap(document.contents) ? document.get(field) : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** The text with a field changed, its comments kept; the text as it is where it is no YAML. */
export function withField(
  text: string,
  field: TextField | 'autonomy_level',
  value: string | number | null,
): string {
  const document = parseDocument(text)
  if (document.errors.length > 0 || !isMap(document.contents)) return text
  if (value === null || value === '') document.delete(field)
  else document.set(field, value)
  return document.toString({ lineWidth: 0 })
}
