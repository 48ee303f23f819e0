import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DataFile, dataFilesOf, judgeDataFiles } from './data-files.ts'
import { createDataReader } from './data-reader.io.ts'
import { parseBytes, readDataFolder, readMetadata } from './metadata.io.ts'
import { dataBytes, metadataLimit, type PostMetadata, parseMetadata } from './metadata.ts'

const recordings = new URL('../../e2e/recordings/', import.meta.url)
const good = {
  NodeId: 'iGyVnP/pd0geiCNgLYrLBVrzF7DbZ+AUbPhm7l4yjbI=',
  CommitmentAtxId: 'LuzIhg7rVidWB0zhIfrw8a61RK/uOOUIG3qpe6Czp10=',
  LabelsPerUnit: 524288,
  NumUnits: 2,
  MaxFileSize: 33554432,
  Nonce: 455981,
  NonceValue: '000004242bd9f48e1aa215f4119e24df',
}
const text = (fields: object): string => JSON.stringify(fields)
const without = (name: string): object => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name))
const kindsOf = (source: string): string[] => {
  const read = parseMetadata(source)
  return read.ok
    ? ['ok', ...read.warnings.map(({ field, kind }) => `${field}:${kind}`)]
    : read.defects.map(({ field, kind }) => `${field ?? '-'}:${kind}`)
}

describe('the fields of postdata_metadata.json', () => {
  test('a real file reads whole', () => {
    const read = parseMetadata(readFileSync(new URL('data-folders/post/diskA_post1/postdata_metadata.json', recordings), 'utf8'))
    expect(read).toMatchObject({
      ok: true,
      warnings: [],
      metadata: {
        nodeId: '886c959cffe977481e8823602d8acb055af317b0db67e0146cf866ee5e328db2',
        labelsPerUnit: 524288n,
        numUnits: 2,
        maxFileSize: 33554432n,
        nonce: 455981n,
        nonceValue: '000004242bd9f48e1aa215f4119e24df',
        lastPosition: null,
      },
    })
  })

  test.each([
    ['', '-:not-json'],
    ['{', '-:not-json'],
    ['[]', '-:not-an-object'],
    ['5', '-:not-an-object'],
    ['null', '-:not-an-object'],
    [`\ufeff${text(good)}`, '-:not-json'],
    [`${text(good)} x`, '-:trailing-text'],
    [`${text(good)}${text(good)}`, '-:trailing-text'],
    [' '.repeat(metadataLimit + 1), '-:too-large'],
    [text(good).replace('"NumUnits":2', '"NumUnits":2,"NumUnits":3'), 'NumUnits:field-twice'],
    [text(without('NodeId')), 'NodeId:field-missing'],
    [text(without('CommitmentAtxId')), 'CommitmentAtxId:field-missing'],
    [text(without('LabelsPerUnit')), 'LabelsPerUnit:field-missing'],
    [text(without('NumUnits')), 'NumUnits:field-missing'],
    [text(without('MaxFileSize')), 'MaxFileSize:field-missing'],
    [text({ ...good, NodeId: '%%%' }), 'NodeId:not-base64'],
    [text({ ...good, NodeId: 5 }), 'NodeId:wrong-type'],
    [text({ ...good, NodeId: null }), 'NodeId:wrong-type'],
    [text({ ...good, NodeId: 'AAAA' }), 'NodeId:wrong-length'],
    [text({ ...good, NodeId: Buffer.from(good.NodeId, 'base64').toString('hex') }), 'NodeId:looks-like-hex'],
    [text({ ...good, NodeId: `0x${Buffer.from(good.NodeId, 'base64').toString('hex').toUpperCase()}` }), 'NodeId:looks-like-hex'],
    [text({ ...good, NodeId: [...Buffer.from(good.NodeId, 'base64')] }), 'NodeId:wrong-type'],
    [text({ ...good, NodeId: `${good.NodeId.slice(0, -2)}l` }), 'NodeId:not-base64'],
    [text({ ...good, CommitmentAtxId: 'LuzIhg7rVidWB0zhIfrw8a61RK/uOOUIG3qpe6Czp1=' }), 'CommitmentAtxId:wrong-length'],
    [text({ ...good, LabelsPerUnit: -1 }), 'LabelsPerUnit:negative'],
    [text({ ...good, LabelsPerUnit: 1.5 }), 'LabelsPerUnit:wrong-type'],
    [text(good).replace('524288', '5.0'), 'LabelsPerUnit:wrong-type'],
    [text(good).replace('524288', '1e6'), 'LabelsPerUnit:wrong-type'],
    [text(good).replace('524288', '18446744073709551616'), 'LabelsPerUnit:out-of-range'],
    [text({ ...good, NumUnits: '4' }), 'NumUnits:wrong-type'],
    [text({ ...good, NumUnits: 99999999999 }), 'NumUnits:out-of-range'],
    [text({ ...good, MaxFileSize: true }), 'MaxFileSize:wrong-type'],
    [text({ ...good, MaxFileSize: null }), 'MaxFileSize:wrong-type'],
    [text({ ...good, Nonce: 'x' }), 'Nonce:wrong-type'],
    [text({ ...good, Nonce: -5 }), 'Nonce:negative'],
    [text({ ...good, LastPosition: [] }), 'LastPosition:wrong-type'],
  ])('%.60s is refused', (source, defect) => {
    expect(kindsOf(source)).toEqual([defect])
  })

  test('every defect is named at once', () => {
    expect(kindsOf(text({ NodeId: 1, NumUnits: -1 })).sort()).toEqual([
      'CommitmentAtxId:field-missing',
      'LabelsPerUnit:field-missing',
      'MaxFileSize:field-missing',
      'NodeId:wrong-type',
      'NumUnits:negative',
    ])
  })

  test.each([
    [text(without('Nonce')), 'Nonce:field-missing'],
    [text({ ...good, Nonce: null }), 'Nonce:field-missing'],
    [text({ ...good, LabelsPerUnit: 0 }), 'LabelsPerUnit:zero'],
    [text({ ...good, MaxFileSize: 0 }), 'MaxFileSize:zero'],
    [text({ ...good, MaxFileSize: 1001 }), 'MaxFileSize:not-multiple-of-16'],
    [text({ ...good, NonceValue: 'xyz' }), 'NonceValue:wrong-length'],
  ])('%.60s starts, with a warning', (source, kind) => {
    expect(kindsOf(source)).toEqual(['ok', kind])
  })

  test('numbers beyond 2^53 stay exact, unknown keys pass', () => {
    const read = parseMetadata(text({ ...good, More: { x: [1.5] } }).replace('455981', '9223372036854775807'))
    expect(read.ok && read.metadata.nonce).toBe(9223372036854775807n)
  })

  test('padding may be left out, and is the same identity', () => {
    const [padded, bare] = [good, { ...good, NodeId: good.NodeId.slice(0, -1), CommitmentAtxId: good.CommitmentAtxId.slice(0, -1) }]
    expect(parseMetadata(text(bare))).toEqual(parseMetadata(text(padded)))
    expect(kindsOf(text(bare))).toEqual(['ok'])
  })
  test('some two hundred variations are taken and refused as the real programs did', () => {
    const { cases } = JSON.parse(readFileSync(new URL('metadata-variations.json', recordings), 'utf8'))
    expect(cases.length).toBeGreaterThan(200)
    const said = cases.map(({ id, base64 }: { id: string; base64: string }) => {
      const read = parseBytes(Buffer.from(base64, 'base64'))
      return [id, read.ok ? 'taken' : 'refused']
    })
    expect(said).toEqual(
      cases.map(({ id, refused }: { id: string; refused: string | null }) => [id, refused === null ? 'taken' : 'refused']),
    )
  })
  test('a field of another object is not given twice', () => {
    expect(kindsOf(text({ ...good, More: { NodeId: 1, Nonce: 2 }, Note: '"NodeId": "x"' }))).toEqual(['ok'])
    expect(kindsOf(`${text(good).slice(0, -1)},"\\u004eodeId":"x"}`)).toContain('NodeId:field-twice')
  })

  test('what the service did with each recorded file is what is said of it', () => {
    for (const file of readdirSync(new URL('cases/', recordings)).filter((name) => name.startsWith('post-service'))) {
      const { cases } = JSON.parse(readFileSync(new URL(`cases/${file}`, recordings), 'utf8'))
      for (const { id, given, meaning } of cases) {
        const source = given?.['postdata_metadata.json']
        if (!id.startsWith('metadata-') || typeof source !== 'string') continue
        const read = parseMetadata(source)
        const refused = !read.ok && read.defects.some(({ serviceRefuses }) => serviceRefuses)
        expect({ id, refused }).toEqual({ id, refused: meaning.startsWith('metadata-') })
      }
    }
  })

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (source) => typeof parseMetadata(source).ok === 'boolean'),
      { numRuns: 500 },
    )
  })
})

describe('the data files', () => {
  const metadata = (numUnits: number, maxFileSize: bigint): PostMetadata => {
    const read = parseMetadata(text({ ...good, NumUnits: numUnits }))
    if (!read.ok) throw new Error('fixture')
    return { ...read.metadata, labelsPerUnit: 1024n, maxFileSize }
  }
  const judged = (known: PostMetadata, entries: readonly DataFile[]) => judgeDataFiles(known, dataFilesOf(entries))
  const files = (...sizes: (number | null)[]) =>
    sizes.map((bytes, index) => ({ name: `postdata_${index}.bin`, bytes: bytes === null ? null : BigInt(bytes) }))

  test('complete, and the last holds the rest', () => {
    expect(judged(metadata(3, 32768n), files(32768, 16384))).toMatchObject({
      expectedFiles: 2,
      complete: true,
      presentBytes: 49152n,
      findings: [],
    })
  })
  test('a gap, a short file and one too many are named', () => {
    const found = judged(
      metadata(4, 16384n),
      files(16384, 16384, 100, 16384, 5).filter(({ name }) => name !== 'postdata_1.bin'),
    )
    expect(found.complete).toBe(false)
    expect(found.findings).toEqual([
      { kind: 'files-missing', first: 1, last: 1, count: 1 },
      { kind: 'wrong-size', name: 'postdata_2.bin', found: 100n, expected: 16384n },
      { kind: 'files-beyond-end', names: ['postdata_4.bin'], count: 1 },
    ])
  })
  test('without sizes nothing is claimed complete', () => {
    expect(judged(metadata(1, 16384n), files(null))).toMatchObject({ complete: null, presentBytes: null })
  })
  test('a billion files cost nothing', () => {
    expect(judged(metadata(4_000_000, 1024n), files(1024)).findings).toEqual([
      { kind: 'files-missing', first: 1, last: 63_999_999, count: 63_999_999 },
    ])
  })
  test('ten comes after nine, padded names are not data', () => {
    const names = Array.from({ length: 11 }, (_, index) => ({ name: `postdata_${index}.bin`, bytes: 16384n })).reverse()
    expect(judged(metadata(11, 16384n), [...names, { name: 'postdata_01.bin', bytes: 1n }])).toMatchObject({
      presentFiles: 11,
      complete: true,
    })
  })
  test('bytes are units × labels × 16', () => expect(dataBytes({ numUnits: 4, labelsPerUnit: 2n ** 32n })).toBe(256n * 2n ** 30n))
})

describe('folders on disk', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'post-'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  const place = async (name: string, source: string | Uint8Array): Promise<string> => {
    await mkdir(join(folder, name), { recursive: true })
    await writeFile(join(folder, name, 'postdata_metadata.json'), source)
    return join(folder, name)
  }

  test('missing, a folder in its place, invalid UTF-8, a dangling link', async () => {
    const defectOf = async (path: string) => {
      const read = await readMetadata(path)
      return read.ok ? 'ok' : read.defects[0]?.kind
    }
    expect(await defectOf(join(folder, 'absent'))).toBe('not-found')
    await mkdir(join(folder, 'odd/postdata_metadata.json'), { recursive: true })
    expect(await defectOf(join(folder, 'odd'))).toBe('not-readable')
    expect(await defectOf(await place('bytes', new Uint8Array([0x7b, 0xff, 0xfe])))).toBe('not-utf8')
    expect(await defectOf(await place('large', 'x'.repeat(metadataLimit + 10)))).toBe('too-large')
    await mkdir(join(folder, 'link'))
    await symlink(join(folder, 'nowhere'), join(folder, 'link/postdata_metadata.json'))
    expect(await defectOf(join(folder, 'link'))).toBe('not-found')
  })

  test('a whole folder, with a key beside the data', async () => {
    const path = await place('whole', text(good))
    await writeFile(join(path, 'postdata_0.bin'), '')
    await truncate(join(path, 'postdata_0.bin'), 16777216)
    await writeFile(join(path, 'identity.key'), 'x')
    expect(await readDataFolder(path)).toMatchObject({ keyNames: ['identity.key'], data: { complete: true, expectedFiles: 1 } })
    expect(await createDataReader().read(path)).toMatchObject({ data: { complete: null } })
  })
})
