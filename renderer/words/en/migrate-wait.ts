import type { FrozenReason, MoveProblem } from '../../../electron/contract/model/move-lists.ts'
/** Words of a move that waits for a person: to go on, to arm, or stopped for safety. */
export const migrateWaitWords = {
  resume: {
    title: 'The move waits for you',
    still: (names: string, since: string | null, one: boolean) =>
      `${names} ${one ? 'stands' : 'stand'} still${since === null ? '' : ` since ${since}`}, stopped by this move.`,
    stillNone: 'Nothing stands still for this move now.',
    cost: {
      gap: (at: string, left: string) =>
        `The cycle gap closes ${at}, in ${left}: an identity that stands still until then misses the next round.`,
      between: (at: string, left: string) => `The next cycle gap opens ${at}, in ${left}. Until then standing still costs no round.`,
      unknown: 'When the next cycle gap opens is not known.',
    },
    safe: 'Put everything back',
    safeText: (source: string) => `The key comes back into use at ${source}, and what ran before runs again.`,
    noSafe: 'The key is armed at the target, so nothing can be put back any more: the move goes forward only.',
    goOn: 'Let it go on',
    type: 'To let it go on, type',
    act: 'Go on',
    closed: 'Not typed in full yet.',
    problems: {
      'source-active': 'The source shows signs of life.',
      'source-unknown': 'Whether the source is silent could not be proven.',
      'target-active': 'The target shows signs of life.',
      'target-unknown': 'Whether the target is silent could not be proven.',
      'service-active': 'Its PoST service runs again, started by somebody else.',
      'layer-unknown': 'No node could say which layer it is.',
      'target-not-ready': 'The target is not ready.',
      'newest-atx-differs': 'The nodes don’t name the same newest ATX.',
      banned: 'A node holds a proof of malfeasance for this identity.',
      'key-elsewhere': 'The key is somewhere else too: one more node could sign with it.',
      'elsewhere-unknown': 'Whether another node has this key could not be looked at.',
      'key-linked': 'The key file has a second name on the same disk, through which another node could load it.',
      'plan-changed': 'Something the plan rests on has changed.',
      'binding-changed':
        'A node or the service is not what the plan was made on any more. Make it so again and go on, or put everything back.',
      'rows-unreadable': 'The rows could not be read.',
      'rows-do-not-fit': 'The rows don’t fit into the target’s database.',
      'target-folder-defective': 'The target’s identities folder has a defect.',
      'target-name-taken': 'The file name is taken at the target.',
      'needs-consent': 'Your consent is older than 15 minutes, or from before a restart.',
      'program-changed':
        'A program is not the file that it was, so nothing is started from it. Look at Binaries: put the file right, or take it for right, then go on.',
      'refuses-to-start': 'A node ends again each time it is started. It says:',
      'not-listed': 'The target does not list the identity.',
      'no-answer': 'A node that was started again does not answer, so which keys it has loaded is not known.',
      'not-registered': 'The service is not registered at the target.',
      'file-error': 'A file could not be written or read.',
      unexpected: 'Something unexpected happened.',
      'abort-requested': 'You asked to put everything back.',
      'app-closes': 'Smeshdesk was closed. What was done stays done, and nothing went on after that.',
      'profile-taken':
        'Another Smeshdesk may own this profile: its lock, or the journal of this move, was taken away or changed by others. This one does nothing more with it. Close both, then start one.',
      'not-held':
        'Its nodes and its service can’t be kept for this move: one is not in the settings any more, or another move has it. Put it back into the settings, or let the other move end first.',
    } satisfies Record<MoveProblem, string>,
    restarted: 'Smeshdesk was started anew since. Everything was looked at again; nothing goes on by itself.',
    other: (code: string) => `It stopped: ${code}.`,
  },
  arm: {
    title: (name: string, target: string) => `Arm ${name} at ${target}?`,
    lead: (step: number, of: number) => `Step ${step} of ${of}, the point of no return. Everything up to here can still be put back.`,
    figures: { plan: 'Frozen plan', keys: 'Keys', loadable: 'Can be loaded' },
    cannot: 'Can no longer be undone from here',
    cannots: (source: string, target: string) => [
      `${target} signs with this key from its next start on.`,
      `Putting ${source}’s old file back would make a second signer. Smeshdesk will refuse to.`,
      `To bring it back, move it again the other way: the newer rows travel along.`,
    ],
    can: 'Can still be undone',
    cans: (source: string, target: string) => [
      `Until you press: everything. ${source} starts again with all its keys.`,
      `Always: the settings of both nodes. The PoST data is not touched.`,
      `If ${target} refuses to start, the move waits for you and says why.`,
    ],
    again: 'Why it asks',
    consent: 'Your consent',
    type: 'To arm, type',
    typeNote: 'The first eight characters of the plan, and the number of keys.',
    act: (target: string) => `Arm the key at ${target}`,
    note: 'All of this is looked at once more, within 5 s, before the key gets its name.',
  },
  frozen: {
    title: (name: string) => `Safety stop: ${name}`,
    lead: 'Smeshdesk has stopped the move and will do nothing by itself. Keep both nodes as they are until this is clear.',
    decide: 'What you can do',
    decideText:
      'Put right what is named above, by hand and with both nodes stopped. Then let Smeshdesk look again: it goes on only if nothing contradicts any more; else it stops here as before and nothing is changed.',
    reasons: {
      'two-loadable': 'Both nodes could load this key. Start neither of them.',
      'source-copy-restored': 'The key lies at the source again, although it was taken out of use.',
      'target-armed-by-others': 'The key lies at the target under a loadable name, and this move did not put it there.',
      'target-key-gone': 'The key is gone from the target.',
      'last-copy-is-temporary': 'The only copy that is left has a temporary name.',
      'key-gone': 'No copy of the key was found on either side.',
      'listed-at-source':
        'The source had loaded this key after it was started again: it loads keys from another place than the plan says. Look whether it still runs.',
      'listed-at-target':
        'The target had loaded this key after it was started again: it loads keys from another place than the plan says. Look whether it still runs.',
      'retired-copy-differs': 'The retired file at the source is not the key any more.',
      'binding-changed':
        'A node or the service is not what the plan was made on any more: its folder, program, arguments, config or addresses. Make it so again.',
      superseded:
        'Notes of a later move were found: the profile, or a disk, is one of before that. What this move believes is not true any more.',
      'rows-of-another-time':
        'The source’s database shows other rows of this identity than at its last stop, although its key was out of use: a copy of another time? Put the right local.sql back, with its -wal.',
      disarmed: 'You took the key out of use at the target again. It is out of use on both sides now, and the move goes no further.',
      'journal-broken': 'The journal of this move is broken.',
      'plan-broken': 'The frozen plan can’t be believed.',
      'disk-failing':
        'A disk gave an error while it was to keep what was written, so that may be lost. Check the disk, and where the key lies, before you go on.',
    } satisfies Record<FrozenReason, string>,
    other: (code: string) => `It found: ${code}.`,
    act: 'Look again and decide',
    type: 'When you have made it clear, type',
    ways: {
      'put-back': {
        act: 'Put everything back',
        text: (source: string) =>
          `The key stays at ${source}: it is looked at everywhere once more, the notes are taken back, and what ran before runs again, unless it is not what the plan was made on any more.`,
      },
      disarm: {
        act: 'Take the key out of use again',
        text: () =>
          'The target is stopped and its copy of the key gets a name that no node loads, so that its other identities can run. The move stops there: where the key goes next is decided by hand.',
      },
      close: {
        act: 'Close the move as it is',
        text: () =>
          'No file is changed and nothing is started. Both nodes are let go. Where the key is, and who may use it, is up to you then.',
      },
    },
  },
} as const
