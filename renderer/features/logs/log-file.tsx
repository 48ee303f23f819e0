import { useState } from 'react'
import type { FolderHandle, RigName } from '../../../electron/contract/model/basics.ts'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Field } from '../../ui/field.tsx'
import { pathProblems } from '../../words/door.ts'
import { logWords } from '../../words/log.ts'
import styles from './logs.module.css'

const words = logWords.given

/** A node that others start may be given the file that it writes: then its log is read here too. */
export const GivenLog = ({ name }: { name: string }) => {
  const ours = useMirror(({ nodes }) => nodes[name]?.slot?.ours === true) !== false
  const [path, type] = useState('')
  const [problem, say] = useState<string | null>(null)
  const give = useAct(async (client) => {
    if (path.trim() === '') return client.logFile.give({ name: name as RigName, file: null })
    const named = await client.folders.named({ text: path, kind: 'file' })
    if (named.entry === null) return say(named.problem === null ? null : pathProblems[named.problem](named.detail))
    return client.logFile.give({ name: name as RigName, file: named.entry.handle as FolderHandle })
  })
  if (ours) return null
  return (
    <Disclosure label={words.title}>
      <div className={styles.given}>
        <Field
          label={words.label}
          help={words.help}
          error={problem}
          value={path}
          onChange={(text) => {
            say(null)
            type(text)
          }}
          mono
          maxLength={4096}
        />
        <Button onPress={() => void give.run()}>{words.act}</Button>
      </div>
      {give.fault && <Fault words={give.fault} />}
    </Disclosure>
  )
}
