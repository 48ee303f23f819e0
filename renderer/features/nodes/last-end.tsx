import type { LastEnd as End } from '../../../electron/contract/model/rig.ts'
import { useNow } from '../../state/desk.ts'
import text from '../../ui/text.module.css'
import { endCure, endHead, endWhy } from '../../words/endings.ts'
import { programWords } from '../../words/programs.ts'
import { seenText } from '../../words/seen.ts'
import styles from './nodes.module.css'

/** That it ended, when, by whom and why, with the last lines that matter. */
export const LastEnd = ({ end }: { end: End }) => {
  const now = useNow()
  const lines = end.lines.length > 0 ? end.lines : end.line === '' ? [] : [end.line]
  const cure = endCure(end)
  const asked = end.by === 'person' || end.by === 'batch'
  return (
    <div className={styles.lastEnd}>
      <p>
        <b className={text.medium}>{endHead(end, now)}</b> {endWhy(end)}
      </p>
      {cure !== '' && <p>{cure}</p>}
      {lines.length > 0 && !asked && (
        <ul className={styles.lastLines} aria-label={programWords.lastLines}>
          {lines.map((line) => (
            <li key={line}>{seenText(line)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
