import { base64 } from '@scure/base'
import type { Secret } from '../secret/index.ts'

/** What is known of this rig and this computer: what must go, and what may stay although it looks like a key. */
export interface RedactionFacts {
  /** Folders of persons, replaced by `~`. */
  readonly homes: readonly string[]
  /** Names of persons where they name a folder of removable disks, replaced by `USER`. */
  readonly persons: readonly string[]
  /** Names of the computer, replaced by `HOST`. */
  readonly hosts: readonly string[]
  /** Public ids as hex: identities, networks. */
  readonly ids: readonly string[]
  /** Paths of the rig, which are long enough to look like a key. */
  readonly paths: readonly string[]
  readonly secrets: readonly Secret[]
}

const hidden = '•••'
const telling =
  'pass(?:word|wd|phrase)?|secret|token|webhook|credential|authori[sz]ation|api[-_]?key|private[-_]?key|smesher[-_]?key|mnemonic|seed'
const isSecretName = new RegExp(telling, 'i')
const isSecretFlag = new RegExp(`^-{1,2}[\\w-]*(?:${telling})[\\w-]*$`, 'i')

/** A key as a person writes it down: a dozen small words or more. */
const words = '[a-z]{3,8}(?:[ ,]{1,3}[a-z]{3,8}){11,}'

type Rule = readonly [what: RegExp, say: (...found: string[]) => string]

/** What may be a secret wherever it stands, and what is left of it. Rather too much goes than too little. */
const named: readonly Rule[] = [
  // An address keeps whom it leads to: the rest of one is a secret, as webhooks show.
  [
    /\b([a-z][a-z0-9+.-]{0,20}:\/\/)(?:[^\s/"'<>]{0,200}@)?([^\s/?#"'<>\\@]*)([/?#@][^\s"'<>]*)?/gi,
    // What stands behind the host and is no port is a password with a stroke in it.
    (...[, scheme = '', host = '', rest = '']) =>
      `${scheme}${host.replace(/(?<!\[.*):(?!\d{1,5}$).*$/, `:${hidden}`)}${rest.length > 1 ? '/…' : rest}`,
  ],
  [/\b(Bearer|Basic)\s+[^\s",]+/gi, (_, kind = '') => `${kind} ${hidden}`],
  [
    // Also as text within a text, where each quotation mark has a stroke before it.
    new RegExp(
      String.raw`((?:${telling})[\w-]{0,40}\\{0,4}["']?\s{0,9}[:=]\s{0,9})(${words}|\\{1,4}"[^"\n]{0,4096}"|"(?:[^"\\]|\\.)*"|'[^']*'|[^\s,;}\]]+)`,
      'gi',
    ),
    (_, name = '', value = '') => `${name}${value.startsWith('"') ? `"${hidden}"` : hidden}`,
  ],
  [
    new RegExp(String.raw`((?<![\w-])--?[\w-]{0,40}?(?:${telling})[\w-]{0,40}\s{1,9})(${words}|"(?:[^"\\]|\\.)*"|'[^']*'|[^\s-]\S*)`, 'gi'),
    (_, name = '') => `${name}${hidden}`,
  ],
  // Bytes one by one, as some programs print them.
  [/\b(?:(?:0x|\\x)?[0-9a-f]{2}(?:[:\s,]\s{0,9}|(?=\\x))){15,}(?:0x|\\x)?[0-9a-f]{2}\b/gi, () => '[bytes]'],
  [/\b\d{1,3}(?:[,\s]\s{0,9}\d{1,3}){30,}\b/g, () => '[bytes]'],
]

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const longestFirst = (texts: readonly string[]): string[] =>
  [...new Set(texts)].filter((text) => text.length > 1).sort((a, b) => b.length - a.length)
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16))

/** Runs that have the length of a key, but for public ids and paths of the rig. Only a whole run is an id: a key has its id in it. */
function runsOf({ ids, paths }: Pick<RedactionFacts, 'ids' | 'paths'>): readonly Rule[] {
  const known = new Set([...ids, ...ids.map((id) => base64.encode(bytesOf(id)))])
  // Or what lies below one, by a name shorter than a key.
  const isPlace = (run: string) =>
    paths.some((place) => place.includes(run) || (run.startsWith(`${place}/`) && run.length - place.length < 43))
  return [
    // Base64 of 32 bytes has 43 characters at least. Without a capital it is a path, a name, or hex.
    [/[A-Za-z0-9+/_-]{43,}={0,2}/g, (run) => (known.has(run) || !/[A-Z+]/.test(run) || isPlace(run) ? run : `[base64 ×${run.length}]`)],
    [/[0-9a-f]{33,}/gi, (run) => (known.has(run) ? run : `[hex ×${run.length}]`)],
  ]
}

/** Bytes that are no text, as of a key that somebody printed. */
const noText = /(?:[^\P{Cc}\n\t]|\ufffd)+/gu

/** Whose it is: written as `~`, `USER` and `HOST`. */
const ownersOf = ({ homes, persons, hosts }: Pick<RedactionFacts, 'homes' | 'persons' | 'hosts'>): readonly Rule[] => [
  ...persons.map((name): Rule => [new RegExp(`(?<=/media/)${escaped(name)}(?![\\w-])`, 'g'), () => 'USER']),
  ...longestFirst(homes).map((home): Rule => [new RegExp(`${escaped(home)}(?![\\w-])`, 'g'), () => '~']),
  ...longestFirst(hosts.filter((host) => host !== 'localhost')).map(
    (host): Rule => [new RegExp(`(?<![\\w-])${escaped(host)}(?![\\w-])`, 'gi'), () => 'HOST'],
  ),
]

const exactly = (secret: Secret): readonly Rule[] => {
  const shown = secret.reveal()
  return shown.length < 4 ? [] : [[new RegExp(escaped(shown), 'g'), () => hidden]]
}

/** Of a value as JSON has it: what has a secret’s name goes whole, and in a command line what follows such a flag. */
function redacted(given: unknown, text: (whole: string) => string): unknown {
  if (typeof given === 'string') return text(given)
  if (typeof given !== 'object' || given === null) return given
  if (Array.isArray(given))
    return given.map((one: unknown, at) => {
      const before: unknown = given[at - 1]
      return typeof before === 'string' && isSecretFlag.test(before) ? hidden : redacted(one, text)
    })
  const isSecret = (name: string, one: unknown) => isSecretName.test(name) && one !== null && typeof one !== 'boolean'
  return Object.fromEntries(Object.entries(given).map(([name, one]) => [text(name), isSecret(name, one) ? hidden : redacted(one, text)]))
}

/** Takes out of a text all that may be a secret, and by whom and where it was written. `taken`: how many places that were. */
export function createRedactor(facts: RedactionFacts) {
  let taken = 0
  const counted =
    (say: Rule[1]) =>
    (...found: string[]): string => {
      const said = say(...found)
      if (said !== found[0]) taken += 1
      return said
    }
  const rules: readonly Rule[] = [...facts.secrets.flatMap(exactly), ...named, ...runsOf(facts), ...ownersOf(facts), [noText, () => '·']]
  const text = (whole: string): string => rules.reduce((before, [what, say]) => before.replace(what, counted(say)), whole)
  return { text, json: (given: unknown): string => `${JSON.stringify(redacted(given, text), null, 2)}\n`, taken: () => taken }
}
export type Redactor = ReturnType<typeof createRedactor>
