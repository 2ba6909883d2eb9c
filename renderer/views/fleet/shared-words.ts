import type { Translator } from '../../i18n/translator.ts'

const KINDS = {
  data_source: 'fleet.kind.data_source',
  feature_source: 'fleet.kind.feature_source',
  vendor: 'fleet.kind.vendor',
  architecture: 'fleet.kind.architecture',
  upstream: 'fleet.kind.upstream',
} as const

/** What kind of thing models share, in the words of the language. */
export function kindWord(t: Translator, kind: string): string {
  return kind in KINDS ? t.text(KINDS[kind as keyof typeof KINDS]) : kind
}

/** "vendor: Northwind" in the words of the language. */
export function sharedWords(t: Translator, shared: string): string {
  const end = shared.indexOf(': ')
  return end < 0 ? shared : `${kindWord(t, shared.slice(0, end))}${shared.slice(end)}`
}

/** Whether it is something of a manifest that is shared, rather than one model's output. */
export function isShared(text: string): boolean {
  const end = text.indexOf(': ')
  return end > 0 && text.slice(0, end) in KINDS
}
