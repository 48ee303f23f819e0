import { type CheckSentences, of, sentences } from './check-words.ts'

/** What a node's command line and configuration would do to its next start, or to its services. */
export const configChecks: Readonly<Record<string, CheckSentences>> = {
  'config-not-readable': sentences({
    holds: 'Configuration read',
    fails: (v) => `Configuration not understood: ${of(v, 'problem')}`,
    why: 'What the node does at its next start, and when its cycle gap opens, is not known from it.',
    fix: 'Compare the file and the command line with what the node accepts.',
  }),
  'smeshing-start-in-remote-setup': sentences({
    holds: 'smeshing-start is off',
    fails: 'smeshing-start is on, and the keys are for remote services',
    why: 'The node refuses to start: smeshing enabled in remote setup.',
    fix: 'Set smeshing-start to false.',
  }),
  'coinbase-missing': sentences({
    holds: 'A coinbase is set',
    fails: 'smeshing-start is on, and no coinbase is set',
    why: 'The node refuses to start: smeshing enabled but no coinbase account provided.',
    fix: 'Set smeshing-coinbase.',
  }),
  'coinbase-missing-services-refused': sentences({
    holds: 'A coinbase is set',
    fails: 'No coinbase is set',
    why: 'The node refuses every service that wants to register, for as long as it runs.',
    fix: 'Set smeshing-coinbase and restart the node.',
  }),
  'post-listener-random': sentences({
    holds: 'The post listener has an address of its own',
    fails: (v) => `The post listener is ${of(v, 'listener')}: another port at each start`,
    why: 'Services can’t find the node again after it restarts.',
    fix: 'Set grpc-post-listener to a fixed address.',
  }),
  'lock-file-shared': sentences({
    holds: 'A lock file of its own',
    fails: (v) => `Has the lock file of ${of(v, 'other')}: ${of(v, 'lock')}`,
    why: 'Only one of the two can run at a time.',
    fix: 'Give each node its own filelock.',
  }),
}
