import type { HeldChoices } from '../choices/index.ts'
import type { Api } from '../contract/api.ts'
import type { Handlers } from '../contract/contract.ts'
import type { Notices } from '../notices/index.ts'

export interface NoticeDeps {
  readonly notices: Notices
  readonly choices: HeldChoices
}

const done = (doing: Promise<unknown>): Promise<Record<string, never>> => doing.then(() => ({}))

/** Who is told, and what was chosen for the profile. */
export const noticeHandlers = ({ notices, choices }: NoticeDeps): Pick<Handlers<Api>, 'notices' | 'choices'> => ({
  notices: {
    targets: () => notices.says(),
    setTarget: ({ name, target }) => done(notices.set(name, target)),
    removeTarget: ({ name }) => done(notices.remove(name)),
    tryTarget: ({ name }) => notices.try(name),
  },
  choices: { get: () => choices.says(), setClosing: ({ closing }) => choices.setClosing(closing) },
})
