import type { Closing } from '../../../electron/contract/model/choices.ts'
import { useAct } from '../../state/act.ts'
import { useAsked } from '../../state/ask.ts'
import { useMirror } from '../../state/desk.ts'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import { Segments } from '../../ui/segments.tsx'
import text from '../../ui/text.module.css'
import { settingsWords as words } from '../../words/settings.ts'
import { Setting } from './setting.tsx'

const choices: readonly Closing[] = ['ask', 'tray', 'quit']

/** What the window's close button does; a page in a browser has none. */
export const ClosingPart = () => {
  const own = useMirror(({ rig }) => rig.host === 'desktop') === true
  return (
    <Section className={layout.farAbove} title={words.parts.closing}>
      {own ? <OfWindow /> : <p className={text.note}>{words.closeBrowser}</p>}
    </Section>
  )
}

const OfWindow = () => {
  const asked = useAsked('choices', (client) => client.choices.get(null), { waitMs: 0 })
  const set = useAct((client, closing: Closing) => client.choices.setClosing({ closing }))
  const choose = async (closing: Closing) => (await set.run(closing)) !== null && asked.again()
  const fault = set.fault ?? asked.fault
  return (
    <>
      <Setting said={words.close}>
        {asked.answer !== null && (
          <Segments<Closing>
            label={words.close[0]}
            value={asked.answer.closing}
            onChange={(closing) => void choose(closing)}
            options={choices.map((value) => ({ value, label: words.closing[value] }))}
          />
        )}
      </Setting>
      {fault && <Fault words={fault} />}
    </>
  )
}
