import { useState } from 'react'
import type { NoticeDraft, NoticeTarget } from '../../../electron/contract/model/notice.ts'
import { useAct } from '../../state/act.ts'
import { useNow } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { classes } from '../../ui/classes.ts'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { Select } from '../../ui/select.tsx'
import text from '../../ui/text.module.css'
import { age } from '../../words/ages.ts'
import { noticesWords as words } from '../../words/notices.ts'
import styles from './settings.module.css'

interface TargetRowProps {
  readonly target: NoticeTarget
  readonly change: (part: Partial<NoticeDraft>) => void
  readonly remove: () => void
}

const thresholds = ['all', 'needs', 'red'] as const

/** One who is told: whether, of what, and whether it arrives. */
export const TargetRow = ({ target, change, remove }: TargetRowProps) => {
  const { name, kind, host, on, over, threshold } = target
  return (
    <fieldset className={styles.target} aria-label={name}>
      <div className={styles.targetHead}>
        <Checkbox
          label={
            <>
              <b className={text.medium}>{name}</b> <span className={text.quiet}>{words.reach(words.kinds[kind], host)}</span>
            </>
          }
          spoken={words.on(name)}
          checked={on}
          onChange={(wanted) => change({ on: wanted })}
        />
        <span className={layout.grow} />
        <Select
          bare
          label={words.threshold(name)}
          value={threshold}
          onChange={(wanted) => change({ threshold: wanted })}
          choices={thresholds.map((value) => ({ value, name: words.thresholds[value] }))}
          nothing=""
        />
        <Checkbox label={words.overShort} spoken={words.over(name)} checked={over} onChange={(wanted) => change({ over: wanted })} />
      </div>
      <Failed failed={target.failed} />
      <Acts name={name} remove={remove} />
    </fieldset>
  )
}

const Failed = ({ failed }: Pick<NoticeTarget, 'failed'>) => {
  const now = useNow(60_000)
  if (failed === null) return null
  return <p className={text.warn}>{words.failedAt(failed.why, age(now - failed.at))}</p>
}

/** A message without an alert, so that nobody waits for the first one to learn that it does not arrive. */
const Acts = ({ name, remove }: { name: string; remove: () => void }) => {
  const test = useAct((client) => client.notices.tryTarget({ name }))
  const [came, tell] = useState<{ readonly good: boolean; readonly said: string } | null>(null)
  const send = async () => {
    tell(null)
    const tried = await test.run()
    if (tried === null) return
    const { failed, answer, said } = tried
    tell(failed === null ? { good: true, said: words.taken(answer) } : { good: false, said: words.notTaken(failed, said) })
  }
  return (
    <div className={classes(layout.acts, layout.near)}>
      <Button small spoken={words.test(name)} closed={test.pending ? words.testing : null} onPress={() => void send()}>
        {words.testShort}
      </Button>
      <Button small spoken={words.remove(name)} onPress={remove}>
        {words.removeShort}
      </Button>
      <span role="status" className={layout.row}>
        {came !== null && (
          <>
            <Mark name={came.good ? 'pass' : 'failed'} tone={came.good ? 'good' : 'bad'} />
            {came.said}
          </>
        )}
      </span>
      {test.fault && <Fault words={test.fault} />}
    </div>
  )
}
