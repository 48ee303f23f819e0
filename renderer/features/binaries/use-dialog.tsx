import type { RigName } from '../../../electron/contract/model/basics.ts'
import type { BinaryRow } from '../../../electron/contract/model/binaries.ts'
import { toolOf } from '../../../electron/contract/model/tools.ts'
import { useAct } from '../../state/act.ts'
import { useRows } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Dialog, DialogActs } from '../../ui/dialog.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import text from '../../ui/text.module.css'
import { binariesWords as words } from '../../words/binaries.ts'
import { spoken } from './looks.ts'

interface Entry {
  readonly kind: 'node' | 'service'
  readonly name: RigName
  /** As a person says it; `null`: it names no program. */
  readonly program: string | null
}

/** Nodes or services, with what each runs: by the rows of programs, which know who uses them. */
function useEntries(tool: BinaryRow['tool']): readonly Entry[] {
  const kind = toolOf.node === tool ? 'node' : 'service'
  const nodes = useRows('nodes')
  const services = useRows('services')
  const binaries = Object.values(useRows('binaries'))
  const names =
    kind === 'node'
      ? Object.values(nodes).flatMap(({ name, dataFolder }) => (dataFolder === null ? [] : [name]))
      : Object.values(services).map(({ name }) => name)
  return names.map((name) => {
    const has = binaries.find(({ usedBy }) => usedBy.some((user) => user.kind === kind && user.name === name))
    return { kind, name, program: has === undefined ? null : spoken(has.key) }
  })
}

/** One act per entry; each can be taken back. */
export const UseDialog = ({ row, onClose }: { row: BinaryRow; onClose: () => void }) => {
  const { tool, version, belowFloor } = row
  const entries = useEntries(tool)
  const use = useAct((client, { kind, name }: Entry) => client.binaries.use({ tool, version: version ?? '', kind, name }))
  return (
    <Dialog open onClose={onClose} title={words.use.title(words.called(tool, version))} lead={words.use.lead}>
      {belowFloor !== null && <p className={text.warn}>{words.floor(belowFloor)}</p>}
      {entries.length === 0 && <p className={text.quiet}>{words.use.none}</p>}
      <ul className={classes(layout.ruled, layout.above)} aria-label={words.use.entries}>
        {entries.map((entry) => {
          const here = row.usedBy.some((user) => user.kind === entry.kind && user.name === entry.name)
          return (
            <li key={entry.name} className={layout.line}>
              <span />
              <span className={layout.two}>
                <span>{entry.name}</span>
                {entry.program !== null && !here && <small className={text.faint}>{words.use.has(entry.program)}</small>}
              </span>
              {here ? (
                <span className={text.quiet}>{words.use.now}</span>
              ) : (
                <Button small closed={use.pending ? words.use.pending : null} onPress={() => void use.run(entry)}>
                  {words.use.run}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {use.fault && <Fault words={use.fault} />}
      <DialogActs>
        <Button onPress={onClose}>{words.use.close}</Button>
      </DialogActs>
    </Dialog>
  )
}
