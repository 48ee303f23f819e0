import { useSyncExternalStore } from 'react'
import { noticePermission, noticesOn, onNotices, switchNotices } from '../../frame/notices.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { noticesWords as words } from '../../words/notices.ts'
import { WebhookPart } from './webhook-part.tsx'

/** How Smeshdesk calls somebody who does not look at it; all of it off until it is asked for. */
export const NoticesPart = () => {
  const on = useSyncExternalStore(onNotices, noticesOn)
  const permission = useSyncExternalStore(onNotices, noticePermission)
  const refused = permission === 'denied' || permission === 'unsupported'
  return (
    <Section className={layout.farAbove} title={words.title}>
      {refused ? (
        <p className={text.note}>{words.refused[permission]}</p>
      ) : (
        <>
          <Checkbox label={words.desktop} checked={on} onChange={(wanted) => void switchNotices(wanted)} />
          <p className={text.note}>{words.desktopNote}</p>
        </>
      )}
      <WebhookPart />
    </Section>
  )
}
