import { useTranslator } from '../app/context.ts'

/** A sentence of the backend in the language of the window; in English, and marked so, where it is not known. */
export function Said({ children }: { children: string }) {
  const said = useTranslator().said(children)
  return (
    <span lang={said.language} dir="auto">
      {said.text}
    </span>
  )
}
