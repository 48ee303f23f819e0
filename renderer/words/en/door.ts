import type { AddressKind, AddressTry, DraftNote, PathProblem } from '../../../electron/contract/model/door.ts'
import { plural } from './grammar.ts'

/** Why a typed path is not taken; `detail` is how far it leads, or what the system said. */
const problems: Readonly<Record<PathProblem, (detail: string) => string>> = {
  empty: () => 'Nothing was given.',
  'several-lines': () => 'These are several lines; one path is needed.',
  'control-character': () => 'It holds a character that can’t stand in a path.',
  'too-long': () => 'It is too long for a path.',
  'not-absolute': () => 'The whole path is needed, from the root: a part of it may mean many places.',
  'other-system': () => 'This is a path of Windows, and Smeshdesk runs on another system.',
  'other-machine': () => 'This leads to another computer. Mount it here first, then give its path here.',
  'other-home': () => 'This is another user’s home folder. Give the whole path.',
  device: () => 'This is a device, not a folder.',
  'not-there': (detail) => `There is nothing at this path. It leads as far as ${detail}`,
  'no-access': (detail) => `The user that Smeshdesk runs as may not read it (${detail}).`,
  'no-folder': (detail) => `This is a file. Its folder is ${detail}`,
  'no-file': () => 'This is no plain file.',
  'no-program': () => 'This is a folder; the program’s file is needed.',
  'no-archive': () => 'This is no zip file; releases come as such.',
  'not-executable': () => 'This file may not be run by the user that Smeshdesk runs as.',
}

const kinds: Readonly<Record<AddressKind, string>> = {
  public: 'the public listener of a node',
  private: 'the private listener of a node',
  post: 'the post listener of a node',
  operator: 'the operator address of a PoST service',
}

const operatorStates = { idle: 'idle', proving: 'proving', done: 'its proof is done' } as const

/** What answered, in the words of who answered. */
const says = ({ version, network, synced, identities, operator }: AddressTry): string =>
  [
    version === null ? '' : `go-spacemesh ${version.replace(/^v/, '')}`,
    network ?? '',
    synced === null ? '' : synced ? 'synced' : 'not synced yet',
    identities === null ? '' : plural(identities, 'identity', 'identities'),
    operator === null ? '' : `post-service, ${operatorStates[operator]}`,
  ]
    .filter((part) => part !== '')
    .join(', ')

const rights: Readonly<Record<AddressKind, (answer: AddressTry) => string>> = {
  public: (answer) => says(answer) || 'a node answers',
  private: (answer) => `a node answers, ${says(answer)}`,
  post: (answer) => `a post listener answers, ${says(answer)}`,
  operator: (answer) => says(answer),
}

const nothings: Readonly<Record<AddressKind, string>> = {
  public: 'Nothing listens there: the node does not run, or has another address.',
  private: 'Nothing listens there: the node does not run, or has another address.',
  post: 'Nothing listens there: the node does not run, or has another address.',
  operator: 'Nothing listens there: the service does not run, or has another address.',
}

const notAsked: Readonly<Record<string, string>> = {
  'link-local': 'Not asked: addresses of this range are never asked.',
  metadata: 'Not asked: a cloud’s own data lies there.',
  multicast: 'Not asked: this is no address of one computer.',
}

const tries = {
  asking: 'Asking …',
  says: (kind: AddressKind, answer: AddressTry): string => {
    switch (answer.result) {
      case 'right':
        return rights[kind](answer)
      case 'other-listener':
        return `Answers, but it is ${answer.is === null ? 'another listener' : kinds[answer.is]}.`
      case 'not-proven':
        return `Answers, but nothing proves that it is ${kinds[kind]}.`
      case 'foreign':
        return 'Another program answers there.'
      case 'nobody':
        return nothings[kind]
      case 'silent':
        return 'No answer within two seconds.'
      case 'not-asked':
        return notAsked[answer.detail] ?? 'Not asked.'
      case 'bad-form':
        return 'This is not host:port.'
    }
  },
} as const

/** What a person should know of an entry before it is added. */
const notes: Readonly<Record<DraftNote, string>> = {
  'in-container': 'It runs in a container: its paths mean other places there. Choose its folder as this computer sees it.',
  'by-script': 'A script or an interpreter started it. Choose the program or script that Smeshdesk may start it with.',
  'program-gone': 'Its program’s file is not there any more, or may not be run. Choose the program again.',
  'config-unread': 'Its config can’t be read, so what stands in it is not known.',
  'relative-path':
    'Its arguments hold a path that is not whole. Smeshdesk starts programs in its own folder, where it would mean another place.',
  'post-not-named':
    'Its config names no post listener, so it is at another port at each start. PoST services on their own need a fixed one: grpc-post-listener.',
  'post-changes': 'Its post listener is at another port at each start. The address that stands here holds until it ends.',
  'dials-unknown-node': 'It connects to an address that no node of your rig has. Add that node first, or choose the node here.',
  'command-refused': 'Its arguments hold something that post-service does not take, or lack something that it needs.',
}

export const doorWords = { problems, tries, notes } as const
