// Runs the journeys in Playwright Test: those of the whole test, or those whose names hold one of the words.
// Run: node e2e/journeys/main.ts [--programs FOLDER] [--json FILE] [WORDS …]
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' }, programs: { type: 'string' } } })
const { json, programs } = values
const words = positionals.map((word) => word.replaceAll(/\W/g, '.')).join('|')
const oneByOne = ['--no-deps', '--workers', '1']
const usual = programs === undefined ? ['--project', 'beside others'] : [...oneByOne, '--project', 'alone', '--grep', 'real programs']
const config = fileURLToPath(new URL('playwright.config.ts', import.meta.url))
const args = ['test', '--config', config, ...(words === '' ? usual : [...oneByOne, '--grep', words])]
const { status } = spawnSync(
  process.execPath,
  [fileURLToPath(import.meta.resolve('@playwright/test/cli')), ...args, ...(json === undefined ? [] : ['--reporter', 'list,json'])],
  {
    stdio: 'inherit',
    env: { ...process.env, ...(programs && { SMESHDESK_PROGRAMS: programs }), ...(json && { PLAYWRIGHT_JSON_OUTPUT_FILE: json }) },
  },
)
process.exit(status ?? 1)
