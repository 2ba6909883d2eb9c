import { FolderOpen, Plus } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { WorkspaceReference } from '#shared/contract/lifecycle-operations.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Field, TextInput } from '../../components/Field.tsx'
import styles from './workspaces.module.css'

/** A workspace by name, and any folder where the host has a dialog for one. */
export function NewWorkspace({
  onCreate,
  onChosen,
}: {
  onCreate(name: string): void
  onChosen(chosen: WorkspaceReference): void
}) {
  const { workspace } = useApp()
  const t = useTranslator()
  const { data } = useQuery('workspaces.list', {})
  const busy = useStore(workspace, (state) => state.busy !== null)
  const [name, setName] = useState('')
  const blocked = busy
    ? t.text('workspaces.busy')
    : name.trim() === ''
      ? t.text('workspaces.new.missing')
      : undefined
  const choose = async () => {
    const chosen = await workspace.choose()
    if (chosen !== null) onChosen(chosen)
  }
  return (
    <form
      className={styles.new}
      onSubmit={(event) => {
        event.preventDefault()
        if (blocked === undefined) onCreate(name.trim())
      }}
    >
      <Field label={t.text('workspaces.new.name')} hint={t.text('workspaces.new.hint')}>
        {(control) => (
          <TextInput
            {...control}
            value={name}
            maxLength={80}
            dir="auto"
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.newActions}>
        <Button disabledBecause={blocked} onClick={() => onCreate(name.trim())}>
          <Plus size={16} aria-hidden="true" />
          {t.text('workspaces.new')}
        </Button>
        {data?.can_choose === true && (
          <Button
            disabledBecause={busy ? t.text('workspaces.busy') : undefined}
            onClick={() => void choose()}
          >
            <FolderOpen size={16} aria-hidden="true" />
            {t.text('workspaces.choose')}
          </Button>
        )}
      </div>
    </form>
  )
}
