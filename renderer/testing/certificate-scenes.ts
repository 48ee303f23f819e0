import type { RigName } from '../../electron/contract/model/basics.ts'
import type { CertificateRow } from '../../electron/contract/model/certificate.ts'
import type { State } from '../../electron/contract/state.ts'
import { check, galleryNow } from './rig.ts'
import { instant } from './rows.ts'
import type { Scene } from './scenes.ts'
import { alert, verdict } from './verdicts.ts'

const day = 86_400_000
const folder = '/home/ada/.config/smeshdesk/certificates'

const certificate = (part: Partial<CertificateRow> & Pick<CertificateRow, 'role' | 'of'>, file: string): CertificateRow => ({
  key: `${part.role} ${file}`,
  node: 'home' as RigName,
  path: `${folder}/${file}.pem`,
  keyPath: `${folder}/${file}.key`,
  authorityPath: `${folder}/.authority/authority.pem`,
  names: [],
  from: instant(galleryNow - 300 * day),
  until: instant(galleryNow + 300 * day),
  number: 1,
  replaced: false,
  usedBy: [],
  checks: [],
  ...part,
})

const rows: readonly CertificateRow[] = [
  certificate({ role: 'authority', of: '', node: null, authorityPath: null }, '.authority/authority'),
  certificate({ role: 'node', of: 'home', names: ['home.lan', '192.168.1.5'], usedBy: ['home'] }, 'home/node.1'),
  certificate({ role: 'service', of: 'diskF_post1', names: ['diskf-post1.service'], replaced: true }, 'home/service.diskF_post1.1'),
  certificate({ role: 'service', of: 'diskF_post1', names: ['diskf-post1.service'], number: 2 }, 'home/service.diskF_post1.2'),
]

const endsSoon = certificate(
  {
    role: 'node',
    of: 'home',
    names: ['home.lan', '192.168.1.5'],
    usedBy: ['home'],
    until: instant(galleryNow + 20 * day),
    checks: [
      check(['certificate-ends-soon', 'warn', ''], {
        path: `${folder}/home/node.1.pem`,
        until: new Date(galleryNow + 20 * day).toISOString(),
      }),
    ],
  },
  'home/node.1',
)

const tableOf = (list: readonly CertificateRow[]) => Object.fromEntries(list.map((row) => [row.key, row]))

/** Certificates of mutual TLS: in order, one that ends, and none yet. */
export const certificateScenes = (calm: State): Readonly<Record<string, Scene>> => ({
  certificates: { state: { ...calm, certificates: tableOf(rows) }, route: '/certificates' },
  'certificates-end': {
    state: {
      ...calm,
      certificates: tableOf([...rows.filter(({ role }) => role !== 'node'), endsSoon]),
      verdict: verdict({ calm: false, tone: 'warn' }),
      alerts: {
        certificate: alert({
          risk: 'certificate',
          words: 'certificate-finding',
          tone: 'warn',
          values: { ...endsSoon.checks[0]?.values, subject: 'home', finding: 'certificate-ends-soon', more: '0' },
        }),
      },
    },
    route: '/certificates',
  },
  'certificates-none': { state: calm, route: '/certificates' },
})
