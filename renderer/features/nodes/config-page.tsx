import { useState } from 'react'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import type { ConfigLook } from '../../../electron/contract/model/config.ts'
import { useAct } from '../../state/act.ts'
import { useAsked } from '../../state/ask.ts'
import { useMirror } from '../../state/desk.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { CheckList, CheckRow } from '../../ui/check-row.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Loading } from '../../ui/empty.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { PageHead, Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { configWords as words } from '../../words/config.ts'
import styles from './config.module.css'
import { ChangePart } from './config-change.tsx'
import { ConfigFields } from './config-fields.tsx'
import { allKeys, editsOf, saidIn, type Typed, unknownIn } from './config-form.ts'
import { VersionsPart } from './config-versions.tsx'

/** A node's configuration: what it says, what a change would come to, and the way back. */
export const ConfigPage = ({ name }: { name: string }) => {
  const asked = useAsked(`config ${name}`, (client) => client.config.look({ name: name as RigName }), { waitMs: 0 })
  const runs = useMirror(({ nodes }) => nodes[name]?.slot?.pid != null) === true
  const look = asked.answer
  return (
    <div className={layout.page}>
      <PageHead title={words.title(name)} lead={runs ? `${words.lead} ${words.runs}` : words.lead}>
        <ButtonLink to={`/nodes/${name}`}>{name}</ButtonLink>
      </PageHead>
      {asked.fault && <Fault words={asked.fault} />}
      {look === null && asked.fault === null && <Loading label={words.title(name)} />}
      {look?.file && <p className={text.path}>{look.file}</p>}
      {look?.refused && (
        <CheckList className={styles.refused}>
          <CheckRow verdict="fail" title={words.refusedTitle} evidence="" detail={words.refused[look.refused.why](look.refused.detail)} />
        </CheckList>
      )}
      {look && look.refused === null && <Editor key={look.hash} name={name as RigName} look={look} again={asked.again} />}
      {look && <VersionsPart name={name as RigName} look={look} again={asked.again} />}
    </div>
  )
}

interface EditorProps {
  readonly name: RigName
  readonly look: ConfigLook
  readonly again: () => void
}

const Editor = ({ name, look, again }: EditorProps) => {
  const [typed, type] = useState<Typed>({})
  const edits = editsOf(look, typed)
  const proposal = useAsked(JSON.stringify(edits), (client) => client.config.propose({ name, hash: look.hash, edits }))
  const write = useAct(async (client) => {
    await client.config.write({ name, hash: look.hash, edits })
    again()
  })
  const change = (parts: Typed) => type((before) => ({ ...before, ...parts }))
  const wrong = proposal.answer?.wrong ?? []
  const said = saidIn(look)
  const fields = { look, typed, wrong, change }
  return (
    <div className={styles.pair}>
      <div>
        <Section title={words.set} note={words.empty}>
          <ConfigFields {...fields} keys={allKeys.filter((path) => said.has(path))} />
          <Disclosure label={words.more(allKeys.filter((path) => !said.has(path)).length)}>
            <ConfigFields {...fields} keys={allKeys.filter((path) => !said.has(path))} />
          </Disclosure>
          <Unknown look={look} />
        </Section>
      </div>
      <ChangePart edits={edits.length} proposal={proposal} write={write} undo={() => type({})} again={again} />
    </div>
  )
}

const Unknown = ({ look }: { look: ConfigLook }) => {
  const unknown = unknownIn(look)
  if (unknown.length === 0) return null
  return (
    <Disclosure label={words.unknown.title(unknown.length)}>
      <p className={text.note}>{words.unknown.note}</p>
      <ul className={styles.unknown}>
        {unknown.map(({ path, value }) => (
          <li key={path}>
            <span>{path}</span>
            <span>{value}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
