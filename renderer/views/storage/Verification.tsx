import { ShieldCheck } from 'lucide-react'
import { useRef, useState } from 'react'
import type { VerifyDocument } from '#shared/contract/documents/verify.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Progress } from '../../components/Progress.tsx'
import tables from '../../components/plain-table.module.css'
import { Said } from '../../components/Said.tsx'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { ErrorPanel } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import styles from './storage.module.css'

const HASH = /^[0-9a-f]{64}$/
const HASH_SHOWN = 10

/** Proves that catalogue, audit chain, counts and the bytes of every chunk are what they were. */
export function Verification() {
  const { client } = useApp()
  const t = useTranslator()
  const [result, setResult] = useState<VerifyDocument | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  const [running, setRunning] = useState(false)
  const cancel = useRef<() => void>(() => undefined)
  const verify = () => {
    setRunning(true)
    setResult(null)
    setError(null)
    const job = client.job('workspace.verify', {})
    cancel.current = () => void job.cancel()
    job.result
      .then(setResult, (failure: unknown) => {
        const shape = toErrorShape(failure)
        if (shape.code !== 'CANCELLED') setError(shape)
      })
      .finally(() => setRunning(false))
  }
  return (
    <div className={styles.section}>
      <h2 id="verify">{t.text('storage.verify')}</h2>
      <p className={styles.hint}>{t.text('storage.verify.about')}</p>
      <div className={styles.verifyLine}>
        <Button disabledBecause={running ? t.text('storage.verify.running') : undefined} onClick={verify}>
          <ShieldCheck size={16} aria-hidden="true" />
          {t.text('storage.verify.do')}
        </Button>
        {running && <Button onClick={() => cancel.current()}>{t.text('action.cancel')}</Button>}
      </div>
      {running && <Progress done={0} total={null} label={t.text('storage.verify.running')} />}
      {error !== null && <ErrorPanel error={error} />}
      {result !== null && <Outcome result={result} />}
    </div>
  )
}

function Outcome({ result }: { result: VerifyDocument }) {
  const t = useTranslator()
  if (result.ok) {
    return (
      <p role="status" className={styles.sound}>
        {t.text('storage.verify.sound', { count: result.checked })}
      </p>
    )
  }
  return (
    <>
      <p role="alert" className={styles.unsound}>
        {t.text('storage.verify.problems', { count: result.problems.length, checked: result.checked })}
      </p>
      <ScrollRegion className={tables.scroll} aria-labelledby="verify">
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t.text('storage.problem.where')}</th>
              <th scope="col">{t.text('storage.problem.expected')}</th>
              <th scope="col">{t.text('storage.problem.found')}</th>
              <th scope="col">{t.text('storage.problem.mend')}</th>
            </tr>
          </thead>
          <tbody>
            {result.problems.map(({ where, expected, found, mend }) => (
              <tr key={`${where} ${expected} ${found}`}>
                <th scope="row">
                  <DataName>{t.said(where).text}</DataName>
                </th>
                <td className={tables.raw}>
                  <Held>{expected}</Held>
                </td>
                <td className={tables.raw}>
                  <Held>{found}</Held>
                </td>
                <td>
                  <Said>{mend}</Said>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}

/** What should be there or is; of a hash the beginning, whole on hover. */
function Held({ children }: { children: string }) {
  if (!HASH.test(children)) return <Said>{children}</Said>
  return <code title={children}>{children.slice(0, HASH_SHOWN)}…</code>
}
