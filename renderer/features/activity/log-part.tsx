import { useLocation } from 'wouter'
import { useMirror } from '../../state/desk.ts'
import { Select } from '../../ui/select.tsx'
import text from '../../ui/text.module.css'
import { paletteWords } from '../../words/palette.ts'
import { shellWords } from '../../words/shell.ts'
import { ProcessLog } from '../logs/logs.tsx'
import styles from './activity.module.css'
import { type LogName, pathOf } from './log-of.ts'

const words = shellWords.alerts
const kinds = paletteWords.kinds

/** The log of any program of the rig. */
export const LogPart = ({ log }: { log: LogName | null }) => {
  const [, go] = useLocation()
  const nodes = useMirror((state) => Object.keys(state.nodes).join('\n')) ?? ''
  const services = useMirror((state) => Object.keys(state.services).join('\n')) ?? ''
  const names = (kind: LogName['kind'], all: string) =>
    (all === '' ? [] : all.split('\n')).map((name) => ({ value: pathOf({ kind, name }), name, note: kinds[kind] }))
  const known = [...names('node', nodes), ...names('service', services)]
  if (log === null) return <p className={text.note}>{words.noLog}</p>
  // A link may name a program that is gone; its log may still be there.
  const choices = known.some(({ value }) => value === pathOf(log)) ? known : [...names(log.kind, log.name), ...known]
  return (
    <section className={styles.log} aria-label={`${words.logOf} ${log.name}`}>
      <ProcessLog key={pathOf(log)} kind={log.kind} name={log.name}>
        {(lead) => (
          <div className={styles.process}>
            <Select
              label={words.logOf}
              value={pathOf(log)}
              onChange={(value) => go(`/activity/${value}`)}
              choices={choices}
              nothing={words.choose}
              icon="nodes"
            />
            <span className={text.note}>{lead}</span>
          </div>
        )}
      </ProcessLog>
    </section>
  )
}
