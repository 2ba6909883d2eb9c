import { Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { useApp, useTranslator } from '../app/context.ts'
import { TERM_MEANING, TERM_NAME } from '../i18n/term-keys.ts'
import type { Term } from '../i18n/terms.ts'
import { Button } from './Button.tsx'
import styles from './explain.module.css'
import { Popover } from './Popover.tsx'

type Explanation = {
  /** What it is, with its formula. */
  readonly definition: string
  /** How it was computed where there is a choice: binning, zero rule, correction. */
  readonly convention?: ReactNode
  /** What went in: rows, windows, thresholds. */
  readonly inputs?: readonly { readonly label: string; readonly value: ReactNode }[]
}

type Props = Omit<Explanation, 'definition'> & {
  /** What is clicked, such as the number itself; a small sign unless given. */
  children?: ReactNode
} & ({ readonly term: Term } | { readonly name: string; readonly definition: string })

/** Why a number is what it is, one click from it: definition, convention, inputs. */
export function Explain(props: Props) {
  const t = useTranslator()
  const { inspector } = useApp()
  const term = 'term' in props ? props.term : null
  const name = 'term' in props ? t.text(TERM_NAME[props.term]) : props.name
  const definition = 'term' in props ? t.text(TERM_MEANING[props.term]) : props.definition
  const { convention, inputs = [], children } = props
  const label = t.text('term.open', { name })
  return (
    <Popover
      label={name}
      trigger={
        children === undefined ? (
          <button type="button" className={styles.sign} aria-label={label} title={label}>
            <Info size={14} aria-hidden="true" />
          </button>
        ) : (
          <button type="button" className={styles.number} title={label}>
            {children}
          </button>
        )
      }
    >
      <div className={styles.parts}>
        <h3>{name}</h3>
        <p className={styles.text}>{definition}</p>
        {convention !== undefined && (
          <section>
            <h4 className={styles.heading}>{t.text('explain.convention')}</h4>
            <div className={styles.text}>{convention}</div>
          </section>
        )}
        {inputs.length > 0 && (
          <section>
            <h4 className={styles.heading}>{t.text('explain.inputs')}</h4>
            <dl className={styles.inputs}>
              {inputs.map((input) => (
                <div key={input.label}>
                  <dt>{input.label}</dt>
                  <dd>{input.value}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        {term !== null && (
          <Button small onClick={() => inspector.explain(term)}>
            {t.text('explain.more')}
          </Button>
        )}
      </div>
    </Popover>
  )
}
