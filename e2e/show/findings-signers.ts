import { type Finding, inNode, inSweeps, inWhole, real } from './finding.ts'

/** Ways to two signers, to the end of a stranger, to a proof without evidence. */
export const signerFindings: readonly Finding[] = [
  {
    id: 'A1',
    words: 'an entry’s folder is not its program’s: both signed → the plan is closed',
    by: [
      real('blind-spots', /^A1: /),
      inNode('app/move-world/node-look', /a node that would run on another folder is seen before a move/),
      inNode('migration/checks', /^folders-named says (?:fail|unknown)$/),
    ],
  },
  {
    id: 'A2',
    words: 'an entry changed while a move is open: both signed → nothing goes on by its name',
    by: [
      real('blind-spots', /^A2: /),
      inNode(
        'migration/bound',
        /^(?:an entry that names another folder|before the key was touched|a target whose entry|a source whose entry)/,
      ),
    ],
  },
  {
    id: 'A3',
    words: 'put back while a third node has the key: both signed → no key, no start, said',
    by: [
      real('blind-spots', /^A3: /),
      inNode(
        'migration/exclusive',
        /^(?:putting back while a third node has the key|a plan that no longer fits once the key is out of use waits)/,
      ),
    ],
  },
  {
    id: 'A4',
    words: 'an old profile plays an ended move again: both signed → frozen by the newer note',
    by: [real('blind-spots', /^A4: /), inNode('migration/custody', /^(?:a profile of yesterday|a later move took the key on)/)],
  },
  {
    id: 'A5',
    words: 'a copy that turns up after the consent: armed beside it → not armed, named',
    by: [real('blind-spots', /^A5: /), inNode('migration/exclusive', /that turns up (?:elsewhere while it waits|right before arming)/)],
  },
  {
    id: 'A6',
    words: 'a node known by its addresses lists the key: plan open → closed, node named',
    by: [
      real('blind-spots', /^A6: /),
      inNode('migration/exclusive', /^another node that lists the identity closes the plan/),
      inNode('migration/checks', /^not-listed-elsewhere says fail$/),
    ],
  },
  {
    id: 'A7',
    words: 'a node outside the settings has the key: plan open → closed, process named',
    by: [
      real('blind-spots', /^A7: /),
      real('key-look', /one that (?:runs with the key is found by|says nothing)/),
      real('key-look', /a hard link, a copy in another form/),
    ],
  },
  {
    id: 'B1',
    words: 'nodes on one config file were ended for each other → each runs on',
    by: [real('bystanders', /^a whole move: /), real('node-processes', /^three nodes with one config file are three nodes$/)],
  },
  {
    id: 'B2',
    words: 'tools that use a folder were ended → named, never signalled',
    by: [
      real('bystanders', /^a whole move: /),
      real('node-processes', /^(?:whoever uses the folder otherwise|the end of a process that others started)/),
    ],
  },
  {
    id: 'B3',
    words: '“silent, proven” where nothing can be seen → no proof; the source is held',
    by: [
      real('key-look', /^what can not be seen is no proof/),
      inNode('processes/coverage', /./),
      real('folder-holder', /^while it is held no other process gets/),
      inNode('migration/source-held', /^while the key is out of use nothing can start on the source/),
      inNode('migration/judging', /^property: silence is only ever proven/),
    ],
  },
  {
    id: 'B4',
    words: 'another node answers for the target: checks passed → the plan is closed',
    by: [real('blind-spots', /^B4: /), inNode('migration/checks', /^own-answers says (?:fail|unknown)$/)],
  },
  {
    id: 'B5',
    words: 'the profile’s lock deleted: two owners, a broken journal → one owner, whole',
    by: [real('two-owners', /./), inWhole('app/lost-profile', /./), inNode('migration/owner', /./), inSweeps('migration/owner', /./)],
  },
]
