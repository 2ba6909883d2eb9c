import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import styles from './frame.module.css'

const GAP = 12

type Tip = { readonly text: string; readonly x: number; readonly y: number }

/** What the mark under the pointer says in its attribute `data-tip`, line by line, the first line being where it is. */
export function ChartTip({ of: chart }: { of: RefObject<HTMLElement | null> }) {
  const [tip, setTip] = useState<Tip | null>(null)
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const body = chart.current
    if (body === null) return
    const move = ({ target, clientX, clientY }: PointerEvent) => {
      const text = target instanceof Element ? target.closest('[data-tip]')?.getAttribute('data-tip') : null
      if (text === null || text === undefined || text === '') return setTip(null)
      const { left, top } = body.getBoundingClientRect()
      setTip({ text, x: clientX - left, y: clientY - top })
    }
    const leave = () => setTip(null)
    body.addEventListener('pointermove', move)
    body.addEventListener('pointerleave', leave)
    return () => {
      body.removeEventListener('pointermove', move)
      body.removeEventListener('pointerleave', leave)
    }
  }, [chart])
  // On the side of the pointer where there is room.
  useLayoutEffect(() => {
    const [own, body] = [element.current, chart.current]
    if (own === null || body === null || tip === null) return
    const right = tip.x + GAP
    const x = right + own.offsetWidth <= body.clientWidth ? right : tip.x - GAP - own.offsetWidth
    const y = Math.min(tip.y + GAP, Math.max(0, body.clientHeight - own.offsetHeight))
    own.style.transform = `translate(${Math.round(Math.max(0, x))}px, ${Math.round(y)}px)`
  }, [chart, tip])
  if (tip === null) return null
  return (
    <div ref={element} className={styles.floating} role="tooltip">
      {linesOf(tip.text).map(({ key, line }) => (
        <p key={key} dir="auto">
          {line}
        </p>
      ))}
    </div>
  )
}

/** Lines with a key of their own; two may say the same. */
function linesOf(text: string): { readonly key: string; readonly line: string }[] {
  return text.split('\n').map((line, place) => ({ key: `${place} ${line}`, line }))
}
