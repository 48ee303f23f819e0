import type { ConfigLook, ConfigProposal } from '../../electron/contract/model/config.ts'
import type { State } from '../../electron/contract/state.ts'
import { galleryNow } from './rig.ts'
import { instant } from './rows.ts'
import type { Scene } from './scenes.ts'

export const configLook = (parts: Partial<ConfigLook> = {}): ConfigLook => ({
  file: '/data/home/config.json',
  hash: 'aa11',
  refused: null,
  settings: [
    { path: 'api.grpc-post-listener', value: '"127.0.0.1:9094"' },
    { path: 'api.grpc-private-listener', value: '"0.0.0.0:9093"' },
    { path: 'smeshing.smeshing-start', value: 'false' },
    { path: 'smeshing.smeshing-coinbase', value: '"sm1qqqqqqrgqc65x5q6exujgjs970fvcakd790na3gsr3uu7"' },
    {
      path: 'main.poet-servers',
      value: '[{"address":"https://poet-110.spacemesh.network","pubkey":"8Qqgid+37eyY7ik+EA47Nd5TrQjXolbv2Mdgir243No="}]',
    },
    { path: 'main.my-own-key', value: '{ "a": [1,  2] }' },
  ],
  byFlag: ['main.data-folder'],
  versions: [{ name: '000002-1763900000000.json', keptAt: instant(galleryNow - 3_600_000) }],
  ...parts,
})

const configProposal: ConfigProposal = {
  refused: null,
  diff: [
    { is: 'same', text: '  "api": {' },
    { is: 'gone', text: '    "grpc-post-listener": "127.0.0.1:9094",' },
    { is: 'new', text: '    "grpc-post-listener": "127.0.0.1:0",' },
    { is: 'same', text: '  },' },
  ],
  wrong: [],
  findings: [
    { id: 'post-listener-random', verdict: 'warn', evidence: '127.0.0.1:0', values: { node: 'home', listener: '127.0.0.1:0' } },
    { id: 'private-listener-open', verdict: 'warn', evidence: '0.0.0.0:9093', values: { node: 'home', listener: '0.0.0.0:9093' } },
  ],
}

/** The answers of the main side to the page of a configuration. */
export const configAnswers = { 'config.look': configLook(), 'config.propose': configProposal, 'config.compare': configProposal }

export const configScenes = (calm: State): Readonly<Record<string, Scene>> => ({ config: { state: calm, route: '/nodes/home/config' } })
