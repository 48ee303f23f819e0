import type { CoreOptions } from '../core.ts'
import { faultLog } from '../faults/index.ts'
import { deliver, type News, type Notices, opened, openNotices, type Spoken } from '../notices/index.ts'
import { systemClock } from '../time/index.ts'

/** A shell without words tells keys. */
const inKeys = ({ alerts, over }: News): Spoken => ({ title: 'Smeshdesk', lines: [...alerts, ...over].map(({ words }) => words) })

interface NoticesDeps extends Pick<CoreOptions, 'profileFolder' | 'platform' | 'version'> {
  readonly mayWrite: () => boolean
  readonly gaveUp: (name: string, host: string, why: string) => void
}

/** Who is called, by whatever this shell can do. */
export const openCalls = ({ profileFolder, platform, version, mayWrite, gaveUp }: NoticesDeps): Promise<Notices> =>
  openNotices({
    profileFolder,
    clock: systemClock,
    canDesktop: platform.showNotice !== undefined,
    mayWrite,
    gaveUp: ({ name, way }, why) => gaveUp(name, way.host, why),
    faults: faultLog(platform.log),
    send: async ({ way }, news, signal) => {
      const now = systemClock.now()
      const spoken = (await platform.speak?.(news, now)) ?? inKeys(news)
      return deliver(opened(way), { ...news, ...spoken, version, now }, { signal, show: platform.showNotice })
    },
  })
