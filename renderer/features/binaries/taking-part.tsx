import type { BinaryStore } from '../../../electron/contract/model/binaries.ts'
import { size } from '../../format/numbers.ts'
import { useAct } from '../../state/act.ts'
import { Button } from '../../ui/button.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Meter } from '../../ui/meter.tsx'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { binariesWords } from '../../words/binaries.ts'
import { faultWords } from '../../words/errors.ts'

const words = binariesWords.taking

/** What is being taken in, or why it was not. */
export const TakingPart = ({ taking }: { taking: NonNullable<BinaryStore['taking']> }) => {
  const { tool, version, step, done, of, failed } = taking
  const cancel = useAct((client) => client.binaries.cancel(null))
  const says = words.says(tool, version, step)
  if (failed !== null)
    return (
      <Fault words={{ ...faultWords(Object.assign(new Error(failed.said), { code: failed.code })), title: says }}>
        <Button small onPress={() => void cancel.run()}>
          {words.forget}
        </Button>
      </Fault>
    )
  return (
    <Section title={words.title}>
      <div className={layout.row}>
        <span role="status">{says}</span>
        {done > 0 && <span className={text.age}>{words.done(size(done), of === null ? null : size(of))}</span>}
        <span className={layout.grow} />
        <Button small onPress={() => void cancel.run()}>
          {words.cancel}
        </Button>
      </div>
      {of !== null && <Meter label={says} part={of === 0 ? null : done / of} kind="solid" />}
      {cancel.fault && <Fault words={cancel.fault} />}
    </Section>
  )
}
