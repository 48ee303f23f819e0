import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import type { Assets } from '../../electron/shell/assets.ts'

/** A change of the page's own source: the measure that is taken out on the page's side. */
export interface SourceChange {
  readonly file: string
  readonly from: string
  readonly to: string
}

const script = 'text/javascript; charset=utf-8'
const html = 'text/html; charset=utf-8'

const bridgeFiles = ['open-channel.ts', 'socket-channel.ts', 'ipc-channel.ts', 'proof.ts']

/** The real halves of the bridge with their types stripped, one of them changed when a probe says so. */
const bridgeSource = (file: string, change: SourceChange | null): string => {
  const text = readFileSync(new URL(`../../renderer/bridge/${file}`, import.meta.url), 'utf8')
  if (change?.file !== file) return stripTypeScriptTypes(text)
  if (!text.includes(change.from)) throw new Error(`${file} no longer holds ${change.from}`)
  return stripTypeScriptTypes(text.replace(change.from, change.to))
}

/** Opens the wire as the app does and says in the title how it went. */
const entry = `import { createOpener } from './bridge/open-channel.ts'
const { open: opener } = createOpener(window)
window.enter = () => opener().then((channel) => { document.title = 'in'; channel.onClose(() => { document.title = 'closed' }); return 'in' }, (error) => { document.title = String(error.refusal ?? error); return document.title })
window.enter()`

/** What an injected script or a careless line of ours might try; each says in the title that it got through. */
const tries: Readonly<Record<string, string>> = {
  'inline-script': '<script>document.title = "through"</script>',
  'inline-style': '<style>body { color: rgb(1, 2, 3) }</style>',
  'inline-handler': '<img src="/none.png" onerror="document.title = \'through\'">',
  'base-tag': '<base href="http://evil.test/">',
}

/** Files of the host under test: the page, the bridge, and pages that try to break the policy. */
export const probeAssets = (change: SourceChange | null): Assets => {
  const asset = (type: string, text: string) => ({ type, body: Buffer.from(text) })
  const page = asset(html, '<!doctype html><title>waiting</title><h1>host</h1><script type="module" src="/entry.js"></script>')
  const assets = new Map([
    ['/', page],
    ['/index.html', page],
    ['/entry.js', asset(script, entry)],
    ['/global.js', asset(script, 'window.taken = "through"')],
    ['/empty.html', asset(html, '<!doctype html><title>empty</title><p>empty</p>')],
  ])
  for (const file of bridgeFiles) assets.set(`/bridge/${file}`, asset(script, bridgeSource(file, change)))
  for (const [name, text] of Object.entries(tries))
    assets.set(`/${name}.html`, asset(html, `<!doctype html><title>held</title><body>${text}`))
  return assets
}
