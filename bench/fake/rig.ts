import { tmpdir } from 'node:os'
import { emptyState } from '../../electron/contract/state.ts'
import { checkSettings, type Settings } from '../../electron/settings/index.ts'

interface FakeNode {
  readonly name: string
  readonly address: string
  /** Whether the settings give the address of its events. */
  readonly events: boolean
}
interface FakeService {
  readonly name: string
  readonly dataFolder: string
  readonly node: string
  readonly operatorAddress: string
}

/** Settings of a rig of fake nodes, each with one address for all its listeners. Throws what the app itself would throw. */
export const rigOf = (nodes: readonly FakeNode[], services: readonly FakeService[] = []): Settings =>
  checkSettings({
    version: 1,
    simulated: false,
    nodes: nodes.map(({ name, address, events }) => ({
      name,
      program: null,
      arguments: ['--preset=fastnet'],
      dataFolder: null,
      addresses: { public: address, private: events ? address : null, post: address },
    })),
    services: services.map((service) => ({ ...service, program: null, arguments: [] })),
  })

/** The state of a core that has seen nothing yet. */
export const nothingSeen = emptyState({
  kind: 'own',
  editable: true,
  profile: tmpdir(),
  settingsFile: '',
  version: '',
  host: 'console',
  starting: null,
  problem: null,
  simulation: null,
})
