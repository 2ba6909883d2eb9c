import { useEffect, useState } from 'react'
import { toErrorShape } from '#shared/contract/errors.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Button } from '../../components/Button.tsx'
import { Field } from '../../components/Field.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { fieldOf, TEXT_FIELDS, withField } from './fields.ts'
import styles from './manifest.module.css'

const LEVELS = ['1', '2', '3'] as const

/** What people know about a model: fields and text are one. */
export function ManifestPage({ model }: { model: string }) {
  const t = useTranslator()
  const { data, error, reload } = useQuery('manifests.get', { model })
  if (data === undefined) {
    return (
      <Page title={t.text('view.manifest')} headline={t.text('manifest.loading')}>
        {error === undefined ? <Skeleton lines={10} /> : <ErrorPanel error={error} onRetry={reload} />}
      </Page>
    )
  }
  return (
    <Page
      title={t.text('view.manifest')}
      headline={
        data.is_proposal || data.saved_at === null
          ? t.text('manifest.headline.proposal')
          : t.text('manifest.headline.saved', { time: t.numbers.moment(data.saved_at) })
      }
    >
      <Editor key={`${model} ${data.saved_at}`} model={model} start={data.text} onSaved={reload} />
    </Page>
  )
}

function Editor({ model, start, onSaved }: { model: string; start: string; onSaved(): void }) {
  const t = useTranslator()
  const { client, notices, undo } = useApp()
  const [text, setText] = useState(start)
  const [faults, setFaults] = useState<readonly { line: number; column: number; what: string }[]>([])
  useEffect(() => {
    let wanted = true
    const timer = setTimeout(() => {
      client.query('manifests.check', { model, text }).then(
        (checked) => {
          if (wanted) setFaults(checked.faults)
        },
        (failure: unknown) => notices.showError(toErrorShape(failure)),
      )
    }, 200)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [client, notices, model, text])
  const put = async (next: string | null) => {
    const { before } = await client.command('manifests.set', { model, text: next })
    onSaved()
    return before
  }
  const attempt = (act: () => Promise<void>) => {
    act().catch((failure: unknown) => notices.showError(toErrorShape(failure)))
  }
  const save = () =>
    attempt(async () => {
      const before = await put(text)
      undo.add({
        text: (words) => words.text('undo.manifest', { model }),
        undo: () => put(before),
        redo: () => put(text),
        announced: true,
      })
    })
  return (
    <div className={styles.editor}>
      <section className={styles.fields} aria-label={t.text('manifest.fields')}>
        {TEXT_FIELDS.map((field) => (
          <Field key={field} label={t.text(`manifest.${field}`)}>
            {(control) => (
              <input
                {...control}
                className={styles.input}
                value={fieldOf(text, field)}
                onChange={({ target }) => setText(withField(text, field, target.value))}
              />
            )}
          </Field>
        ))}
        <Field label={t.text('manifest.autonomy')}>
          {(control) => (
            <select
              {...control}
              className={styles.input}
              value={fieldOf(text, 'autonomy_level')}
              onChange={({ target }) =>
                setText(withField(text, 'autonomy_level', target.value === '' ? null : Number(target.value)))
              }
            >
              <option value="">{t.text('manifest.autonomy.unset')}</option>
              {LEVELS.map((level) => (
                <option key={level} value={level}>
                  {t.text(`manifest.autonomy.${level}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </section>
      <section className={styles.text}>
        <label htmlFor="manifest-text">{t.text('manifest.text')}</label>
        <textarea
          id="manifest-text"
          className={styles.area}
          spellCheck={false}
          rows={26}
          value={text}
          aria-describedby="manifest-faults"
          aria-invalid={faults.length > 0}
          onChange={({ target }) => setText(target.value)}
        />
        <div id="manifest-faults" role="status">
          {faults.length === 0 ? (
            <p className={styles.fine}>{t.text('manifest.fine')}</p>
          ) : (
            <ul className={styles.faults}>
              {faults.map(({ line, column, what }) => (
                <li key={`${line}:${column}:${what}`}>
                  {t.text('manifest.fault', {
                    line: t.numbers.count(line),
                    column: t.numbers.count(column),
                    what,
                  })}
                </li>
              ))}
            </ul>
          )}
        </div>
        <Button
          look="primary"
          onClick={save}
          disabledBecause={faults.length > 0 ? t.text('manifest.save.faults') : undefined}
        >
          {t.text('manifest.save')}
        </Button>
      </section>
    </div>
  )
}
