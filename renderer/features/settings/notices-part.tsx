import { useSyncExternalStore } from 'react'
import type { NoticeDraft, NoticeTarget } from '../../../electron/contract/model/notice.ts'
import { noticePermission, noticesOn, onNotices, switchNotices } from '../../frame/notices.ts'
import { useAct } from '../../state/act.ts'
import { useAsked } from '../../state/ask.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { noticesWords as words } from '../../words/notices.ts'
import { AddTarget } from './add-target.tsx'
import styles from './settings.module.css'
import { TargetRow } from './target-row.tsx'

/** How Smeshdesk calls somebody who does not look at it; all of it off until it is asked for. */
export const NoticesPart = () => {
  const asked = useAsked('notices', (client) => client.notices.targets(null), { waitMs: 0 })
  const set = useAct((client, name: string | null, target: NoticeDraft) => client.notices.setTarget({ name, target }))
  const remove = useAct((client, name: string) => client.notices.removeTarget({ name }))
  const then = async (done: Promise<unknown>): Promise<boolean> => {
    const came = (await done) !== null
    if (came) asked.again()
    return came
  }
  const { targets = [], canDesktop = false } = asked.answer ?? {}
  const own = targets.find(({ kind }) => kind === 'desktop')
  const switchOwn = (on: boolean) =>
    on
      ? set.run(null, { name: words.kinds.desktop, on, threshold: 'needs', over: false, way: { kind: 'desktop' } })
      : remove.run(own?.name ?? '')
  const fault = set.fault ?? remove.fault ?? asked.fault
  return (
    <Section className={layout.farAbove} title={words.title}>
      <p className={text.note}>{words.lead}</p>
      {canDesktop ? <FromThisDesktop on={own !== undefined} change={(on) => void then(switchOwn(on))} /> : <FromThisBrowser />}
      {asked.answer !== null && targets.length === 0 && <p className={text.note}>{words.none}</p>}
      <div className={styles.targets}>
        {targets.map((target) => (
          <TargetRow
            key={target.name}
            target={target}
            change={(part) => void then(set.run(target.name, { ...draftOf(target), ...part }))}
            remove={() => void then(remove.run(target.name))}
          />
        ))}
      </div>
      {fault && <Fault words={fault} />}
      <AddTarget names={targets.map(({ name }) => name)} add={(target) => then(set.run(null, target))} pending={set.pending} />
    </Section>
  )
}

const draftOf = ({ name, on, threshold, over }: NoticeTarget): NoticeDraft => ({ name, on, threshold, over, way: null })

const FromThisDesktop = ({ on, change }: { on: boolean; change: (on: boolean) => void }) => (
  <>
    <Checkbox label={words.desktopOwn} checked={on} onChange={change} />
    <p className={text.note}>{words.desktopOwnNote}</p>
  </>
)

/** By the browser’s own notices, kept in it. */
const FromThisBrowser = () => {
  const on = useSyncExternalStore(onNotices, noticesOn)
  const permission = useSyncExternalStore(onNotices, noticePermission)
  if (permission === 'denied' || permission === 'unsupported') return <p className={text.note}>{words.refused[permission]}</p>
  return (
    <>
      <Checkbox label={words.desktop} checked={on} onChange={(wanted) => void switchNotices(wanted)} />
      <p className={text.note}>{words.desktopNote}</p>
    </>
  )
}
