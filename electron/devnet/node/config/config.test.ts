import { describe, expect, it } from 'vitest'
import { coinbaseError } from './coinbase.ts'
import { decode } from './decode.ts'
import { goJsonError } from './go-json.ts'
import { presetOf } from './presets.ts'
import { sections } from './schema.ts'

describe('decoding a configuration', () => {
  const errors = (tree: Record<string, unknown>) => decode(tree, sections).errors

  it('takes durations, numbers as text, and keys in any case', () => {
    const { values } = decode({ Main: { 'layer-duration': '1m30s', 'Layers-Per-Epoch': '15' } }, sections)
    expect([...values]).toEqual([
      ['main.layer-duration', 90_000],
      ['main.layers-per-epoch', 15],
    ])
  })

  it.each([
    [{ main: { 'bogus-key': 1 } }, ["'main' has invalid keys: bogus-key"]],
    [{ bogus: { x: 1 } }, ["'' has invalid keys: bogus"]],
    [{ main: { b: 1, a: 1 }, post: { c: 1 } }, ["'main' has invalid keys: a, b", "'post' has invalid keys: c"]],
    [
      { main: { 'layers-per-epoch': 'many' } },
      [`cannot parse 'main.layers-per-epoch' as uint: strconv.ParseUint: parsing "many": invalid syntax`],
    ],
    [{ main: { 'layer-duration': 'soon' } }, [`error decoding 'main.layer-duration': time: invalid duration "soon"`]],
    [{ smeshing: { 'smeshing-opts': { x: 1 } } }, ["'smeshing.smeshing-opts' has invalid keys: x"]],
    [{ main: 'text' }, ["'main' expected a map, got 'string'"]],
  ])('refuses in the words of the node: %j', (tree, words) => {
    expect(errors(tree)).toEqual(words)
  })
})

describe('a text that is not JSON', () => {
  it.each([
    ['{not json', "invalid character 'n' looking for beginning of object key string"],
    ['{bad', "invalid character 'b' looking for beginning of object key string"],
    ['', 'unexpected end of JSON input'],
    ['{"a": tru}', "invalid character '}' in literal true (expecting 'e')"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a": 1 "b": 2}', "invalid character '\"' after object key:value pair"],
    ['[1 2]', "invalid character '2' after array element"],
    ['{"a": 1,}', "invalid character '}' looking for beginning of object key string"],
    ['{} x', "invalid character 'x' after top-level value"],
  ])('%s', (text, words) => {
    expect(goJsonError(text)).toBe(words)
  })

  it('is no complaint when it is JSON', () => {
    expect(goJsonError('{"a": [1, -2.5e3, "x\\n", null, true]}')).toBeNull()
  })
})

describe('a coinbase', () => {
  it.each([
    ['standalone1qqqqqqp3qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqvqtwcg', null],
    ['standalone1qqqqqqzx5e28uqkrw40z0tqt0lq9n9nyn7gk4fcjws0fr', 'error decoding bech32: invalid checksum (expected xsdxl5 got jws0fr)'],
    ['hello', 'error decoding bech32: invalid bech32 string length 5'],
    ['sm1qqqqqqrgqc65x5q6exujgjs970fvcakd790na3gsr3uu7', 'wrong network id: expected `standalone`, got `sm`: unsupported network'],
    ['Standalone1qqqqqqp3', 'error decoding bech32: string not all lowercase or all uppercase'],
  ])('%s', (address, words) => {
    expect(coinbaseError(address, 'standalone')).toBe(words)
  })
})

describe('presets', () => {
  it('are the three of the node, and mainnet without a name', () => {
    expect(presetOf('standalone')).toMatchObject({ 'main.tick-size': 100 })
    expect(presetOf('')).toMatchObject({ 'main.network-hrp': 'sm' })
    expect(presetOf('bogus')).toEqual({
      refusal: 'preset bogus is not registered. select one from the options [fastnet standalone testnet]',
    })
  })
})
