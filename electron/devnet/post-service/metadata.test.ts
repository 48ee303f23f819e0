import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MetadataError } from './byte-reader.ts'
import { parseMetadata, showMetadata } from './metadata.ts'

interface Case {
  readonly id: string
  readonly given?: Readonly<Record<string, string>>
  readonly stderr: string
  readonly meaning: string
}

const cases: readonly Case[] = ['0.7.13', '0.8.5'].flatMap(
  (version) =>
    JSON.parse(readFileSync(new URL(`../../../e2e/recordings/cases/post-service-${version}.json`, import.meta.url), 'utf8')).cases,
)

function told(text: string): string {
  try {
    parseMetadata(new TextEncoder().encode(text))
    return 'good'
  } catch (error) {
    return error instanceof MetadataError ? error.described : String(error)
  }
}

const ID = 'RQAogCvs0jPw4pDmHATGwGTNe57HcvqZhUccGkAjeiE='
const whole = (change: Readonly<Record<string, string>>): string => {
  const fields = { NodeId: `"${ID}"`, CommitmentAtxId: `"${ID}"`, LabelsPerUnit: '1', NumUnits: '1', MaxFileSize: '1', ...change }
  return `{${Object.entries(fields)
    .map(([name, value]) => `"${name}":${value}`)
    .join(',')}}`
}

describe('metadata', () => {
  it.each(
    cases
      .filter(({ id, given }) => id.startsWith('metadata-') && given?.['postdata_metadata.json'] !== undefined)
      .map((one) => [one.id, one] as const),
  )('is told as recorded: %s', (_, { given, stderr }) => {
    const cause = /\n {3}1: (.*)\n/.exec(stderr)?.[1] ?? 'good'
    expect(told(given?.['postdata_metadata.json'] ?? '')).toBe(cause)
  })

  it.each([
    [whole({}), 'good'],
    [whole({ Unknown: '[1,{"a":[null,true,-1.5e3]}]' }), 'good'],
    [whole({ NodeId: '"AAAA"' }), "Can't convert a Byte Vector of length 3 to the output type. at line 1 column 16"],
    [whole({ NodeId: '"AAA"' }), 'Invalid padding at line 1 column 15'],
    [whole({ NodeId: '"A"' }), 'Invalid input length: 1 at line 1 column 13'],
    [whole({ NodeId: '"AB=="' }), 'Invalid last symbol 66, offset 1. at line 1 column 16'],
    [whole({ NodeId: 'null' }), 'invalid type: null, expected a base64 encoded string at line 1 column 14'],
    [whole({ NumUnits: 'true' }).slice(0, -1), 'invalid type: boolean `true`, expected u32 at line 1 column 155'],
    [whole({ NumUnits: '[]' }), 'invalid type: sequence, expected u32 at line 1 column 152'],
    [whole({ LabelsPerUnit: '1e3' }), 'invalid type: floating point `1000.0`, expected u64 at line 1 column 142'],
    [whole({ LabelsPerUnit: '99999999999999999999' }), 'invalid type: floating point `1e20`, expected u64 at line 1 column 159'],
    [whole({ LabelsPerUnit: '01' }), 'invalid number at line 1 column 140'],
    ['{"NodeId"', 'EOF while parsing an object at line 1 column 9'],
    ['{"NodeId": "abc', 'EOF while parsing a string at line 1 column 15'],
    ['{', 'EOF while parsing an object at line 1 column 1'],
    ['{\n"a": nul', 'EOF while parsing a value at line 2 column 8'],
    ['{"a":1,}', 'trailing comma at line 1 column 8'],
    ['{a:1}', 'key must be a string at line 1 column 2'],
    ['{"a":1 "b":2}', 'expected `,` or `}` at line 1 column 8'],
    [`{"NodeId":"${ID}","NodeId":"${ID}"}`, 'duplicate field `NodeId` at line 1 column 66'],
    ['5', 'invalid type: integer `5`, expected struct PostMetadata at line 1 column 1'],
    ['\u00ef', 'expected value at line 1 column 1'],
  ])('%s', (text, cause) => {
    expect(told(text)).toBe(cause)
  })

  it('shows itself as the log does', () => {
    const shown = showMetadata(parseMetadata(new TextEncoder().encode(whole({ Nonce: '7' }))))
    expect(shown).toContain('node_id: [69, 0, 40, 128,')
    expect(shown).toContain('labels_per_unit: 1, num_units: 1, max_file_size: 1, nonce: Some(7), last_position: None }')
  })
})
