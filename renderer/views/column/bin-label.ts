import type { Translator } from '../../i18n/translator.ts'

/** The label of a bin, with the bins that are no values in the language of the window. */
export function binLabel(t: Translator, label: string): string {
  switch (label) {
    case '(missing)':
      return t.text('bins.missing')
    case '(other)':
      return t.text('bins.other')
    case '(unseen)':
      return t.text('bins.unseen')
    case '':
      return t.text('bins.empty')
    default:
      return label
  }
}
