import { Command as Palette } from 'cmdk'
import { useStore } from 'zustand'
import { useApp, useTranslator } from '../app/context.ts'
import { Dialog } from '../components/Dialog.tsx'
import { DataName } from '../components/text.tsx'
import { VerdictMark } from '../components/VerdictMark.tsx'
import type { PlainKey } from '../i18n/english.ts'
import { DEFAULT_FILTER } from '../views/drift/filter.ts'
import styles from './commands.module.css'
import { placeFor, standings } from './destinations.ts'
import { KeyCaps } from './KeyCaps.tsx'
import { COMMANDS, type Command, type CommandGroup } from './registry.ts'

const MOST_COLUMNS = 400

const GROUPS: readonly (readonly [CommandGroup, PlainKey])[] = [
  ['view', 'help.here'],
  ['go', 'help.go'],
  ['window', 'help.window'],
]

/** Everything one can do or go to from here, found by typing. */
export function CommandPalette() {
  const app = useApp()
  const t = useTranslator()
  const close = () => app.overlay.setState({ overlay: null })
  const { run, route } = useStore(app.navigation)
  useStore(app.queries.store)
  const columns =
    run === null
      ? []
      : (app.queries.read(app.queries.query('drift.get', { run })).data?.document.columns ?? [])
  const models =
    standings('model').length === 0
      ? []
      : (app.queries.read(app.queries.query('models.overview', {})).data?.models ?? [])
  const runs = app.queries.read(app.queries.query('drift.list', {})).data?.runs ?? []
  const choose = (act: () => void) => {
    close()
    act()
  }
  return (
    <Dialog title={t.text('palette.title')} bare onClose={close}>
      <Palette label={t.text('palette.title')} className={styles.palette} loop vimBindings={false}>
        <Palette.Input className={styles.input} placeholder={t.text('palette.placeholder')} autoFocus />
        <Palette.List className={styles.list} label={t.text('palette.title')}>
          <Palette.Empty className={styles.none}>{t.text('palette.none')}</Palette.Empty>
          {GROUPS.map(([group, heading]) => (
            <Palette.Group key={group} heading={t.text(heading)}>
              {COMMANDS.filter(
                (command) =>
                  command.group === group && command.id !== 'window.palette' && command.available(app),
              ).map((command) => (
                <CommandItem
                  key={command.id}
                  command={command}
                  onChoose={() => choose(() => command.run(app))}
                />
              ))}
            </Palette.Group>
          ))}
          {models.length > 0 && (
            <Palette.Group heading={t.text('subject.models')}>
              {models.map((card) => (
                <Palette.Item
                  key={card.model}
                  value={`model ${card.model}`}
                  className={styles.item}
                  onSelect={() =>
                    choose(() => {
                      const place = placeFor(route.view, { kind: 'model', model: card.model })
                      if (place !== null) app.navigation.go(place)
                    })
                  }
                >
                  <VerdictMark verdict={card.verdict?.verdict ?? 'insufficient'} />
                  <span className={styles.title}>
                    <DataName clip>{card.model}</DataName>
                  </span>
                </Palette.Item>
              ))}
            </Palette.Group>
          )}
          {run !== null && columns.length > 0 && (
            <Palette.Group heading={t.text('palette.columns')}>
              {columns.slice(0, MOST_COLUMNS).map((column) => (
                <Palette.Item
                  key={column.name}
                  value={`column ${column.name}`}
                  className={styles.item}
                  onSelect={() =>
                    choose(() => app.navigation.go({ view: 'column', run, column: column.name }))
                  }
                >
                  <VerdictMark verdict={column.verdict} />
                  <span className={styles.title}>
                    <DataName clip>{column.name}</DataName>
                  </span>
                </Palette.Item>
              ))}
            </Palette.Group>
          )}
          {runs.length > 0 && (
            <Palette.Group heading={t.text('palette.runs')}>
              {runs.slice(0, 20).map((summary) => (
                <Palette.Item
                  key={summary.run}
                  value={`run ${summary.run} ${summary.title}`}
                  className={styles.item}
                  onSelect={() =>
                    choose(() =>
                      app.navigation.go({ view: 'drift', run: summary.run, filter: DEFAULT_FILTER }),
                    )
                  }
                >
                  <VerdictMark verdict={summary.verdict} />
                  <span className={styles.title}>
                    <DataName clip>{summary.title}</DataName>
                  </span>
                </Palette.Item>
              ))}
            </Palette.Group>
          )}
        </Palette.List>
      </Palette>
    </Dialog>
  )
}

function CommandItem({ command, onChoose }: { command: Command; onChoose(): void }) {
  const t = useTranslator()
  const detail = command.detail === undefined ? '' : t.text(command.detail)
  const Icon = command.icon
  return (
    <Palette.Item
      value={command.id}
      keywords={[t.text(command.title), detail]}
      className={styles.item}
      onSelect={onChoose}
    >
      {Icon === undefined ? <span className={styles.noIcon} /> : <Icon size={16} aria-hidden="true" />}
      <span className={styles.title}>
        {t.text(command.title)} {detail !== '' && <span className={styles.detail}>{detail}</span>}
      </span>
      {command.keys !== undefined && <KeyCaps keys={command.keys} />}
    </Palette.Item>
  )
}
