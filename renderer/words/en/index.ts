import { actWords } from './acts.ts'
import { addWords } from './add.ts'
import { ages } from './ages.ts'
import { alertWords } from './alerts.ts'
import { awakeWords } from './awake.ts'
import { bandWords } from './band.ts'
import { binariesWords } from './binaries.ts'
import { certificatesWords } from './certificates.ts'
import { checksWords } from './checks.ts'
import { configWords } from './config.ts'
import { consoleWords } from './console.ts'
import { doctorWords } from './doctor.ts'
import { doorWords } from './door.ts'
import { earnedWords } from './earned.ts'
import { endingWords } from './endings.ts'
import { errorWords } from './errors.ts'
import { evidenceWords } from './evidence.ts'
import { foundWords } from './found.ts'
import { glossaryWords } from './glossary.ts'
import { happeningsWords } from './happenings.ts'
import { historyWords } from './history.ts'
import { identitiesWords } from './identities.ts'
import { keysWords } from './keys.ts'
import { logWords } from './log.ts'
import { migrateWords } from './migrate.ts'
import { networkWords } from './networks.ts'
import { nodesWords } from './nodes.ts'
import { noticesWords } from './notices.ts'
import { overviewWords } from './overview.ts'
import { paletteWords } from './palette.ts'
import { programWords } from './programs.ts'
import { rigFaultWords } from './rig-fault.ts'
import { seenWords } from './seen.ts'
import { settingsWords, shellDialogs } from './settings.ts'
import { shellWords } from './shell.ts'
import { simulatedWords } from './simulated.ts'
import { startWords } from './start.ts'
import { states } from './states.ts'
import { welcomeWords } from './welcome.ts'

/** The English catalogue, whole. Screens have its parts one by one; a second language is one such object. */
export const english = {
  acts: actWords,
  add: addWords,
  ages,
  alerts: alertWords,
  awake: awakeWords,
  band: bandWords,
  certificates: certificatesWords,
  binaries: binariesWords,
  checks: checksWords,
  config: configWords,
  console: consoleWords,
  doctor: doctorWords,
  door: doorWords,
  earned: earnedWords,
  endings: endingWords,
  errors: errorWords,
  evidence: evidenceWords,
  found: foundWords,
  glossary: glossaryWords,
  happenings: happeningsWords,
  history: historyWords,
  identities: identitiesWords,
  keys: keysWords,
  log: logWords,
  migrate: migrateWords,
  networks: networkWords,
  nodes: nodesWords,
  notices: noticesWords,
  overview: overviewWords,
  palette: paletteWords,
  programs: programWords,
  rigFault: rigFaultWords,
  seen: seenWords,
  settings: settingsWords,
  shell: shellWords,
  shellDialogs,
  simulated: simulatedWords,
  start: startWords,
  states,
  welcome: welcomeWords,
} as const

/** The same shape in any language: functions keep what they are given, and every sentence is a string. */
type InAnyLanguage<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Says
    ? (...given: Given) => InAnyLanguage<Says>
    : { readonly [Key in keyof T]: InAnyLanguage<T[Key]> }

export type Words = InAnyLanguage<typeof english>
