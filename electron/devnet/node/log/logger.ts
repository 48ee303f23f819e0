type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL'
export type Fields = Readonly<Record<string, unknown>>

/** One module's log, in the form of the node's: the module's name is the third column. */
export interface Logger {
  debug(message: string, fields?: Fields): void
  info(message: string, fields?: Fields): void
  warn(message: string, fields?: Fields): void
  error(message: string, fields?: Fields): void
  fatal(message: string, fields?: Fields): void
  /** The log of a part of this module, or of another one when the name has no parent in common. */
  named(name: string): Logger
}

interface LogTarget {
  readonly json: boolean
  readonly now: () => number
  readonly write: (text: string) => void
}

/** Makes the log of `node` and everything below it. Lines go to the target as soon as they are said. */
export function createLogger(target: LogTarget, name = 'node'): Logger {
  const say = (level: Level) => (message: string, fields?: Fields) =>
    target.write(`${(target.json ? jsonLine : consoleLine)({ level, name, message, fields, time: target.now() })}\n`)
  return {
    debug: say('DEBUG'),
    info: say('INFO'),
    warn: say('WARN'),
    error: say('ERROR'),
    fatal: say('FATAL'),
    named: (part) => createLogger(target, `${name}.${part}`),
  }
}

interface Entry {
  readonly level: Level
  readonly name: string
  readonly message: string
  readonly fields: Fields | undefined
  readonly time: number
}

/** zap's console encoder: tab-separated, fields as JSON with a blank after colons and commas. */
function consoleLine({ level, name, message, fields, time }: Entry): string {
  const columns = [new Date(time).toISOString(), level, name, message]
  return [...columns, ...(fields && Object.keys(fields).length > 0 ? [spacedJson(fields)] : [])].join('\t')
}

/** zap's JSON encoder with the node's key names (e2e/recordings/README.md, 20). */
const jsonLine = ({ level, name, message, fields, time }: Entry): string =>
  JSON.stringify({ L: level, T: new Date(time).toISOString(), N: name, M: message, ...fields })

const spacedJson = (fields: Fields): string =>
  `{${Object.entries(fields)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(', ')}}`
