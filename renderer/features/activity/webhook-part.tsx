import { useState } from 'react'
import type { Webhook } from '../../../electron/contract/model/webhook.ts'
import { useAct } from '../../state/act.ts'
import { useAsked } from '../../state/ask.ts'
import { useNow } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Field } from '../../ui/field.tsx'
import layout from '../../ui/layout.module.css'
import text from '../../ui/text.module.css'
import { age } from '../../words/ages.ts'
import { noticesWords } from '../../words/notices.ts'

const words = noticesWords.webhook

const isWeb = (address: string): boolean => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)

/** Where alerts are posted. Its address is written once and never shown again. */
export const WebhookPart = () => {
  const asked = useAsked('webhook', (client) => client.notices.webhook(null), { waitMs: 0 })
  const [address, type] = useState('')
  const set = useAct((client, next: string | null) => client.notices.setWebhook({ address: next }))
  const keep = async (next: string | null) => {
    if ((await set.run(next)) === null) return
    type('')
    asked.again()
  }
  const fault = set.fault ?? asked.fault
  const closed = set.pending ? words.testing : isWeb(address.trim()) ? null : address === '' ? '' : words.wrong
  return (
    <Disclosure label={words.title}>
      <p className={text.note}>{words.note}</p>
      {asked.answer !== null && <Now webhook={asked.answer} />}
      <Field label={words.field} value={address} onChange={type} help={words.help} error={null} mono maxLength={2000} />
      <div className={layout.acts}>
        <Button small closed={closed} onPress={() => void keep(address.trim())}>
          {words.keep}
        </Button>
        {asked.answer?.host != null && (
          <>
            <Test />
            <Button small onPress={() => void keep(null)}>
              {words.remove}
            </Button>
          </>
        )}
      </div>
      {fault && <Fault words={fault} />}
    </Disclosure>
  )
}

/** A post without an alert, so that nobody waits for the first one to learn that it does not arrive. */
const Test = () => {
  const test = useAct((client) => client.notices.tryWebhook(null))
  const [said, say] = useState<string | null>(null)
  const post = async () => {
    const came = await test.run()
    if (came !== null) say(came.failed === null ? words.sent(came.status ?? 0) : words.failed(came.failed))
  }
  return (
    <>
      <Button small closed={test.pending ? words.testing : null} onPress={() => void post()}>
        {words.test}
      </Button>
      {said !== null && <span role="status">{said}</span>}
      {test.fault && <Fault words={test.fault} />}
    </>
  )
}

const Now = ({ webhook: { host, failed } }: { webhook: Webhook }) => {
  const now = useNow()
  return (
    <p>
      {host === null ? words.off : words.set(host)}
      {failed !== null && <span className={text.warn}> {`${words.failed(failed.why)} ${age(now - failed.at)}`}</span>}
    </p>
  )
}
