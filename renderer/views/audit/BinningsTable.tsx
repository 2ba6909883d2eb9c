import { useState } from 'react'
import type { ColumnAuditDocument } from '#shared/contract/documents/column-audit.ts'
import { DEFAULT_ZERO_RULE } from '#shared/stats/divergence/zero-rules.ts'
import { useTranslator } from '../../app/context.ts'
import { join } from '../../components/Button.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { Figure, TermButton } from '../../components/text.tsx'
import { binLabel } from '../column/bin-label.ts'
import styles from './audit.module.css'

const MEASURES = ['psi', 'kl'] as const
type Measure = (typeof MEASURES)[number]

/** PSI or KL of the same rows under every binning and zero rule, with what each binning does to the rows. */
export function BinningsTable({ audit }: { audit: ColumnAuditDocument }) {
  const t = useTranslator()
  const [measure, setMeasure] = useState<Measure>('psi')
  const rules = audit.binnings[0]?.zero_rules.map(({ zero_rule }) => zero_rule) ?? []
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2 id="binnings">{t.text('others.binnings')}</h2>
        <Segmented
          label={t.text('others.measure')}
          value={measure}
          options={MEASURES.map((value) => ({ value, label: value.toUpperCase() }))}
          onChange={(next) => setMeasure(next)}
        />
      </header>
      <ScrollRegion className={styles.scroll} aria-labelledby="binnings">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">
                <TermButton term="binnings">{t.text('others.binning')}</TermButton>
              </th>
              <th scope="col" className={styles.number}>
                {t.text('others.bins')}
              </th>
              <th scope="col" className={styles.number}>
                <TermButton term="dropped">{t.text('others.dropped')}</TermButton>
              </th>
              <th scope="col" className={styles.number}>
                <TermButton term="crowding">{t.text('others.crowding')}</TermButton>
              </th>
              <th scope="col" className={styles.number}>
                <TermButton term="expected_psi">{t.text('others.expected')}</TermButton>
              </th>
              {rules.map((rule) => (
                <th key={rule} scope="col" className={styles.number}>
                  <TermButton term="zero_rules">
                    <code>{rule}</code>
                  </TermButton>
                </th>
              ))}
              <th scope="col" className={styles.number}>
                <TermButton term="js">{t.text('others.js')}</TermButton>
              </th>
            </tr>
          </thead>
          <tbody>
            {audit.binnings.map((binning, index) => (
              <tr key={binning.binning}>
                <th scope="row">
                  <code className={styles.policy}>{binning.binning}</code>
                  {index === 0 && <span className={styles.summary}>{t.text('others.default')}</span>}
                </th>
                <td className={styles.number}>{t.numbers.count(binning.bins)}</td>
                <td className={join(styles.number, binning.dropped > 0 && styles.loud)}>
                  <Figure value={binning.dropped} shown={t.numbers.share(binning.dropped)} />
                </td>
                <td
                  className={join(styles.number, binning.crowding > 0.9 && styles.loud)}
                  title={t.text('others.crowding.bin', {
                    share: t.numbers.share(binning.crowding),
                    bin: binLabel(t, binning.crowded_bin),
                  })}
                >
                  <Figure value={binning.crowding} shown={t.numbers.share(binning.crowding)} />
                </td>
                <td className={styles.number}>
                  <Figure value={binning.expected_psi} shown={t.numbers.statistic(binning.expected_psi)} />
                </td>
                {binning.zero_rules.map((rule) => {
                  const value = rule[measure]
                  return (
                    <td key={rule.zero_rule} className={styles.number}>
                      <span
                        className={
                          index === 0 && rule.zero_rule === DEFAULT_ZERO_RULE ? styles.chosen : undefined
                        }
                      >
                        {value === null ? (
                          <>
                            <span aria-hidden="true">∞</span>
                            <span className="visually-hidden">{t.text('others.infinite')}</span>
                          </>
                        ) : (
                          <Figure value={value} shown={t.numbers.statistic(value)} />
                        )}
                      </span>
                    </td>
                  )
                })}
                <td className={styles.number}>
                  <Figure value={binning.js.distance} shown={t.numbers.statistic(binning.js.distance)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className={styles.note}>{t.text('others.binnings.note')}</p>
    </div>
  )
}
