import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { NoticeDraft, NoticeTarget, NoticeTried } from '../contract/model/notice.ts'
import type { State } from '../contract/state.ts'
import type { Secret } from '../secret/index.ts'
import { putFile } from '../storage/index.ts'
import { AlertPost, type PostOptions } from './alert-post.io.ts'
import { sealed, secretsIn } from './sealed-way.ts'
import { parseTargets, parseWebhookFile, type Target, targetsAtMost, targetsText } from './targets-file.ts'

const fileLimit = 256 * 1024

export interface NoticesOptions extends PostOptions {
  readonly profileFolder: string
  /** This shell has notices of its own. */
  readonly canDesktop: boolean
}

/** `null`: there is no such file. Throws when there is one that can't be read. */
async function read(path: string): Promise<string | null> {
  const file = await open(path).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  })
  if (file === null) return null
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(fileLimit))
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Whom alerts are told, each in its own pace. */
export class Notices {
  readonly #options: NoticesOptions
  readonly #file: string
  #posts: readonly AlertPost[]
  /** What can't be read is overwritten by nobody. */
  readonly #unread: boolean
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: NoticesOptions, file: string, targets: readonly Target[] | null) {
    this.#options = options
    this.#file = file
    this.#unread = targets === null
    this.#posts = (targets ?? []).map((target) => new AlertPost(target, options))
  }

  says(): { targets: NoticeTarget[]; canDesktop: boolean } {
    return { targets: this.#posts.map((post) => post.says()), canDesktop: this.#options.canDesktop }
  }

  /** All that is secret, for who has to take it out of what others are shown. */
  secrets(): Secret[] {
    return this.#posts.flatMap(({ target }) => secretsIn(target.way))
  }

  /** Durable when it returns. `name`: as it is called now. Throws `address_refused`, `bad_input`, `not_found`, `profile_in_use`. */
  set(name: string | null, draft: NoticeDraft): Promise<void> {
    return this.#alone(async () => {
      const before = name === null ? null : this.#post(name)
      const others = this.#posts.filter((post) => post !== before)
      const taken = others.some(({ target }) => target.name.toLowerCase() === draft.name.toLowerCase())
      if (taken || others.length >= targetsAtMost) throw new AppError('bad_input')
      const way = draft.way === null ? before?.target.way : sealed(draft.way)
      if (way === undefined) throw new AppError('bad_input')
      if (way === null) throw new AppError('address_refused')
      const next = new AlertPost({ ...draft, way }, this.#options)
      await this.#keep(before === null ? [...others, next] : this.#posts.map((post) => (post === before ? next : post)))
      before?.close()
    })
  }

  /** Durable when it returns. Throws `not_found`, `profile_in_use`. */
  remove(name: string): Promise<void> {
    return this.#alone(async () => {
      const gone = this.#post(name)
      await this.#keep(this.#posts.filter((post) => post !== gone))
      gone.close()
    })
  }

  /** Throws `not_found`. */
  async try(name: string): Promise<NoticeTried> {
    return this.#post(name).try()
  }

  /** What pages are shown now. */
  look(state: Pick<State, 'rig' | 'alerts' | 'verdict'>): void {
    for (const post of this.#posts) post.look(state)
  }

  close(): void {
    for (const post of this.#posts) post.close()
  }

  /** Takes over what an earlier version kept in a file of its own. */
  async keepAnew(old: string): Promise<void> {
    await this.#keep(this.#posts)
    await rm(old, { force: true })
  }

  #post(name: string): AlertPost {
    const found = this.#posts.find(({ target }) => target.name === name)
    if (found === undefined) throw new AppError('not_found')
    return found
  }

  #alone<T>(does: () => Promise<T>): Promise<T> {
    const done = this.#last.then(does, does)
    this.#last = done.catch(() => undefined)
    return done
  }

  async #keep(posts: readonly AlertPost[]): Promise<void> {
    if (!this.#options.mayWrite()) throw new AppError('profile_in_use')
    if (this.#unread) throw new AppError('settings_broken', 'notices.json')
    await putFile(this.#file, targetsText(posts.map(({ target }) => target)), { replace: true })
    this.#posts = posts
  }
}

/** The targets of a profile; nobody at first. A file that can't be read is told, and stays as it is. */
export async function openNotices(options: NoticesOptions): Promise<Notices> {
  const [file, old] = ['notices.json', 'webhook.json'].map((name) => join(options.profileFolder, name)) as [string, string]
  const from = async (path: string, parse: (text: string) => Target[]): Promise<Target[] | null | 'unread'> => {
    try {
      const text = await read(path)
      return text === null ? null : parse(text)
    } catch (error) {
      // The parser's own message would quote what it read.
      options.faults.tell(path.slice(options.profileFolder.length + 1), error instanceof SyntaxError ? new Error('no JSON') : error)
      return 'unread'
    }
  }
  const targets = await from(file, parseTargets)
  if (targets !== null) return new Notices(options, file, targets === 'unread' ? null : targets)
  const earlier = await from(old, parseWebhookFile)
  const notices = new Notices(options, file, earlier === 'unread' ? [] : (earlier ?? []))
  if (earlier !== null && earlier !== 'unread' && options.mayWrite())
    await notices.keepAnew(old).catch((error: unknown) => void options.faults.tell('notices.json', error))
  return notices
}
