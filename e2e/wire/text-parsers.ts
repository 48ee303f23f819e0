import { pastedPath } from '../../electron/app/door/pasted-path.ts'
import { parseReport } from '../../electron/app/playground-clock.ts'
import { programLine, splitArguments } from '../../electron/arguments/index.ts'
import { certificateName, readMadeName } from '../../electron/certificates/places.ts'
import { namesOf, parseCertificates } from '../../electron/certificates/read-certificate.io.ts'
import { AppError } from '../../electron/contract/errors.ts'
import { isServiceLine, nodeLine } from '../../electron/found/argv-roles.ts'
import { dialOf } from '../../electron/found/dial.ts'
import { parseAddress } from '../../electron/net/address.ts'
import { failureOf } from '../../electron/net/grpc-failure.ts'
import { dialPlace, parseListener } from '../../electron/net/listener-address.ts'
import { refusedHost } from '../../electron/net/refused-host.io.ts'
import { keptLimit, parseKept } from '../../electron/networks/design.ts'
import { coinbaseTrouble } from '../../electron/nodes/coinbase.ts'
import { editConfig } from '../../electron/nodes/config-edit.ts'
import { configKeysIn } from '../../electron/nodes/config-text.ts'
import { readConfigText } from '../../electron/nodes/config-tree.ts'
import { releaseOf } from '../../electron/nodes/flags/flag-table.ts'
import { readNodeFlags } from '../../electron/nodes/flags/read-flags.ts'
import { goDurationMs } from '../../electron/nodes/go-duration.ts'
import { nodeAge, versionFindings } from '../../electron/nodes/node-age.ts'
import { readNodeConfig } from '../../electron/nodes/node-config.ts'
import { atLeast, parseVersion } from '../../electron/nodes/node-facts.ts'
import { nodeLogPhases, parseNodeLine } from '../../electron/nodes/node-log.ts'
import { readNodeEnding } from '../../electron/nodes/outcome/node.ts'
import { lineOf } from '../../electron/nodes/plain-line.ts'
import { parsePoetInfo, parsePoetKey, poetPlace } from '../../electron/nodes/poet-info.ts'
import { serviceCommandLine } from '../../electron/post/command-line.ts'
import { dataFileIndex } from '../../electron/post/data-files.ts'
import { metadataLimit, parseMetadata } from '../../electron/post/metadata.ts'
import { readServiceEnding } from '../../electron/post/outcome/post-service.ts'
import { parseServiceLine, servicePhase } from '../../electron/post/service-log.ts'
import { parseStatus } from '../../electron/post/status.ts'
import { wrongListener } from '../../electron/processes/connection.ts'
import { readLogLine } from '../../electron/processes/log-line.ts'
import { lastWord, tellingLines } from '../../electron/processes/telling-lines.ts'
import { parseClientFrame } from '../../electron/rpc/serve.ts'
import { parseCommandLine } from '../../electron/shell/console/command-line.ts'
import { isOwnHost, isOwnOrigin, parsePublicOrigin } from '../../electron/shell/policy/hosts.ts'
import { ofText, ofWords, type Parser } from './parser.ts'

/** One that Smeshdesk made; it has ended. */
const certificate = [
  '-----BEGIN CERTIFICATE-----',
  'MIIBxTCCAWygAwIBAgIQSvT5yrVzbOLSWxIMxLCe/TAKBggqhkjOPQQDAjAdMRsw',
  'GQYDVQQDExJTbWVzaGRlc2sgNGQxNTBiMTgwHhcNMjUxMjMxMjM1MDAwWhcNMjYx',
  'MjMxMjM1MDAwWjAZMRcwFQYDVQQDEw5zbWVzaGRlc2sgbm9kZTBZMBMGByqGSM49',
  'AgEGCCqGSM49AwEHA0IABIFljM+OPhYOpXeAQ1K/yuL/XTTEETa3epiKNfdih1zK',
  'u9Lj35e9wRqsSBjE768Jb7XU3a+2M2QqYq7v4iCpn2ejgZEwgY4wDAYDVR0TAQH/',
  'BAIwADAOBgNVHQ8BAf8EBAMCB4AwEwYDVR0lBAwwCgYIKwYBBQUHAwEwGQYDVR0R',
  'BBIwEIIIaG9tZS5sYW6HBAoAAAEwHQYDVR0OBBYEFNDxLzV7agtDK7DwkjN0E7av',
  'VuCdMB8GA1UdIwQYMBaAFBZ1W4Frj4SL7qJPF9VR1EjJSfNNMAoGCCqGSM49BAMC',
  'A0cAMEQCIGovbv09QgzorXqUzED1kk/PFJOpLK1WAY2sPDurcnbgAiAU4qqig+4r',
  'uVkQJs1IxmhU2tKqDh4q5/9IxaJhyRYfCA==',
  '-----END CERTIFICATE-----',
].join('\n')

const nodeArguments = [
  '-c',
  '--config',
  'config.json',
  '-d',
  '/data',
  '--data-folder=/data',
  '--preset',
  'testnet',
  '--smeshing-start=true',
]
const moreArguments = [
  '--poet-servers',
  '[{"address":"http://a","pubkey":"QQ=="}]',
  '--grpc-post-listener',
  '0.0.0.0:9094',
  '--listen',
  '[/ip4/0]',
]
const serviceArguments = [
  '--dir',
  '/post',
  '--address',
  'http://127.0.0.1:9094',
  '--threads',
  '2',
  '--operator-address=127.0.0.1:50051',
  '-d',
  '--',
]
const serviceLine = '[2026-11-21T10:34:26Z INFO  post_service] POST proving settings: {"cores":{"threads":1},"nonces":16}'
const nodeLog = '2026-11-21T10:34:15.835Z\tWARN\tnode\tcoinbase account is not set\t{"id": "71daff", "state": "PROVING"}'
const nodeJson = '{"L":"INFO","T":"2026-11-21T10:34:15.835Z","N":"node","M":"post state changed","id":"71daff"}'
const ending = (text: string) => ({ exit: text.length % 3, signal: null, wasRunning: false, args: [text], stdout: text, stderr: text })
const config =
  '{"preset":"testnet","main":{"data-folder":"/d","layer-duration":"5m","layers-per-epoch":288,"poet-servers":[{"address":"http://a","pubkey":""}]},"poet":{"phase-shift":"12h","cycle-gap":"2h"}}'
const yaml =
  'main:\n  data-folder: /d\n  poet-servers:\n    - &a {address: http://a}\n    - *a\npoet: {phase-shift: 12h, <<: {cycle-gap: 2h}}\n'
const metadata =
  '{"NodeId":"hBUS2hdVNaTexhZJ3VWRvPjYNgW4bTFSxVtZMdu9hU4=","CommitmentAtxId":"hBUS2hdVNaTexhZJ3VWRvPjYNgW4bTFSxVtZMdu9hU4=","LabelsPerUnit":4294967296,"NumUnits":4,"MaxFileSize":4294967296,"Nonce":5,"NonceValue":"00000000000000000000000000000000","LastPosition":null}'
const version = ['v1.7.6', '1.4.6-dirty+3', 'node-split-1.0.15', 'v99.1.2']
const address = ['127.0.0.1:9092', '[::1]:9092', 'node.example:9093', '0.0.0.0:0', 'http://127.0.0.1:9094', ':9094', '[fe80::1%eth0]:1']
const home = { home: '/home/you', variable: (name: string) => (name === 'HOME' ? '/home/you' : undefined) }
/** A configuration is at most a MiB, an answer over HTTP 64 KiB, a part of a log a few hundred KiB. */
const limits = { config: 1024 * 1024, http: 64 * 1024, log: 1024 * 1024, output: 1024 * 1024 }

/** What programs and nodes write: logs, endings, configurations, versions. */
const ofPrograms: readonly Parser[] = [
  ofText('certificates', (text) => parseCertificates(text).map((one) => [namesOf(one), one.validTo]), {
    samples: [certificate],
    limit: 65_536,
  }),
  ofText('name of a certificate’s file', readMadeName, { samples: ['service.a1.2.pem', 'node.1.key'] }),
  ofText('name in a certificate', certificateName, { samples: ['home.lan', '::1', '10.0.0.1'] }),
  ofText('service log line', (text) => [parseServiceLine(text), servicePhase(text)], { samples: [serviceLine], limit: limits.log }),
  ofText('node log line', (text) => [parseNodeLine(text), nodeLogPhases([text])], { samples: [nodeLog, nodeJson], limit: limits.log }),
  ofText('log line as shown', readLogLine, { samples: [serviceLine, nodeLog, nodeJson], most: 70_000 }),
  ofText('telling lines', (text) => [tellingLines(text), lastWord(text.split('\n'))], {
    samples: [`${nodeLog}\npanic: x`],
    limit: limits.output,
  }),
  ofText('ending of a node', (text) => readNodeEnding(ending(text)), {
    samples: [`${nodeLog}\nError: init`, 'panic: x'],
    limit: limits.output,
  }),
  ofText('ending of a service', (text) => readServiceEnding(ending(text)), {
    samples: [serviceLine, 'error: x\n\nCaused by:\n  0: y'],
    limit: limits.output,
  }),
  ofText('operator status', parseStatus, { samples: ['"Idle"', '{"Proving":{"nonces":{"start":0,"end":128},"position":9}}'], most: 100 }),
  ofText('PoET info', parsePoetInfo, {
    samples: ['{"servicePubkey":"QQ==","phaseShift":"864000s","cycleGap":"43200s","certifier":null}'],
    most: 100,
  }),
  ofText('key of a PoET', parsePoetKey, { samples: ['{"servicePubkey":"hBUS2hdVNaTexhZJ3VWRvPjYNgW4bTFSxVtZMdu9hU4="}'], most: 60 }),
  ofText('PoET address', poetPlace, { samples: ['https://poet.example', 'http://127.0.0.1:10010/v1'], most: 2_000 }),
  ofText('configuration as JSON', (text) => readConfigText('c.json', text), { samples: [config], limit: limits.config }),
  ofText('configuration as YAML', (text) => readConfigText('c.yaml', text), { samples: [yaml, config], limit: 64 * 1024 }),
  ofText('node configuration', (text) => readNodeConfig(['-c', 'c.json', text], text), {
    samples: [config, ...nodeArguments],
    limit: limits.config,
  }),
  ofText('configuration with its places', (text) => [configKeysIn(text), editConfig(text, [{ path: 'main.a', value: '1' }])], {
    samples: [config],
    limit: limits.config,
  }),
  ofText('account', (text) => coinbaseTrouble(text, 'sm'), { samples: ['sm1qqqqqqrgqc65x5q6exujgjs970fvcakd790na3gsr3uu7'], most: 40 }),
  ofText('kept network', parseKept, { samples: ['{"version":1,"design":{"name":"own"},"poetKey":null,"made":false}'], limit: keptLimit }),
  ofText('name of a configuration', (text) => readConfigText(text, '{}'), { samples: ['a/b.json', 'b.TOML', '.yaml'] }),
  ofText('PoST metadata', parseMetadata, { samples: [metadata], limit: metadataLimit }),
  ofText('name of a data file', dataFileIndex, { samples: ['postdata_0.bin', 'postdata_999999999.bin'], most: 40 }),
  ofText('duration', goDurationMs, { samples: ['240h', '1m30s', '-.5s', '1e9s'], most: 40 }),
  ofText('version', (text) => [parseVersion(text), nodeAge(text), releaseOf(text), atLeast(text, [1, 6, 1])], {
    samples: version,
    most: 400,
  }),
  ofText('findings of a version', (text) => versionFindings('n' as never, parseVersion(text)), { samples: version, most: 1_000 }),
  ofText('line of a node', (text) => lineOf(text), { samples: ['sm1qqqqqq'], most: 300 }),
  ofText('failure of a call', (text) => failureOf(text.length % 20, text), {
    samples: ['14 UNAVAILABLE: Last error: Error: x (2026-11-21) Resolution note:'],
    most: 500,
  }),
]

/** What persons and pages give, and what runs on this computer. */
const ofPersons: readonly Parser[] = [
  ofText('address', (text) => [parseAddress(text), dialOf(text)], { samples: address, most: 1_500 }),
  ofText('listener', (text) => [parseListener(text), dialPlace(text, text)], { samples: address }),
  ofText('host', refusedHost, { samples: ['169.254.169.254', '::ffff:169.254.169.254', 'fe80::1%lo', 'metadata'], most: 40 }),
  ofText(
    'address that a service dials',
    (text) => wrongListener(text, null, [{ name: 'n' as never, addresses: { public: text, private: null, post: text } }]),
    { samples: address },
  ),
  ofText('command line as a text', (text) => [splitArguments(text, 'posix'), splitArguments(text, 'windows')], {
    samples: [nodeArguments.join(' '), `"a b" 'c' d\\ e`],
    limit: 100_000,
  }),
  ofWords('command line with what carries it', programLine, {
    samples: ['sudo', 'bash', '-c', 'go-spacemesh -d /d', 'nice', '-n', '5', ...nodeArguments],
    limit: 100_000,
  }),
  ofWords('arguments of a node', readNodeFlags, { samples: [...nodeArguments, ...moreArguments], limit: 100_000 }),
  ofWords('arguments of a service', serviceCommandLine, { samples: serviceArguments, limit: 100_000 }),
  ofWords('what runs here', (argv) => [nodeLine(argv), isServiceLine(argv)], {
    samples: ['/bin/go-spacemesh', 'post-service', ...nodeArguments, ...serviceArguments],
    limit: 100_000,
    most: 40,
  }),
  ofWords('arguments of Smeshdesk', parseCommandLine, { samples: ['serve', '--port', '1', 'code', '--help', '--profile'], limit: 100_000 }),
  ofText('pasted path', (text) => [pastedPath(text, { ...home, windows: false }), pastedPath(text, { ...home, windows: true })], {
    samples: ['~/a', '"/a b"', 'file:///a%20b', 'C:\\a', '\\\\?\\C:\\a', '$HOME/a', '%APPDATA%\\a'],
    limit: 8_192,
  }),
  ofText('frame of a page', parseClientFrame, {
    samples: ['{"t":"call","id":1,"path":"rig.remove","input":{"kind":"node","name":"a"}}', '{"t":"took","id":1,"count":3}'],
  }),
  ofText('Host and Origin', (text) => [isOwnHost(text, null), isOwnOrigin(text, text, null), parsePublicOrigin(text)], {
    samples: ['127.0.0.1:8080', 'http://localhost:1', 'https://a.example', '[::1]:80'],
    limit: 16 * 1024,
  }),
  ofText('report of a playground', parseReport, {
    samples: ['{"rate":1,"since":5,"sinceGenesisMs":5,"breaks":[]}'],
    declared: (error) => error instanceof Error && !(error instanceof AppError),
  }),
]

export const textParsers: readonly Parser[] = [...ofPrograms, ...ofPersons]
