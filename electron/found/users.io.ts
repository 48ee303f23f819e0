import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A user of this computer who may run programs of the field. */
interface User {
  readonly name: string
  readonly home: string
}

const limit = 20
const noLogin = /(?:nologin|false|sync|shutdown|halt)$/

/** People, root, and users of services with a shell of their own, as the table of users names them; empty where there is none. */
export async function usersHere(root: string): Promise<readonly User[]> {
  const text = await readFile(join(root, '/etc/passwd'), 'utf8').catch(() => '')
  const all = text.split('\n').flatMap((line) => {
    const [name = '', , uid = '', , , home = '', shell = ''] = line.split(':')
    const person = uid === '0' || Number(uid) >= 1000
    return person && home.startsWith('/') && home !== '/' && !noLogin.test(shell) ? [{ name, home: home.replace(/(?<=.)\/+$/, '') }] : []
  })
  return all.slice(0, limit)
}
