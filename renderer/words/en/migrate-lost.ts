import type { LostMove, LostTrace } from '../../../electron/contract/model/migration.ts'
import { list } from '../../format/numbers.ts'

const folder = 'its folder in this profile'

/** Words of a move whose memory is lost. */
export const migrateLostWords = {
  lost: {
    chip: 'Memory lost',
    title: ({ name, why }: LostMove): string =>
      why === 'holds-unreadable' || why === 'moves-unreadable'
        ? 'What this profile knows of moves is lost'
        : `This move’s memory is lost: ${name}`,
    line: ({ from, to, why }: LostMove): string => (from === null || to === null ? migrateLostWords.lost.why[why] : `${from} → ${to}`),
    why: {
      'plan-missing': `The plan of this move is missing from ${folder}.`,
      'plan-damaged': `The plan of this move, in ${folder}, is damaged or was changed.`,
      'plan-of-many': 'This move is of more than one identity. This version of Smeshdesk moves one at a time, and leaves it as it is.',
      'journal-missing': `The journal of this move is missing from ${folder}, and the move had begun.`,
      'journal-empty': `The journal of this move, in ${folder}, holds no record that can be read, and the move had begun.`,
      unreadable: `The plan or the journal of this move can’t be read.`,
      'unknown-batch': 'Files in a node’s folder, or nodes and services that are held, speak of a move that this profile does not know.',
      'note-damaged': 'A note about this identity, in a node’s folder, can’t be read.',
      'holds-unreadable':
        'The file that names what moves hold can’t be read. So every node and every service counts as held, and none is started.',
      'moves-unreadable': 'The folder in which this profile keeps its moves can’t be read. Which moves there are is not known.',
    } satisfies Record<LostMove['why'], string>,
    stands: 'Smeshdesk does nothing with it, in either direction, and never will by itself.',
    loadable: (nodes: readonly string[]): string =>
      nodes.length === 0
        ? 'In no folder that Smeshdesk can look into does its key have a name that a node loads: as far as it can see, nobody signs for it.'
        : nodes.length === 1
          ? `${list(nodes)} can load its key now. Start no other node with it.`
          : `${list(nodes)} can all load its key. Stop all but one, and start none: two signers are banned for good.`,
    loadableUnknown: 'Whose key it is about is not known.',
    held: (names: readonly string[]): string => `Held for it, and started by nobody: ${list(names)}.`,
    places: 'What was found',
    traces: {
      left: 'note: the key was taken out of use here',
      lives: 'note: the key was armed here',
      undone: 'note: the move was put back',
      'note-damaged': 'note that can’t be read',
      'retired-key': 'key out of use; no node loads this name',
      'unfinished-key': 'copy under a temporary name; no node loads it',
      'loadable-key': 'key that a node loads',
      'batch-folder': 'plan.json and journal.jsonl belong here',
      holds: 'what moves hold',
    } satisfies Record<LostTrace['is'], string>,
    at: (node: string) => `${node}:`,
    nothing: 'No file that speaks of it was found.',
    act: 'What you can do',
    acts: ({ why, held }: LostMove): readonly string[] => [
      'Delete nothing, and rename no key file before it is clear where the key is in use.',
      why === 'holds-unreadable' || why === 'moves-unreadable'
        ? 'Make the file or the folder named above readable again, or put it back from a copy of this profile; then start Smeshdesk again.'
        : 'If you have a copy of this profile that is newer than the move’s last step: close Smeshdesk, put the folder of this move back from it, whole, and start Smeshdesk again. It then looks at everything anew before anything goes on.',
      'An older copy is no help: it does not know what was done after it was made.',
      ...(held.length === 0 || why === 'holds-unreadable'
        ? []
        : [
            `Without a newer copy: look at each place named above until it is clear where the key is in use. Then let go of ${list(held)}, below.`,
          ]),
    ],
    letGo: {
      title: 'Let go of what stands still',
      text: (held: readonly string[]): string =>
        `${list(held)} can then be started again, by you. No file is changed, and this move stays named here as long as its files lie there.`,
      closed: {
        'two-loadable':
          'More than one file has its key under a name that a node loads. Take all but one out of use first: two signers are banned for good.',
        unread: 'A node’s folder can’t be looked into, so where its key could be loaded is not known. Make it readable first.',
      } satisfies Record<NonNullable<LostMove['letGoClosed']>, string>,
      type: 'To let go, type',
      typed: (id: string) => `let go ${id}`,
      act: 'Let go',
      wait: 'Type the words first',
    },
  },
} as const
