import { createHash } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { Bytes } from '../contract/model/basics.ts'
import { type NetworkFault, type NetworkPlan, type NetworkPort, networkPorts } from '../contract/model/network.ts'
import { accountNetwork, coinbaseTrouble } from '../nodes/index.ts'
import { errorCode, realFs } from '../storage/index.ts'
import { goldenOf, identitiesOf, type NetworkDesign, pathsOf } from './design.ts'
import { allBytes, configText, dataArguments, foldersOf, nodeArguments, serviceArguments } from './files.ts'
import { choosePorts } from './ports.ts'
import { wishFaults } from './wish-faults.ts'

type Wishes = Omit<NetworkDesign, 'ports' | 'operators'>
type Fault = NetworkPlan['faults'][number]

/** What the rig says to it. */
export interface ProposeFacts {
  /** Names of its nodes, services and networks. */
  readonly names: readonly string[]
  /** Nothing listens there, and no entry names it. */
  readonly isFree: (port: number) => Promise<boolean>
  /** Of a node of that name. */
  readonly logFile: string
  readonly now: number
}

export interface Proposed {
  readonly design: NetworkDesign
  readonly plan: NetworkPlan
}

/** A network is made in a folder that is not there, or empty. */
async function folderFault(folder: string): Promise<Fault[]> {
  try {
    const facts = await realFs.stat(folder)
    const taken = facts !== null && (facts.kind !== 'folder' || (await realFs.list(folder)).length > 0)
    return taken ? [{ fault: 'folder-taken', value: folder }] : []
  } catch (error) {
    return [{ fault: 'folder-unreadable', value: `${folder}: ${errorCode(error)}` }]
  }
}

const freeBytesOf = (folder: string): Promise<number | null> =>
  statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )

/** What nodes and databases need beside the data of a small network. guess: recorded ones stayed below 100 MB. */
const besideBytes = 1024 ** 3

function nameFaults(design: NetworkDesign, names: readonly string[]): Fault[] {
  const taken = new Set(names.map((one) => one.toLowerCase()))
  const wanted = [design.name, ...identitiesOf(design).map(({ name }) => name)]
  const clash = wanted.find((one) => taken.has(one.toLowerCase()))
  return clash === undefined ? [] : [{ fault: 'name-taken', value: clash }]
}

function accountFault(coinbase: string): Fault[] {
  const trouble = coinbaseTrouble(coinbase, accountNetwork('standalone'))
  return trouble === null ? [] : [{ fault: trouble === 'coinbase-invalid' ? trouble : 'coinbase-other-network', value: coinbase }]
}

const names = Object.keys(networkPorts) as NetworkPort[]

function shown(design: NetworkDesign): Omit<NetworkPlan, 'hash' | 'faults' | 'freeBytes' | 'logFile'> {
  const paths = pathsOf(design)
  const identities = identitiesOf(design)
  const golden = goldenOf(design)
  return {
    folder: paths.folder,
    folders: [...foldersOf(design)],
    files: [{ path: paths.config, text: configText(design, null) }],
    commands: [
      { does: 'node', name: design.name, line: [design.node, ...nodeArguments(design)] },
      ...identities.map((one) => ({ does: 'data' as const, name: one.name, line: [design.postcli, ...dataArguments(design, one)] })),
      ...identities.map((one) => ({ does: 'service' as const, name: one.name, line: [design.service, ...serviceArguments(design, one)] })),
    ],
    keys: identities.map(({ made, key }) => ({ from: made, to: key })),
    ports: names.map((of) => ({ of, wanted: networkPorts[of], given: design.ports[of] })),
    goldenAtx: golden,
    genesisId: golden.slice(0, 40),
    dataBytes: Bytes.parse(allBytes(design)),
  }
}

/** Works out all that would be written and run, and what speaks against it. Writes nothing. */
export async function proposeNetwork(wishes: Wishes, { names: taken, isFree, logFile, now }: ProposeFacts): Promise<Proposed> {
  const chosen = await choosePorts(wishes.units.length, isFree)
  const design: NetworkDesign = {
    ...wishes,
    ports: chosen?.ports ?? networkPorts,
    operators: [...(chosen?.operators ?? wishes.units.map(() => networkPorts.operator))],
  }
  const whole = shown(design)
  const freeBytes = await freeBytesOf(wishes.parent)
  const needed = whole.dataBytes + besideBytes
  const none: readonly Fault[] = chosen === null ? [{ fault: 'no-port' satisfies NetworkFault, value: '' }] : []
  const space: readonly Fault[] = freeBytes !== null && freeBytes < needed ? [{ fault: 'no-space', value: String(needed) }] : []
  const faults = [
    ...nameFaults(design, taken),
    ...(await folderFault(whole.folder)),
    ...wishFaults(wishes, now),
    ...accountFault(wishes.coinbase),
    ...space,
    ...none,
  ]
  const hash = createHash('sha256')
    .update(JSON.stringify([design, whole]))
    .digest('hex')
    .slice(0, 16)
  return { design, plan: { ...whole, hash, logFile, freeBytes: freeBytes === null ? null : Bytes.parse(freeBytes), faults } }
}
