import type { Inventory } from '../../../electron/contract/model/key-copies.ts'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import { IconButton } from '../../ui/button.tsx'
import { CheckList, CheckRow } from '../../ui/check-row.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { keysWords as words } from '../../words/keys.ts'
import { seenText } from '../../words/seen.ts'

/** Folders of which nothing is known: never taken for empty ones. */
export const Unread = ({ inventory: { unread, elsewhere } }: { inventory: Inventory }) =>
  unread.length + elsewhere.length > 0 && (
    <Section title={words.unread.title} note={words.unread.lead}>
      <CheckList>
        {unread.map(({ path, detail }) => (
          <CheckRow
            key={path}
            verdict="unknown"
            title={<span className={text.path}>{path}</span>}
            evidence={words.unread.why(seenText(detail))}
          />
        ))}
        {elsewhere.map((node) => (
          <CheckRow key={node} verdict="unknown" title={words.unread.elsewhere(node)} evidence="" />
        ))}
      </CheckList>
    </Section>
  )

/** Folders that a person named. */
export const Added = ({ folders }: { folders: readonly string[] }) => {
  const editable = useMirror(({ rig }) => rig.editable)
  const forget = useAct((client, path: string) => client.keys.forgetFolder({ path }))
  if (folders.length === 0) return null
  return (
    <Section title={words.added.title} className={layout.farAbove}>
      {forget.fault && <Fault words={forget.fault} />}
      <ul>
        {folders.map((path) => (
          <li key={path} className={layout.row}>
            <span className={text.path}>{path}</span>
            {editable && <IconButton small icon="close" name={words.added.forget(path)} onPress={() => void forget.run(path)} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}
