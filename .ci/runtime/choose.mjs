// Window or browser, by the arguments of `npm start` and by whether Electron's runtime is there or can be brought.
import { withoutRuntime } from './bring.mjs'

const own = ['--console', '--runtime']

/** Which program opens the app, and what is passed on to it. `--console` asks for no runtime at all. */
export async function chooseShell(given, bring, say = console.log) {
  const args = given.filter((argument) => !own.includes(argument))
  if (given.includes('--console')) return { window: false, args }
  const { runtime, why } = await bring({ again: given.includes('--runtime') })
  if (runtime) return { window: true, program: runtime.program, args }
  say(withoutRuntime(why, 'The app opens in your browser', 'npm start -- --runtime'))
  return { window: false, args }
}
