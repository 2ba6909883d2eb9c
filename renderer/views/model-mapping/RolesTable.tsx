import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { ROLES, type Role } from '#shared/domain/columns.ts'
import { useTranslator } from '../../app/context.ts'
import { IconButton } from '../../components/Button.tsx'
import { Field, TextInput } from '../../components/Field.tsx'
import tables from '../../components/plain-table.module.css'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { EmptyState } from '../../components/States.tsx'
import { DataName, TermButton } from '../../components/text.tsx'
import { ROLE } from '../../i18n/domain-keys.ts'
import styles from './model-mapping.module.css'

const MOST_SHOWN = 200
/** With so few columns nobody searches. */
const FEW = 12

/** The role of each column: chosen, or left to the guess of each import. */
export function RolesTable({
  columns,
  roles,
  onChange,
}: {
  columns: readonly { readonly name: string; readonly last: Role | null }[]
  roles: Readonly<Record<string, Role>>
  onChange(roles: Readonly<Record<string, Role>>): void
}) {
  const t = useTranslator()
  const [text, setText] = useState('')
  const found = columns.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
  const shown = found.slice(0, MOST_SHOWN)
  return (
    <div className={styles.section}>
      {columns.length > FEW && (
        <div className={styles.search}>
          <Field
            label={t.text('modelMapping.search')}
            hint={
              found.length > shown.length
                ? t.text('modelMapping.shown', { shown: shown.length, count: found.length })
                : undefined
            }
          >
            {(control) => (
              <TextInput
                {...control}
                type="search"
                value={text}
                dir="auto"
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        </div>
      )}
      {shown.length === 0 ? (
        <EmptyState title={t.text('modelMapping.search.none')} />
      ) : (
        <ScrollRegion className={tables.scroll} aria-label={t.text('mapping.table')}>
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col">{t.text('mapping.column')}</th>
                <th scope="col">
                  <TermButton term="role" />
                </th>
                <th scope="col">{t.text('modelMapping.last')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((column) => (
                <RoleRow
                  key={column.name}
                  column={column}
                  chosen={roles[column.name] ?? null}
                  onChoose={(role) => {
                    const { [column.name]: _before, ...others } = roles
                    onChange(role === null ? others : { ...others, [column.name]: role })
                  }}
                />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  )
}

function RoleRow({
  column: { name, last },
  chosen,
  onChoose,
}: {
  column: { readonly name: string; readonly last: Role | null }
  chosen: Role | null
  onChoose(role: Role | null): void
}) {
  const t = useTranslator()
  return (
    <tr>
      <th scope="row" className={tables.name}>
        <DataName>{name}</DataName>
      </th>
      <td>
        <span className={styles.role}>
          <select
            className={styles.select}
            value={chosen ?? ''}
            aria-label={t.text('mapping.role.of', { name })}
            onChange={(event) => onChoose(ROLES.find((role) => role === event.target.value) ?? null)}
          >
            <option value="">{t.text('modelMapping.guess')}</option>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {t.text(ROLE[role])}
              </option>
            ))}
          </select>
          {chosen !== null && (
            <IconButton
              small
              label={t.text('modelMapping.forget', { name })}
              icon={<RotateCcw size={14} />}
              onClick={() => onChoose(null)}
            />
          )}
        </span>
      </td>
      <td className={tables.detail}>{last === null ? '–' : t.text(ROLE[last])}</td>
    </tr>
  )
}
