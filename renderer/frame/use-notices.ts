import { useEffect, useSyncExternalStore } from 'react'
import type { Alert } from '../../electron/contract/model/rig.ts'
import { heard, type Told, tellIn, wereTold } from '../../electron/contract/new-alerts.ts'
import { useDesk, useMirror } from '../state/desk.ts'
import { alertWords } from '../words/alerts.ts'
import { shellWords } from '../words/shell.ts'
import { noticesOn, onNotices } from './notices.ts'
import { routeOf } from './route-of.ts'

const words = shellWords.notice

const show = ([worst, ...others]: readonly Alert[], now: number, simulated: boolean): void => {
  if (worst === undefined) return
  const said = alertWords(worst, now)
  const notice = new Notification(simulated ? words.simulated(said.head) : said.head, {
    body: others.length === 0 ? said.rest : words.more(said.rest, others.length),
    // Of the same one a notice that tells of a worse danger is another.
    tag: `${worst.risk} ${worst.id}`,
  })
  notice.onclick = () => {
    window.focus()
    window.location.hash = `#${others.length > 0 || worst.route === null ? '/activity' : routeOf(worst.route)}`
  }
}

/** Calls whoever looks elsewhere: once for each new alert that needs a person, at most once a minute, never for old ones. */
export const useNotices = (): void => {
  const { store, clock } = useDesk()
  const on = useSyncExternalStore(onNotices, noticesOn)
  // The window has notices of its own, which come while it is closed too.
  const own = useMirror(({ rig }) => rig.host === 'desktop') === true
  useEffect(() => {
    if (!on || own) return
    let told: Told | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      clearTimeout(timer)
      const wait = told === null ? null : tellIn(told, clock.now())
      if (told === null || wait === null) return
      if (wait > 0) timer = setTimeout(tell, wait)
      else {
        const simulated = store.getState().mirror.state?.rig.kind === 'simulated'
        // Who looks at the page has read it there.
        if (!document.hasFocus()) show(told.waiting, clock.now(), simulated)
        told = wereTold(told, told.waiting, clock.now())
      }
    }
    const look = () => {
      const { state } = store.getState().mirror
      if (state === null) return
      told = heard(told, { alerts: state.alerts, threshold: 'needs' }, clock.now())
      tell()
    }
    look()
    const stop = store.subscribe((now, before) => now.mirror.state?.alerts !== before.mirror.state?.alerts && look())
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [on, own, store, clock])
}
