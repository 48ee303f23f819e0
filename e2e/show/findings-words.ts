import { type Finding, inNode, real } from './finding.ts'

/** Words that said more, or other, than was seen. */
export const wordFindings: readonly Finding[] = [
  {
    id: 'D1',
    words: '“key twice” after each move → keys are looked at at each rename',
    by: [
      real('memory-spots', /^C3, D1: /),
      inNode('migration/exclusive', /^whoever shows keys is told /),
      inNode('identities/cells', /^the file that a move itself took away is no danger/),
    ],
  },
  {
    id: 'D2',
    words: '“held by a move” hid a doubled or broken key → dangers outrank it',
    by: [inNode('identities/cells', /^a move holds an identity in every cell but those that endanger it/)],
  },
  {
    id: 'D3',
    words: 'an unreadable folder was a sound key → not known',
    by: [inNode('sight/key-seen', /^a (?:folder|key file) that can’t be read /)],
  },
  {
    id: 'D4',
    words: '“confirmed” by any node’s word → by named witnesses asked after the move, journaled',
    by: [inNode('migration/confirm', /./)],
  },
  {
    id: 'D5',
    words: '“0 ms” for a clock minutes wrong → less than a layer apart, no more',
    by: [inNode('migration/checks', /^clocks in one layer are said to be less than a layer apart/)],
  },
  {
    id: 'D6',
    words: 'notes compared by the wall clock → by generation',
    by: [inNode('migration/custody', /^(?:a clock that was set back between two moves|a key that went and came back)/)],
  },
  {
    id: 'D7',
    words: 'the key in another form was not recognised → recognised, closes the plan',
    by: [inNode('identities/key-forms', /./), real('key-look', /copies of the key in every form are found/)],
  },
  {
    id: 'D8',
    words: 'the list of automatic starts missed some, and made some up → whole names, unread named',
    by: [inNode('silence/reasons', /./), inNode('migration/checks', /^starts-by-itself says /)],
  },
  {
    id: 'D9',
    words: '“folders fit” looked at the data folder alone → each place, its mount, its kind',
    by: [inNode('migration/checks', /^folders-fit says /), inNode('storage/file-systems', /./)],
  },
  {
    id: 'D11',
    words: 'hours of sleep went unnoticed → sleep counts as time, for looks and consent',
    by: [inNode('app/move-clock', /./), inNode('migration/sleep', /./)],
  },
]
