import type { MoveCheckId } from '../../../electron/contract/model/check-id.ts'
import { type CheckSentences, sentences } from './check-words.ts'

/** Checks of the wizard that ask who else has the key. */
export const moveKeyChecks = {
  'no-stranger': sentences({
    holds: 'No node outside the settings has this key',
    fails: (v) =>
      v.holding !== undefined
        ? 'A node outside the settings has this key, or would load it'
        : v.unseen !== undefined
          ? 'Whether a node outside the settings has this key is not known'
          : 'Not everything that runs on this computer can be seen from here',
    why: 'A node that runs here without standing in the settings signs with every key in its data folder.',
    fix: (v) =>
      v.holding !== undefined
        ? 'Find out where the key belongs, and let one node only have it.'
        : v.unseen !== undefined
          ? 'Stop the named process, or add it to the settings as a node, so that it can be asked. Start it again if its keys were changed.'
          : v.blind === 'platform'
            ? 'On this system Smeshdesk does not move keys.'
            : 'Start Smeshdesk outside of any container, as a user from whom no processes are hidden.',
  }),
  'one-name': sentences({
    holds: 'The key file has one name only',
    fails: 'The key file has a second name on the same disk',
    why: 'Both names lead to one file. Where the other one lies can’t be seen from here; if it is in the identities folder of a node, that node loads the key too.',
    fix: 'Find the other name, on Linux with “find / -samefile” and the path. Where a node could load it, take it away. If it is a backup that stays, stop the node, copy the key to a new file and put that in the place of the old one.',
  }),
} as const satisfies Partial<Record<MoveCheckId, CheckSentences>>
