import { readNodeFlags } from '../nodes/index.ts'
import { type Kind, kindOf } from './kinds.ts'

const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Run a script that bears its own name behind theirs. */
const interpreters = /^(?:(?:ba|da|a|z|k)?sh|node|electron)$/
export const isInterpreter = (path: string): boolean => interpreters.test(fileOf(path))

/** A command line, cut into what runs and what it is told. */
export interface ProgramLine {
  /** The file that runs, or the script that an interpreter runs. */
  readonly program: string
  readonly args: readonly string[]
}

/** Behind an interpreter without switches of its own stands the script. */
export function programLine(argv: readonly string[]): ProgramLine {
  const [first = '', second] = argv
  const script = isInterpreter(first) && second !== undefined && !second.startsWith('-')
  return script ? { program: second, args: argv.slice(2) } : { program: first, args: argv.slice(1) }
}

/** What a command line of one of the programs tells it; `null` for every other command line. */
export function toldToProgram(kind: Kind, argv: readonly string[]): readonly string[] | null {
  const { program, args } = programLine(argv)
  const { released, simulated } = kindOf(kind)
  // The simulated programs are one program that is told by two words which one to be.
  if (args[0] === 'devnet' && args[1] === simulated) return args.slice(2)
  return released.test(fileOf(program)) ? args : null
}

/** The words before the first flag: a program that is many programs is told by them which one to be. */
export const leadingWords = (args: readonly string[]): string => {
  const flag = args.findIndex((word) => word.startsWith('-'))
  return args.slice(0, flag === -1 ? args.length : flag).join(' ')
}

/** It is asked for nothing else than to run. */
export const asksToRun = (args: readonly string[]): boolean => readNodeFlags(args).asks === null

/** Nothing stands there that a node would refuse to start with, or that asks it for something else than to run. */
export function runsAsNode(args: readonly string[]): boolean {
  const { asks, problems } = readNodeFlags(args)
  return asks === null && !problems.some(({ kind }) => kind === 'unknown-flag' || kind === 'stray-word' || kind === 'bad-syntax')
}

/** It says itself where its data are, or which config does. */
export function namesPlace(args: readonly string[]): boolean {
  const { values } = readNodeFlags(args)
  return values.has('data-folder') || values.has('config')
}
