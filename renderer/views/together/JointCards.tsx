import type { ReactNode } from 'react'
import type { Multivariate } from '#shared/contract/documents/multivariate.ts'
import { useTranslator } from '../../app/context.ts'
import { Figure, TermButton } from '../../components/text.tsx'
import { VerdictMark } from '../../components/VerdictMark.tsx'
import type { Term } from '../../i18n/terms.ts'
import type { Translator } from '../../i18n/translator.ts'
import { type JointTest, jointFindings } from './joint.ts'
import styles from './together.module.css'

type Fact = { readonly name: string; readonly value: ReactNode }
type Card = {
  readonly term: Term
  readonly words: string
  readonly facts: readonly Fact[]
  readonly convention: readonly string[]
}

/** Each joint test: whether it sees a difference, in words, then its numbers and how they were made. */
export function JointCards({ multivariate }: { multivariate: Multivariate }) {
  const t = useTranslator()
  return (
    <ul className={styles.cards}>
      {jointFindings(multivariate).map(({ test, differs }) => {
        const card = cardOf(t, multivariate, test, differs)
        return (
          card !== null && (
            <li key={test} className={styles.card}>
              <header className={styles.cardHead}>
                <h2>
                  <TermButton term={card.term} />
                </h2>
                <span className={styles.state}>
                  <VerdictMark verdict={differs ? 'high' : 'none'} />
                  {t.text(differs ? 'together.differs' : 'together.same')}
                </span>
              </header>
              <p>{card.words}</p>
              <dl className={styles.facts}>
                {card.facts.map(({ name, value }) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
              <p className={styles.convention}>{card.convention.join(' · ')}</p>
            </li>
          )
        )
      })}
    </ul>
  )
}

function cardOf(t: Translator, document: Multivariate, test: JointTest, differs: boolean): Card | null {
  const { sample } = document
  const { statistic } = t.numbers
  const p = (value: number | null): Fact => ({
    name: t.text('together.p'),
    value: value === null ? '–' : <Figure value={value} shown={t.numbers.pValue(value)} />,
  })
  const value = (number: number): Fact => ({
    name: t.text('together.value'),
    value: <Figure value={number} shown={t.numbers.measure(number)} />,
  })
  const rows = (of: { reference: number; current: number }) =>
    t.text('together.sample.rows', {
      baseline: of.reference,
      current: of.current,
      seed: String(sample.seed),
    })
  switch (test) {
    case 'mmd':
    case 'energy': {
      const kernel = document[test]
      if (kernel === null) return null
      return {
        term: test,
        words: t.text(`together.${test}.${differs ? 'differs' : 'same'}`),
        facts: [value(kernel.value), p(kernel.p_value)],
        convention: [
          t.text('together.permutations', { count: kernel.permutations }),
          kernel.sigma === null
            ? t.text('together.standard')
            : t.text('together.sigma', { sigma: statistic(kernel.sigma) }),
          rows(sample.kernel_rows),
        ],
      }
    }
    case 'reconstruction': {
      const { reconstruction } = document
      if (reconstruction === null) return null
      const [low, high] = [statistic(reconstruction.lower), statistic(reconstruction.upper)]
      return {
        term: 'reconstruction',
        words: t.text(differs ? 'together.pca.differs' : 'together.pca.same', {
          value: statistic(reconstruction.value),
          low,
          high,
        }),
        facts: [
          value(reconstruction.value),
          { name: t.text('together.pca.usual'), value: t.text('interval', { low, high }) },
        ],
        convention: [
          t.text('together.pca.parts', {
            components: reconstruction.components,
            explained: t.numbers.share(reconstruction.explained),
          }),
          rows(sample.rows),
        ],
      }
    }
    case 'correlation': {
      const { correlation } = document
      if (correlation === null) return null
      return {
        term: 'correlation_change',
        words: differs
          ? t.text('together.correlation.differs', {
              changed: correlation.changed,
              count: correlation.pairs,
            })
          : t.text('together.correlation.same', { count: correlation.pairs }),
        facts: [
          {
            name: t.text('together.correlation.greatest'),
            value: <Figure value={correlation.greatest} shown={t.numbers.measure(correlation.greatest)} />,
          },
        ],
        convention: [t.text('together.correlation.test'), rows(sample.rows)],
      }
    }
    case 'classifier': {
      const { classifier } = document
      if (classifier === null) return null
      const [low, high] = [statistic(classifier.ci[0]), statistic(classifier.ci[1])]
      return {
        term: 'domain_classifier',
        words: t.text(differs ? 'together.classifier.differs' : 'together.classifier.same', {
          auc: statistic(classifier.auc),
          low,
          high,
        }),
        facts: [
          {
            name: 'AUC',
            value: <Figure value={classifier.auc} shown={statistic(classifier.auc)} />,
          },
          { name: t.text('term.interval.name'), value: t.text('interval', { low, high }) },
          p(classifier.p_value),
        ],
        convention: [
          t.text('together.classifier.folds', { folds: classifier.folds }),
          t.text('together.sample.both', { rows: sample.classifier_rows, seed: String(sample.seed) }),
        ],
      }
    }
  }
}
