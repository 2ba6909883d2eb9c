import { useEffect, useState } from 'react'
import { useMedia } from '../../app/context.ts'

const SECONDS = 12
/** Where motion is unwelcome the head moves in this many steps. */
const STEPS = 12

export type Playhead = {
  /** From 0, the first moment, to 1, the last. */
  readonly at: number
  readonly playing: boolean
  toggle(): void
  seek(at: number): void
}

/** A head that goes through an incident in twelve seconds, or where a person puts it. */
export function usePlayhead(): Playhead {
  const [at, setAt] = useState(0)
  const [playing, setPlaying] = useState(false)
  const still = useMedia('(prefers-reduced-motion: reduce)')
  useEffect(() => {
    if (!playing) return
    let before = performance.now()
    let frame = 0
    const interval = still ? (SECONDS * 1000) / STEPS : 0
    const move = (now: number) => {
      if (now - before >= interval) {
        const share = (now - before) / (SECONDS * 1000)
        before = now
        setAt((from) => Math.min(1, from + share))
      }
      frame = requestAnimationFrame(move)
    }
    frame = requestAnimationFrame(move)
    return () => cancelAnimationFrame(frame)
  }, [playing, still])
  useEffect(() => {
    if (at >= 1) setPlaying(false)
  }, [at])
  return {
    at,
    playing,
    toggle: () => {
      if (!playing && at >= 1) setAt(0)
      setPlaying(!playing)
    },
    seek: (place) => {
      setPlaying(false)
      setAt(Math.min(1, Math.max(0, place)))
    },
  }
}
