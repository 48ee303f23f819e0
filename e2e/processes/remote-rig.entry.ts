// The computer with the nodes, in spaces of its own: a core over a rig whose one service runs on another computer, reached over mutual TLS.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openCore, stateOf } from '../../electron/app/testing/open-core.io.ts'
import { withOption } from '../../electron/arguments/index.ts'
import { CertificateStore, withServiceTls } from '../../electron/certificates/index.ts'
import type { FolderHandle, RigName } from '../../electron/contract/model/basics.ts'
import { stateLooks } from '../../electron/contract/model/states.ts'
import { openClients } from '../../electron/nodes/index.ts'
import { shellWord } from '../../renderer/format/ids.ts'
import { until } from '../host/until.ts'
import { makeOutsideRig, type NodeProgram, type ServiceProgram } from '../rig/outside-rig.ts'
import { type RemoteReport, remote } from './remote-rig.ts'

const [folder = '', programs = ''] = process.argv.slice(2)
const minute = 60_000
const patience = { deadlineMs: 6 * minute, everyMs: 250 }
const context = { signal: new AbortController().signal, connection: {} } as never

const rig = await makeOutsideRig(join(folder, 'rig'), programs === '' ? null : programs, 4)
const [network, own] = rig.nodes
const far = rig.services.find(({ node }) => node === own?.name)
if (network === undefined || own === undefined || far === undefined) throw new Error('no rig')
const profile = join(folder, 'profile')
mkdirSync(profile, { mode: 0o700 })
const readId = () => {
  const { NodeId } = JSON.parse(readFileSync(join(far.dataFolder, 'postdata_metadata.json'), 'utf8')) as { NodeId: string }
  return Buffer.from(NodeId, 'base64').toString('hex')
}
const identity = readId()
const entry = ({ name, program, arguments: args, dataFolder }: ServiceProgram | NodeProgram) => ({
  name,
  program,
  arguments: args,
  dataFolder,
})
const settings = {
  version: 1,
  simulated: programs === '',
  nodes: [network, own].map((node) => ({ ...entry(node), addresses: node.addresses })),
  services: [
    ...rig.services
      .filter(({ node }) => node === network.name)
      .map((one) => ({ ...entry(one), node: one.node, operatorAddress: one.operatorAddress })),
    // Given by a person: nothing of it lies or runs here.
    { name: far.name, program: null, arguments: [], dataFolder: null, identity, node: own.name, operatorAddress: remote.operator },
  ],
}
writeFileSync(join(profile, 'settings.json'), JSON.stringify(settings))

const core = await openCore(profile)
const { handlers } = core
const node = own.name as RigName
const service = far.name as RigName
const seen: RemoteReport = { contradictions: [], findings: [], states: [], slots: [], refused: {}, proofs: 0, alerts: [] }
const noted = (list: string[], what: string) => {
  if (!list.includes(what)) list.push(what)
}

let working = false
/** The state as it is now, with all that speaks of the service noted. */
async function look() {
  const state = await stateOf(core)
  const [row, said] = [state.services[service], state.identities[identity]]
  if (row !== undefined) {
    noted(seen.slots, row.slot.state)
    for (const { id, verdict } of row.findings) if (verdict !== 'pass') noted(seen.findings, id)
  }
  if (said !== undefined) {
    noted(seen.states, said.state)
    if (stateLooks[said.state].mark === 'disagree') noted(seen.contradictions, said.state)
    const works = said.cell.post === 'proving' && (said.cell.operator === 'k2pow' || said.cell.operator === 'reading')
    if (works && !working) seen.proofs += 1
    working = works
  }
  for (const { risk, words } of Object.values(state.alerts)) if (risk === 'certificate') noted(seen.alerts, words)
  return state
}
const proofAfter = (what: string, before: number) => until(`a proof ${what}`, patience, async () => (await look()) && seen.proofs > before)
const reaches = (name: string) => until(`${name} answers`, patience, async () => (await look()).nodes[name as RigName]?.reach === 'answers')

/** Makes both sides' certificates, and carries the service's over. */
async function certify(folderName: string): Promise<string> {
  await handlers.certificates.make({ node, service: null, names: [remote.here] }, context)
  await handlers.certificates.make({ node, service, names: [] }, context)
  await handlers.certificates.use({ kind: 'node', node, name: node, address: remote.tls }, context)
  const carried = join(folder, folderName)
  mkdirSync(carried)
  const { entry: place } = await handlers.folders.named({ text: carried, kind: 'folder' }, context)
  const saved = await handlers.certificates.save({ node, service, folder: (place?.handle ?? '') as FolderHandle }, context)
  return saved.folder
}

/** What the other computer runs from now on. */
function runThere(files: string): void {
  const carried = { path: join(files, 'service.pem'), keyPath: join(files, 'service.key'), authorityPath: join(files, 'authority.pem') }
  const args = withOption(withServiceTls(far?.arguments ?? [], carried, remote.tls), ['operator-address'], remote.operator)
  writeFileSync(join(folder, 'run.sh.new'), `exec ${[far?.program ?? '', ...args].map(shellWord).join(' ')}\n`)
  writeFileSync(join(folder, 'run.sh'), readFileSync(join(folder, 'run.sh.new')))
  writeFileSync(join(folder, 'again'), '')
}

/** T42: what the node's TLS listener, or our own client, refuses. */
async function refusals(): Promise<void> {
  const strangers = new CertificateStore({ folder: join(folder, 'strangers'), now: Date.now })
  const old = new CertificateStore({ folder: join(profile, 'certificates'), now: Date.now })
  await strangers.make({ node, service, names: [] })
  const [mine, theirs] = [await old.newest({ node, service }), await strangers.newest({ node, service })]
  const triple = { ca: mine.authorityPath ?? '', cert: mine.path, key: mine.keyPath ?? '' }
  const ways = {
    right: triple,
    'other authority': { ...triple, ca: theirs.authorityPath ?? '' },
    'other name': { ...triple, domain: 'example.org' },
    stranger: { ...triple, cert: theirs.path, key: theirs.keyPath ?? '' },
    none: undefined,
  }
  for (const [way, tls] of Object.entries(ways)) {
    const clients = openClients({ public: null, private: null, post: remote.tls }, { tls })
    const answer = await clients.postStates()
    seen.refused[way] = answer.kind
    clients.close()
  }
}

try {
  runThere(await certify('first'))
  await handlers.nodes.start({ name: network.name as RigName }, context)
  await reaches(network.name)
  for (const { name } of settings.services.slice(0, -1)) await handlers.services.start({ name: name as RigName }, context)
  await handlers.nodes.start({ name: node }, context)
  await reaches(node)
  await refusals()
  await proofAfter('over mutual TLS', 0)
  // Renewed while it runs: the node takes the new one first, then the service.
  const files = await certify('second')
  await proofAfter('with both sides on the old ones', seen.proofs)
  await until('nothing is lost by it', patience, async () => (await look()).nodes[node]?.slot?.stopWords === null && !working)
  await handlers.nodes.restart({ name: node, words: '' }, context)
  await proofAfter('with the node on the new one', seen.proofs)
  await until('the proof is over', patience, async () => (await look()) && !working)
  runThere(files)
  await until('the other computer has taken it', patience, () => !existsSync(join(folder, 'again')))
  await proofAfter('with both sides on the new ones', seen.proofs)
  process.stdout.write(JSON.stringify(seen))
} finally {
  rmSync(join(folder, 'run.sh'), { force: true })
  await core.close()
}
process.exit(0)
