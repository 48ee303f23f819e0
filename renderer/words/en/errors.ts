import type { ErrorCode } from '../../../electron/contract/errors.ts'

/** One row per code of the contract's closed list: what happened, why, what to do. */
const codes: Readonly<Record<ErrorCode, readonly [title: string, why: string, act: string]>> = {
  internal: [
    'Something unexpected happened',
    'Smeshdesk met a case it was not made for and changed nothing more.',
    'Look at the log for the reference below, and try again.',
  ],
  bad_input: ['This was not understood', 'A field holds something that can’t be used.', 'Correct it and try again.'],
  not_found: ['This is not there any more', 'It was removed or renamed meanwhile.', 'Go back and choose again.'],
  too_large: ['This is too large', 'More was sent at once than Smeshdesk takes.', 'Send less at once.'],
  too_many_calls: ['Too much at once', 'Many questions are still open.', 'Try again in a moment.'],
  disconnected: [
    'Smeshdesk does not answer',
    'The connection to the program is broken; what was not stopped by a move goes on by itself.',
    'It is tried again by itself.',
  ],
  check_against: [
    'A check speaks against this start',
    'Started as it is, it would refuse to run, or do harm.',
    'Put right what the check names; it is judged anew at each start.',
  ],
  not_allowed: ['This is not allowed here', 'This build or this page may not do it.', 'Nothing was changed.'],
  already_running: ['It runs already', 'There is a running process for it.', 'Look at its row; nothing was started.'],
  not_running: ['It does not run', 'There is no process to stop.', 'Nothing was changed.'],
  profile_in_use: [
    'Another Smeshdesk has this profile',
    'Only one may look after a rig at a time.',
    'Close the other one, or start with another profile folder.',
  ],
  settings_broken: [
    'The settings file can’t be read',
    'It holds something that is not allowed there; nothing was guessed.',
    'Correct the named place in the file.',
  ],
  folder_unreadable: [
    'Could not read the folder',
    'Access is denied for this user, or the disk is gone.',
    'Look at its rights, or choose another one.',
  ],
  address_refused: [
    'This address is not used',
    'It is no address of a node or service, or it lies in a range that Smeshdesk never asks.',
    'Give host and port, such as 127.0.0.1:9092.',
  ],
  program_missing: ['The program is not there', 'The file is gone or may not be run.', 'Choose the program again.'],
  start_failed: ['It did not start', 'The process ended at once or could not be made.', 'Its log says why.'],
  no_room: [
    'There is no room for it now',
    'One more would take memory or a disk from those that run.',
    'Stop another one, give it the light mode, or raise the limit in the settings file.',
  ],
  folder_taken: [
    'Another Smeshdesk looks after this data folder',
    'The same folder stands in the settings of another profile, whose Smeshdesk runs. Only one may start what works in it.',
    'Start it there, or take it out of the settings there.',
  ],
  stop_failed: ['It did not stop', 'The process is still there.', 'Look at its log, then try again.'],
  held_by_migration: ['A move holds it', 'Until the move ends nothing else may start or stop it.', 'Open the move.'],
  runs_now: [
    'It runs now',
    'Its name and its data folder can’t be changed while it runs, and a node that runs can’t be forgotten: Smeshdesk would lose it from sight.',
    'Stop it first, or change only its program, arguments and addresses.',
  ],
  plan_changed: [
    'The plan is not the same any more',
    'Something that the plan rests on has changed since it was made.',
    'Run the checks again and read the new plan.',
  ],
  file_changed: [
    'The file is another one by now',
    'Somebody wrote it after it was read here. It was left as it is.',
    'Read it again, then make your change on it.',
  ],
  consent_mismatch: [
    'The typed words do not fit',
    'They belong to another plan or were not typed in full.',
    'Type the words that stand beside the field.',
  ],
  batch_not_waiting: ['The move does not wait for this', 'It has gone on or ended meanwhile.', 'Look at where it stands now.'],
  simulated_and_real: [
    'Simulated and real never mix',
    'A real key is never offered to a simulated node, nor the other way round.',
    'Leave the simulation first, or choose another folder.',
  ],
  archive_refused: [
    'This is not taken',
    'It is not what it should be, or not in order. Nothing of it was kept.',
    'What is wrong with it stands below.',
  ],
  download_failed: [
    'It could not be fetched',
    'What came was not what was asked for, came too slowly, or came from elsewhere.',
    'Try again, or fetch it yourself and add the file.',
  ],
  hash_mismatch: [
    'The program is not proven to be the file that it was',
    'It has changed, or what it has to be can’t be read. A wrong file could read keys, or spoil proofs: nothing is started from it.',
    'Look at Binaries, where the reason stands, and put it right there.',
  ],
  history_unreadable: [
    'What is remembered can’t be read now',
    'Its file could not be opened; what is seen meanwhile is kept until it can be.',
    'It is tried again by itself; the log says what is wrong.',
  ],
  history_newer: [
    'What is remembered was written by a later Smeshdesk',
    'Its file is left as it is. This older one neither reads it nor writes into it; what is seen meanwhile is not kept.',
    'Start the later version: all that it wrote is still there.',
  ],
}

export const errorWords = {
  codes,
  reference: (reference: string) => `reference ${reference}, in the log`,
} as const
