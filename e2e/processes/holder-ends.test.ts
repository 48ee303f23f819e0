import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'

const isFree = (database: string, lockFile: string): boolean => {
  const script = "new (require('node:sqlite').DatabaseSync)(process.argv[1],{timeout:0}).exec('BEGIN IMMEDIATE; COMMIT')"
  const opens = spawnSync(process.execPath, ['--no-warnings', '-e', script, database]).status === 0
  return opens && spawnSync('flock', ['--nonblock', lockFile, 'true']).status === 0
}

test('a Smeshdesk that is killed leaves no holder behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-holder-'))
  const [database, lockFile] = [join(folder, 'local.sql'), join(folder, 'a.lock')]
  new DatabaseSync(database).close()
  const module = join(import.meta.dirname, '../../electron/processes/folder-holder.io.ts')
  const script = `import { holdNode } from ${JSON.stringify(module)}
    const { kind } = await holdNode(${JSON.stringify({ database, lockFile })})
    console.log(kind)
    setInterval(() => {}, 1000)`
  const app = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const [said] = await once(app.stdout, 'data')
    expect(String(said).trim()).toBe('held')
    expect(isFree(database, lockFile)).toBe(false)
    const gone = once(app, 'exit')
    app.kill('SIGKILL')
    await gone
    await expect.poll(() => isFree(database, lockFile), { timeout: 10_000 }).toBe(true)
  } finally {
    app.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  }
})
