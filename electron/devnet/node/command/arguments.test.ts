import { describe, expect, it } from 'vitest'
import { parseArguments } from './arguments.ts'

const refusal = (...argv: string[]) => {
  const command = parseArguments(argv)
  return command.run === 'refuse' ? command.error : null
}

describe('the command line', () => {
  it('reads long and short flags, with = or a blank, the last one winning', () => {
    const command = parseArguments(['-c', 'a.json', '--genesis-time=2027-01-01T00:00:00Z', '-d', 'one', '-d=two', '--metrics', '-cb.json'])
    expect(command).toMatchObject({ run: 'node', configFile: 'b.json', preset: null })
    expect(command.run === 'node' && Object.fromEntries(command.values)).toEqual({
      'genesis.genesis-time': '2027-01-01T00:00:00Z',
      'main.data-folder': 'two',
      'main.metrics': true,
    })
  })

  it('knows version and help, and no --version', () => {
    expect(parseArguments(['version'])).toEqual({ run: 'version' })
    expect(parseArguments(['--help'])).toEqual({ run: 'help' })
    expect(refusal('--version')).toBe('unknown flag: --version')
  })

  it.each([
    [['--bogus'], 'unknown flag: --bogus'],
    [['-x'], "unknown shorthand flag: 'x' in -x"],
    [['--filelock'], 'flag needs an argument: --filelock'],
    [['-c'], "flag needs an argument: 'c' in -c"],
    [['nonsense'], 'unknown command "nonsense" for "node"'],
    [['--layers-per-epoch', 'x'], 'invalid argument "x" for "--layers-per-epoch" flag: strconv.ParseUint: parsing "x": invalid syntax'],
    [['--layer-duration=x'], 'invalid argument "x" for "--layer-duration" flag: time: invalid duration "x"'],
  ])('refuses %j', (argv, words) => {
    expect(refusal(...argv)).toBe(words)
  })
})
