// Command lines as people write and paste them. No Node, no schema library: the page runs it as code.
export { type OptionName, optionIn, withOption } from './option.ts'
export { type ProgramLine, programLine } from './pasted-line.ts'
export { type LineStyle, splitArguments, styleOf } from './split-arguments.ts'
export { withoutSecrets } from './without-secrets.ts'
