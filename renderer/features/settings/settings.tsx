import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { useMirror } from '../../state/desk.ts'
import layout from '../../ui/layout.module.css'
import { PageHead } from '../../ui/section.tsx'
import { awakeWords } from '../../words/awake.ts'
import { settingsWords as words } from '../../words/settings.ts'
import { startWords } from '../../words/start.ts'
import { AwakePart } from './awake-part.tsx'
import { ClosingPart } from './closing-part.tsx'
import { GeneralPart } from './general-part.tsx'
import { NoticesPart } from './notices-part.tsx'
import { FoldersPart, HeadlessPart, VersionsPart } from './places-part.tsx'
import styles from './settings.module.css'
import { StartPart } from './start-part.tsx'

const parts = [
  ['general', words.parts.general, GeneralPart],
  ['notifications', words.parts.notifications, NoticesPart],
  ['closing', words.parts.closing, ClosingPart],
  ['start', startWords.title, StartPart],
  ['awake', awakeWords.title, AwakePart],
  ['headless', words.parts.headless, HeadlessPart],
  ['folders', words.parts.folders, FoldersPart],
  ['versions', words.parts.versions, VersionsPart],
] as const

/** All that a person can choose, part by part, on one page; the address names the part that is meant. */
export const Settings = ({ part }: { part: string | null }) => {
  const page = useRef<HTMLDivElement>(null)
  // Nothing is kept awake for a simulation.
  const simulated = useMirror(({ awake }) => awake === null) !== false
  const shown = parts.filter(([key]) => key !== 'awake' || !simulated)
  useEffect(() => {
    // jsdom has no such method.
    if (part !== null) page.current?.querySelector(`[data-part="${CSS.escape(part)}"]`)?.scrollIntoView?.({ block: 'start' })
  }, [part])
  return (
    <div className={layout.page}>
      <PageHead title={words.title} lead={words.lead} />
      <div className={styles.grid}>
        <nav className={styles.parts} aria-label={words.parts.label}>
          {shown.map(([key, name], index) => (
            <Link key={key} href={`/settings/${key}`} {...(key === part || (part === null && index === 0) ? { 'aria-current': true } : {})}>
              {name}
            </Link>
          ))}
        </nav>
        <div ref={page}>
          {shown.map(([key, , Part]) => (
            <div key={key} data-part={key}>
              <Part />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
