import { registerHooks } from 'node:module'
import { startStandIn } from './fake-electron.ts'

const electron = startStandIn()
const names = Object.keys(electron)
const source = `const electron = globalThis[Symbol.for('standin')]\nexport default electron\n${names.map((name) => `export const ${name} = electron.${name}`).join('\n')}`

Object.defineProperty(globalThis, Symbol.for('standin'), { value: electron })
Object.defineProperty(process.versions, 'electron', { value: '0.0.0-standin', configurable: true, enumerable: true })

// Playwright asks for the module by `require`, the bundled main script by `import`.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: 'standin:electron', shortCircuit: true, format: context.conditions.includes('require') ? 'commonjs' : 'module' }
      : next(specifier, context),
  load: (url, context, next) => {
    if (url !== 'standin:electron') return next(url, context)
    return context.format === 'commonjs'
      ? { format: 'commonjs', source: "module.exports = globalThis[Symbol.for('standin')]", shortCircuit: true }
      : { format: 'module', source, shortCircuit: true }
  },
})
