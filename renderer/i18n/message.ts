/** Text with `{slots}`, or two of them where the grammar depends on the slot `{count}`. */
export type Message = string | Plural
export type Plural = { readonly one: string; readonly other: string }

type SlotsIn<Text> = Text extends `${string}{${infer Slot}}${infer Rest}` ? Slot | SlotsIn<Rest> : never

/** Names of the slots of a message. */
export type SlotOf<M> = M extends { readonly one: infer One; readonly other: infer Other }
  ? SlotsIn<One> | SlotsIn<Other> | 'count'
  : SlotsIn<M>

export type Piece = { readonly text: string } | { readonly slot: string }

/** A message cut at its slots, in reading order. */
export function piecesOf(message: string): readonly Piece[] {
  return message
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{\w+\}$/.test(part) ? { slot: part.slice(1, -1) } : { text: part }))
}
