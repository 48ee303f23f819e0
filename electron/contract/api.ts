import * as z from 'zod/mini'
import { autostartCalls } from './autostart-calls.ts'
import { call, contract, watch } from './contract.ts'
import { historyCalls } from './history-calls.ts'
import { configCalls, logFileCalls, networkCalls } from './made-calls.ts'
import { Address, FolderHandle, Given, LogLevel, RigName, ShownPath, SmesherId } from './model/basics.ts'
import { FileHash, Tool, ToolVersion } from './model/binaries.ts'
import { Choices, Closing } from './model/choices.ts'
import { DoctorEvent } from './model/doctor.ts'
import { AddressKind, AddressTry, NamedPath, NodeDraft, ServiceDraft } from './model/door.ts'
import { Earned, EarnedByEpoch } from './model/earned.ts'
import { Found } from './model/found.ts'
import { TimelineEntry } from './model/identity.ts'
import { MoveScan, Resolution } from './model/migration.ts'
import { NoticeDraft, NoticeName, NoticeTarget, NoticeTried } from './model/notice.ts'
import { FolderEntry, LogLine, SettingsVersion } from './model/rig.ts'
import { BreakName, SimulationSpeed } from './model/simulation.ts'
import { Bundle, SavedBundle } from './model/support.ts'
import { StateEvent } from './state.ts'

const nothing = z.optional(z.null())
const done = z.object({})
const accepted = z.object({ accepted: z.literal(true) })

const Arguments = z.array(z.string().check(z.maxLength(4096))).check(z.maxLength(200))
const path = z.string().check(z.minLength(1), z.maxLength(4096))
/** Files of mutual TLS, as absolute paths: none of what stands in them is told. */
const TlsTriple = z.object({ ca: path, cert: path, key: path, domain: z.optional(z.string().check(z.minLength(1), z.maxLength(253))) })
const NewNode = z.object({
  name: RigName,
  program: z.nullable(FolderHandle),
  dataFolder: z.nullable(FolderHandle),
  arguments: Arguments,
  addresses: z.object({ public: z.nullable(Address), private: z.nullable(Address), post: z.nullable(Address) }),
  /** By these `post` is asked over mutual TLS. */
  tls: z.optional(TlsTriple),
  /** What stands for the words that are typed to ask a public address in plain text (`plainConsent`). */
  plainText: z.optional(z.string().check(z.maxLength(200))),
})
const NewService = z.object({
  name: RigName,
  program: z.nullable(FolderHandle),
  /** `null`: on another machine; then `identity` may say whom it proves for. */
  dataFolder: z.nullable(FolderHandle),
  identity: z.optional(SmesherId),
  node: z.nullable(RigName),
  arguments: Arguments,
  operatorAddress: z.nullable(Address),
  /** Left out: as it does by itself. */
  logLevel: z.optional(LogLevel),
})
/** What a form holds so far: a whole command line, the folder, the program. */
const Pieces = z.object({ arguments: Arguments, program: z.nullable(FolderHandle), dataFolder: z.nullable(FolderHandle) })
const named = z.object({ name: RigName })

/** Every call and watch of the app, one group per screen. The only truth both ends are derived from. */
export const api = contract({
  state: {
    /** First `{rev, full}`, then `{rev, patch}`; at most 10 a second; while the page says it is hidden only when an alert changed. */
    watchState: watch(z.object({ hidden: z.optional(z.boolean()) }), StateEvent),
    setHidden: call(z.object({ hidden: z.boolean() }), done),
  },
  rig: {
    startSimulated: call(nothing, accepted),
    stopSimulated: call(nothing, accepted),
    /** Kept versions that can be read, newest first. */
    settingsVersions: call(nothing, z.array(SettingsVersion)),
    /** Only while the settings can't be read; the broken file stays beside it. */
    restoreSettings: call(z.object({ name: z.string().check(z.maxLength(64)) }), done),
    addNode: call(NewNode, done),
    addService: call(NewService, done),
    /** `name` is the entry as it is called now; a running program takes new arguments at its next start. */
    changeNode: call(z.object({ name: RigName, entry: NewNode }), done),
    changeService: call(z.object({ name: RigName, entry: NewService }), done),
    /** A person has seen this alert, which is of something that is over. */
    acknowledge: call(z.object({ alert: z.string().check(z.maxLength(300)) }), done),
    /** Whether this computer is kept awake for proofs. */
    setKeepAwake: call(z.object({ on: z.boolean() }), done),
    remove: call(z.object({ kind: z.enum(['node', 'service']), name: RigName }), done),
  },
  simulation: {
    setSpeed: call(z.object({ speed: SimulationSpeed }), done),
    break: call(z.object({ what: BreakName }), done),
    mend: call(z.object({ what: BreakName }), done),
  },
  folders: {
    roots: call(nothing, z.array(FolderEntry)),
    children: call(
      z.object({
        handle: FolderHandle,
        programs: z.boolean(),
        archives: z.optional(z.boolean()),
        hidden: z.optional(z.boolean()),
        /** A part of the name. */
        filter: z.optional(z.string().check(z.maxLength(200))),
      }),
      z.object({ entries: z.array(FolderEntry), more: z.number() }),
    ),
    /** The way to a folder from the root, itself last. */
    above: call(z.object({ handle: FolderHandle }), z.array(FolderEntry)),
    /** A path as a person types or pastes it: judged on the main side, answered with a handle or with what is wrong. */
    named: call(z.object({ text: z.string().check(z.maxLength(8192)), kind: z.enum(['folder', 'program', 'file', 'archive']) }), NamedPath),
  },
  door: {
    /** Looks for nodes and PoST services on this computer. Read only; nothing is taken over. `containers`: asks their tools as well. */
    find: call(z.object({ containers: z.boolean() }), Found),
    readNode: call(Pieces, NodeDraft),
    readService: call(Pieces, ServiceDraft),
    /** An entry as it stands in the settings. */
    node: call(named, NodeDraft),
    service: call(named, ServiceDraft),
    /** Asks each of these addresses once; answers in their order. */
    tryAddresses: call(
      z.object({ asked: z.array(z.object({ kind: AddressKind, address: Address })).check(z.maxLength(500)) }),
      z.array(AddressTry),
    ),
    /** Asks an address, and again every few seconds until the asker leaves. */
    watchAddress: watch(z.object({ kind: AddressKind, address: Address }), AddressTry),
  },
  identities: {
    watchTimeline: watch(z.object({ id: SmesherId }), z.object({ entries: z.array(TimelineEntry), observedSince: z.number() })),
    /** Asks a node for it as soon as somebody watches, then at its pace. */
    watchEarned: watch(z.object({ id: SmesherId }), Earned),
    /** What is known of the pay of all of them; asks nobody. */
    earnedByEpoch: call(nothing, EarnedByEpoch),
    /** A name and a note in place of what it had; no key file hears of it. Throws `bad_input` for a name that another one has, `not_found`. */
    describe: call(Given, done),
  },
  history: historyCalls,
  keys: {
    /** Looks at all folders now; how far it is stands in the state. */
    look: call(nothing, accepted),
    /** What was seen before stays. */
    stopLooking: call(nothing, done),
    /** Looks into another folder as well, and at what lies below it, from now on. */
    addFolder: call(z.object({ handle: FolderHandle }), done),
    forgetFolder: call(z.object({ path: z.string().check(z.maxLength(4096)) }), done),
  },
  /** Programs: several versions side by side, each as it was when it was taken in. */
  binaries: {
    /** Takes one version in; how far it is, and what came of it, stands in the state. One at a time. */
    add: call(
      z.object({
        tool: Tool,
        version: ToolVersion,
        from: z.union([
          z.object({ is: z.enum(['archive', 'folder']), handle: FolderHandle }),
          z.object({ is: z.literal('url'), url: z.string().check(z.maxLength(2000)) }),
        ]),
      }),
      accepted,
    ),
    /** What came so far of a download stays, for the next try. */
    cancel: call(nothing, done),
    /** The entry runs this version from its next start on. */
    use: call(z.object({ tool: Tool, version: ToolVersion, kind: z.enum(['node', 'service']), name: RigName }), done),
    /** What the entry had before. */
    rollBack: call(z.object({ kind: z.enum(['node', 'service']), name: RigName }), done),
    /** Refused while an entry names it. */
    remove: call(z.object({ tool: Tool, version: ToolVersion }), done),
    /** A person takes a changed file for right: exactly the one that was shown. */
    accept: call(z.object({ key: z.string().check(z.maxLength(4096)), sha256: FileHash }), done),
  },
  nodes: {
    start: call(z.object({ name: RigName }), accepted),
    stop: call(z.object({ name: RigName, words: z.string().check(z.maxLength(200)) }), accepted),
    restart: call(z.object({ name: RigName, words: z.string().check(z.maxLength(200)) }), accepted),
  },
  config: configCalls,
  networks: networkCalls,
  services: {
    start: call(z.object({ name: RigName }), accepted),
    restart: call(z.object({ name: RigName, words: z.string().check(z.maxLength(200)) }), accepted),
    stop: call(z.object({ name: RigName, words: z.string().check(z.maxLength(200)) }), accepted),
  },
  logs: {
    watchLog: watch(
      z.object({ kind: z.enum(['node', 'service']), name: RigName }),
      z.object({ lines: z.array(LogLine), reset: z.boolean(), phase: z.nullable(z.string()), file: ShownPath }),
    ),
  },
  certificates: {
    /** Makes the next certificate of a node (`names`: how it is dialled) or of a service; what was made before stays. Throws `bad_input`. */
    make: call(
      z.object({
        node: RigName,
        service: z.nullable(RigName),
        names: z.array(z.string().check(z.minLength(1), z.maxLength(253))).check(z.maxLength(20)),
      }),
      done,
    ),
    /** Puts the newest into an entry's arguments: a node then listens at `address`, a service dials it. Throws `held_by_migration`. */
    use: call(z.object({ kind: z.enum(['node', 'service']), node: RigName, name: RigName, address: Address }), done),
    /** Copies what belongs on the other machine into a new folder below this one. Throws `bad_input`, `not_found`. */
    save: call(z.object({ node: RigName, service: z.nullable(RigName), folder: FolderHandle }), z.object({ folder: ShownPath })),
  },
  doctor: {
    /** Looks at everything that can be looked at, read only; a run that is under way goes on. */
    run: call(nothing, accepted),
    stop: call(nothing, done),
    /** The last run, whole, and then as it goes on. */
    watchRun: watch(nothing, DoctorEvent),
  },
  support: {
    /** Runs the doctor where it has not run yet, and makes a bundle in memory; the one before is forgotten. */
    prepare: call(nothing, Bundle),
    /** A part as it will be saved. Throws `not_found` for a bundle that is forgotten. */
    part: call(
      z.object({ id: z.string().check(z.maxLength(64)), name: z.string().check(z.maxLength(200)), from: z.number().check(z.gte(0)) }),
      z.object({ text: z.string(), more: z.boolean() }),
    ),
    /** Saves that very bundle into the profile, for this user only. Throws `not_found`, `profile_in_use`. */
    save: call(z.object({ id: z.string().check(z.maxLength(64)) }), SavedBundle),
  },
  logFile: logFileCalls,
  /** Being started at login. */
  autostart: autostartCalls,
  notices: {
    /** Whom alerts are told; addresses and passwords are told to nobody. `canDesktop`: this shell has notices of its own. */
    targets: call(nothing, z.object({ targets: z.array(NoticeTarget), canDesktop: z.boolean() })),
    /** `name`: as it is called now; `null` for a new one. Throws `address_refused`, `bad_input`, `not_found`, `profile_in_use`. */
    setTarget: call(z.object({ name: z.nullable(NoticeName), target: NoticeDraft }), done),
    removeTarget: call(z.object({ name: NoticeName }), done),
    /** Sends one message without an alert now. */
    tryTarget: call(z.object({ name: NoticeName }), NoticeTried),
  },
  choices: {
    get: call(nothing, Choices),
    /** Throws `profile_in_use`. */
    setClosing: call(z.object({ closing: Closing }), Choices),
  },
  migration: {
    scan: call(z.object({ identity: SmesherId, target: RigName }), MoveScan),
    begin: call(
      z.object({ identity: SmesherId, target: RigName, hash: z.string().check(z.maxLength(64)), words: z.string().check(z.maxLength(64)) }),
      z.object({ batch: z.string() }),
    ),
    resume: call(z.object({ batch: z.string().check(z.maxLength(64)), words: z.string().check(z.maxLength(64)) }), accepted),
    abort: call(z.object({ batch: z.string().check(z.maxLength(64)) }), accepted),
    resolve: call(
      z.object({ batch: z.string().check(z.maxLength(64)), how: Resolution, words: z.string().check(z.maxLength(64)) }),
      accepted,
    ),
    /** What a move without memory holds may be started again, by a person; its files stay as they are. */
    letGo: call(z.object({ id: z.string().check(z.maxLength(64)), words: z.string().check(z.maxLength(100)) }), done),
  },
})
export type Api = typeof api
