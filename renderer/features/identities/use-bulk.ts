import { useRef, useState } from 'react'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import { useClient } from '../../state/desk.ts'
import { type FaultWords, faultWords } from '../../words/errors.ts'
import type { BulkAct, BulkItem } from './bulk.ts'

/** What came of one: `FaultWords` say why it was refused. */
export type Outcome = 'waits' | 'asked' | 'taken' | 'not-asked' | FaultWords

/** One service after the other, each by the call that its own button makes; a refusal of one ends nothing for the others. */
export const useBulk = () => {
  const client = useClient()
  const [outcomes, tell] = useState<ReadonlyMap<RigName, Outcome> | null>(null)
  const ended = useRef(false)
  const say = (name: RigName, outcome: Outcome) => tell((before) => new Map(before ?? []).set(name, outcome))
  const ask = async (act: BulkAct, name: RigName, words: string): Promise<Outcome> => {
    try {
      if (client === null) throw new Error('disconnected')
      await (act === 'start' ? client.services.start({ name }) : client.services[act]({ name, words }))
      return 'taken'
    } catch (error) {
      return faultWords(error)
    }
  }
  /** With the consent that the items held when they were shown. */
  const run = async (act: BulkAct, items: readonly BulkItem[]): Promise<void> => {
    const open = items.flatMap(({ service, closed, consent }) => (service === null || closed !== null ? [] : [{ service, consent }]))
    ended.current = false
    tell(new Map(open.map(({ service }) => [service, 'waits'])))
    for (const { service, consent } of open) {
      if (ended.current) {
        say(service, 'not-asked')
        continue
      }
      say(service, 'asked')
      say(service, await ask(act, service, consent ?? ''))
    }
  }
  return { outcomes, run, end: () => (ended.current = true), forget: () => tell(null) }
}
