import { type Finding, inNode, inWhole, real } from './finding.ts'

/** Memory that was lost, locked out, or left in a bad state. */
export const memoryFindings: readonly Finding[] = [
  {
    id: 'C1',
    words: 'a damaged memory of a move vanished without a word → a lost move, alarmed, held',
    by: [real('memory-spots', /^C1: /), inNode('migration/lost-memory', /./)],
  },
  {
    id: 'C2',
    words: 'the rig did not open in the midst of a move → it opens, the move waits',
    by: [inWhole('app/open-moves', /./), inNode('migration/two-at-once', /^(?:of two that begin at once|a move whose slots)/)],
  },
  {
    id: 'C3',
    words: 'an old copy of a moved key was green → bad from the first look on, latched',
    by: [
      real('memory-spots', /^C3, D1: /),
      inWhole('identities/scan', /^a key that lies where a note says that it left is an old copy/),
      inWhole('sight/sight', /^an old copy of a key that was moved away is told at the first look/),
      inNode('sight/key-seen', /^an old copy of a key that was moved away is bad/),
    ],
  },
  {
    id: 'C4',
    words: 'plan’s facts not looked at before arming; 226 starts → looked at; a start law; disarm',
    by: [
      inNode('migration/bound', /^(?:a target whose entry was changed while it waits is not armed|another \w+ is another binding)/),
      inWhole('app/move-world/binding', /./),
      inNode('migration/resolve', /^a target that (?:refuses to start is tried a few times|comes up at a later try)/),
    ],
  },
  {
    id: 'C5',
    words: 'rows of an older database were accepted after the stop → frozen, asked',
    by: [real('memory-spots', /^C5: /), inNode('migration/source-held', /^the source’s database is replaced while the move waits, with /)],
  },
  {
    id: 'C6',
    words: 'a source without keys was started and made a local.key → stays stopped, said',
    by: [
      real('memory-spots', /^C6: /),
      inNode('migration/exclusive', /^a source whose other keys were taken away meanwhile stays stopped/),
    ],
  },
  {
    id: 'C7',
    words: 'frozen had no way out → ways out by a person’s words, journaled',
    by: [
      real('memory-spots', /^C7: /),
      inNode('migration/resolve', /^(?:the key was put back by hand|a way out is taken only with the words|closed as it is)/),
    ],
  },
  {
    id: 'C8',
    words: 'a ban put the key back by itself, or was not asked again → waits; seen before arming',
    by: [inNode('migration/guard', /^a proof of malfeasance /)],
  },
  {
    id: 'C9',
    words: '“put back” accepted, then armed → one answer, and it is what happened',
    by: [inNode('migration/exclusive', /^asked to put back /)],
  },
  {
    id: 'C10',
    words: 'a held folder was started by another entry → held by folder; a service is its --dir',
    by: [real('held-folders', /./), real('services-guard', /one whose arguments name another folder than its entry is not started/)],
  },
]
