import { bookLimit, parseBook } from '../../electron/binaries/book.ts'
import { manifestLimit, parseManifest } from '../../electron/binaries/manifest.ts'
import { parseKey, parseSignature, signatureLimit } from '../../electron/binaries/minisign.ts'
import { noexecAbove } from '../../electron/binaries/mount-options.ts'
import { plainNames } from '../../electron/binaries/plain-names.ts'
import { isQuarantined } from '../../electron/binaries/quarantine-mark.ts'
import { parseReference } from '../../electron/binaries/reference.ts'
import { makeZip } from '../../electron/binaries/testing/make-zip.io.ts'
import { checkLocal, endReach, localLength, parseZipEnd, parseZipList } from '../../electron/binaries/zip.ts'
import { AppError } from '../../electron/contract/errors.ts'
import { nameRule, readKeyFile } from '../../electron/keys/key-file.ts'
import { seedsInside } from '../../electron/keys/key-forms.ts'
import { nextStart } from '../../electron/keys/next-start.ts'
import { readEntry } from '../../electron/migration/entries.ts'
import { viewJournal } from '../../electron/migration/journal-view.ts'
import { readPlan } from '../../electron/migration/read-plan.ts'
import { parseNote } from '../../electron/migration/tombstone.ts'
import { dataFilesOf, judgeDataFiles } from '../../electron/post/data-files.ts'
import { parseBytes } from '../../electron/post/metadata.io.ts'
import { parseNetTable } from '../../electron/processes/net-table.ts'
import { parseLocks, parseProcessStat, splitZero } from '../../electron/processes/proc-files.ts'
import { parseHolds, parseRecord } from '../../electron/processes/slot.ts'
import { jsonPlaces } from '../../electron/settings/json-places.ts'
import { parseSettings, settingsLimit } from '../../electron/settings/settings.ts'
import { isHidden, restarts, scriptsIn, startedUnits, startsNodeOf } from '../../electron/silence/reasons.ts'
import { mountAbove, parseMounts } from '../../electron/storage/file-systems.ts'
import { chainRecord, encodeRecord, type JournalDraft, parseJournal } from '../../electron/storage/journal.ts'
import { createEpochBook } from '../../electron/verdict/epoch-book.ts'
import { ofBytes, ofText, type Parser } from './parser.ts'

const utf8 = (text: string): Uint8Array => Buffer.from(text)
const key = utf8('0a'.repeat(32) + 'b1'.repeat(32))
const metadata = utf8(
  '{"NodeId":"hBUS2hdVNaTexhZJ3VWRvPjYNgW4bTFSxVtZMdu9hU4=","CommitmentAtxId":"hBUS2hdVNaTexhZJ3VWRvPjYNgW4bTFSxVtZMdu9hU4=","LabelsPerUnit":512,"NumUnits":4,"MaxFileSize":64}',
)
const settings =
  '{"version":1,"simulated":false,"nodes":[{"name":"a","program":null,"arguments":["-d","/d"],"dataFolder":"/d","addresses":{"public":"127.0.0.1:1","private":null,"post":null}}],"services":[]}'
const draft: JournalDraft = {
  kind: 'INTENT',
  step: 'arm',
  to: null,
  ts: 5,
  mono: 5,
  bootId: 'b',
  evidence: { token: 't', to: '/a.key' },
} as never
const first = chainRecord(draft, null)
const journal =
  encodeRecord(first) + encodeRecord(chainRecord({ ...draft, kind: 'NOTE', step: 'freeze', evidence: { reason: 'x' } } as never, first))
const note = `{"v":1,"identity":"${'0a'.repeat(32)}","says":"left","batch":"b","planHash":"h","at":5,"from":"a","to":"b","genesisId":"g","keySha256":"k"}`
const slot =
  '{"version":1,"kind":"node","name":"a","wanted":"running","law":{"starts":[1],"failures":0,"degraded":false,"latched":false,"nextAt":null},"run":null,"lastEnd":null}'
const stat = '1234 (a b) c) S 1 1234 1234 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 1 0 98765 100 200'
const locks = '1: POSIX  ADVISORY  WRITE 1234 08:01:131 0 EOF\n2: FLOCK  ADVISORY  READ 1 00:19:7 0 EOF\n'
const table =
  '  sl  local_address rem_address   st\n   0: 0100007F:2384 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 12345 1\n'
const table6 = 'sl\n 0: 00000000000000000000000001000000:2384 0:0 0A 0 0 0 0 0 777\n'
const mounts = '36 35 98:0 /a\\040b /mnt/a\\040b rw,noatime master:1 - ext4 /dev/sda1 rw\n'
const unit =
  '[Service]\nExecStart=/usr/bin/go-spacemesh -d /data/a \\\n  -c %h/c.json\nWorkingDirectory=/data\nRestart=always\n[Install]\nWants=b.timer\n'
const cron = '*/5 * * * * you cd ~/a && ./start.sh "$HOME/node" >/dev/null\n@reboot /srv/run.sh\n'
const wanted = { folder: '/data/a', configs: ['/home/you/c.json'], home: '/home/you' }
const anyError = (error: unknown): boolean => error instanceof AppError && error.code === 'settings_broken'
const notTaken = (error: unknown): boolean => error instanceof AppError && error.code === 'archive_refused'
const zip = makeZip([
  { name: 'a/', mode: 0o040755 },
  { name: 'a/post-service', content: 'program'.repeat(20) },
  { name: 'a/libpost.so', content: 'library', method: 0 },
])
const manifest = `{"version":1,"counter":5,"expires":"2026-12-01T00:00:00Z","entries":[{"tool":"post-service","version":"0.8.5","os":"linux","arch":"x64","url":null,"size":5,"sha256":"${'0a'.repeat(32)}","files":[{"name":"post-service","size":5,"sha256":"${'0A'.repeat(32)}","mode":493}]}]}`
const book = `{"version":1,"key":null,"signed":null,"pinned":[],"versions":[],"programs":[{"path":"/a","sha256":"${'0a'.repeat(32)}","size":5,"at":5}],"uses":[{"kind":"node","name":"a","before":"/a"}]}`
const signature =
  'untrusted comment: signature from minisign secret key\nRUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=\ntrusted comment: timestamp:1633700835\tfile:test\tprehashed\nwLMDjy9FLAuxZ3q4NlEvkgtyhrr0gtTu6KC4KBJdITbbOeAi1zBIYo0v4iTgt8jJpIidRJnp94ABQkJAgAooBQ==\n'

/** A whole archive, as far as its headers go: nothing that comes of it has a name that is a place. */
function wholeZip(bytes: Uint8Array): unknown {
  const end = parseZipEnd(bytes.subarray(-endReach), bytes.length)
  const entries = parseZipList(bytes.subarray(end.offset, end.offset + end.size), end)
  for (const entry of entries) {
    const header = bytes.subarray(entry.offset, entry.offset + localLength(bytes.subarray(entry.offset, entry.offset + 30), entry))
    checkLocal(header, entry)
  }
  return [...plainNames(entries, null).keys()]
}

/** A unit or crontab is read up to here; a file of a table of the kernel is its own. */
const unitLimit = 256 * 1024

/** Of a journal: its chain, its entries, and what they claim. */
function wholeJournal(text: string): unknown {
  const parsed = parseJournal(text)
  return [parsed, viewJournal(parsed.records.flatMap((record) => readEntry(record) ?? []))]
}

/** Names of files in a folder of keys and in one of PoST data. */
function names(text: string): unknown {
  const all = text.split('\n')
  const read = parseBytes(metadata)
  return [
    nextStart(all.map((name) => ({ name, id: null, defect: null, detail: '' }))).kind,
    read.ok && judgeDataFiles(read.metadata, dataFilesOf(all.map((name) => ({ name, bytes: BigInt(name.length) })))),
  ]
}

export const fileParsers: readonly Parser[] = [
  ofBytes(
    'key file',
    (bytes) => {
      const read = readKeyFile(bytes)
      return read.ok ? [read.claims, read.seed] : [read.defect, read.detail]
    },
    { samples: [key, utf8(`${'0a'.repeat(64)}\n`), new Uint8Array()], most: 300 },
  ),
  ofBytes('seeds in a file', seedsInside, { samples: [key, utf8(`0x${'0a'.repeat(32)}`)], most: 3_000, limit: 64 * 1024 }),
  ofText('name of a key file', nameRule, { samples: ['local.key', 'a.key.moved-0123456789ab', '.key'], most: 40 }),
  ofBytes('PoST metadata file', parseBytes, { samples: [metadata, Buffer.concat([utf8('\ufeff'), metadata])], most: 40_000 }),
  ofBytes('archive of a release', wholeZip, { samples: [zip, zip.subarray(0, -22)], declared: notTaken, limit: endReach }),
  ofText('manifest of releases', parseManifest, { samples: [manifest], declared: notTaken, limit: manifestLimit }),
  ofText('key of minisign', parseKey, {
    samples: ['RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3'],
    declared: notTaken,
    most: 200,
    limit: signatureLimit,
  }),
  ofText('signature of minisign', parseSignature, { samples: [signature], declared: notTaken, limit: signatureLimit }),
  ofText('book of programs', parseBook, { samples: [book], limit: bookLimit }),
  ofText('name of a program', parseReference, { samples: ['go-spacemesh@1.7.6', '/opt/go-spacemesh'], most: 200 }),
  ofText('mark of a download', isQuarantined, { samples: ['0081;5f3c1a2b;Safari;A1B2'], most: 10 }),
  ofText('disk without programs', (text) => noexecAbove(text, '/mnt/a b/c'), { samples: [mounts.replace('noatime', 'noexec')] }),
  ofText('settings file', parseSettings, { samples: [settings], declared: anyError, limit: settingsLimit }),
  ofText('places in JSON', jsonPlaces, { samples: [settings, '[1,{"a":[]}]'], limit: settingsLimit }),
  ofText('journal', wholeJournal, { samples: [journal, `${journal}{"v":1`], limit: 1024 * 1024 }),
  ofText('plan of a move', readPlan, { samples: ['{"v":1}', '{"v":2,"nodes":{},"moves":[]}'] }),
  ofText('note in a folder', parseNote, { samples: [note] }),
  ofText('record of a slot', parseRecord, { samples: [slot] }),
  ofText('holds of moves', parseHolds, { samples: ['{"version":1,"holds":{"node:a":["b"]}}'] }),
  ofText('book of epochs', (text) => createEpochBook(text).text(), {
    samples: [`{"version":1,"identities":{"${'0a'.repeat(32)}":"61:p 62:q!"},"seen":["a"]}`],
  }),
  ofText('what a start would load', (text) => names(text), { samples: ['a.key\nlocal.key\n.key'], limit: unitLimit }),
  ofText('/proc/PID/stat', parseProcessStat, { samples: [stat] }),
  ofBytes('/proc/PID/cmdline', splitZero, { samples: [utf8('/bin/a\0-d\0/data\0')] }),
  ofText('/proc/locks', parseLocks, { samples: [locks] }),
  ofText('/proc/net/tcp', parseNetTable, { samples: [table, table6] }),
  ofText('/proc/self/mountinfo', (text) => [parseMounts(text), mountAbove(parseMounts(text), '/mnt/a b/c')], { samples: [mounts] }),
  ofText('unit or crontab', (text) => [startsNodeOf(text, wanted), restarts(text), isHidden(text)], {
    samples: [unit, cron],
    limit: unitLimit,
    most: 40,
  }),
  ofText('scripts of a unit', (text) => scriptsIn(text, wanted.home), { samples: [unit, cron], limit: unitLimit }),
  ofText(
    'units that start by themselves',
    (text) =>
      startedUnits(
        new Map([
          ['a.service', text],
          ['b.timer', text],
        ]),
        ['a.service'],
      ),
    { samples: [unit], limit: unitLimit },
  ),
]
