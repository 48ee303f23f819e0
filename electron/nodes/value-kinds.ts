import { type ConfigKind, configKeys, isConfigKey } from '../contract/model/config-keys.ts'
import { parseListener } from '../net/index.ts'
import { poetOf } from './flags/flag-value.ts'
import { goDurationMs } from './go-duration.ts'

const isText = (value: unknown): value is string => typeof value === 'string'

/** As the node decodes them; an empty text switches a listener or an account off. */
const fits: Readonly<Record<ConfigKind, (value: unknown) => boolean>> = {
  text: isText,
  truth: (value) => typeof value === 'boolean',
  whole: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  duration: (value) => isText(value) && goDurationMs(value) !== null,
  listener: (value) => isText(value) && (value === '' || parseListener(value) !== null),
  account: isText,
  list: (value) => Array.isArray(value) && value.every(isText),
  poets: (value) => Array.isArray(value) && value.every((one) => poetOf(one) !== null),
}

/** Whether a JSON text is what this key holds; of a key that is not known anything is. */
export function valueFits(path: string, json: string): boolean {
  try {
    const value: unknown = JSON.parse(json)
    return !isConfigKey(path) || fits[configKeys[path]](value)
  } catch {
    return false
  }
}
