// Draws the app's icons from assets/icon.svg: PNGs for Linux, one .ico, one .icns. Run by hand after the drawing changed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { root } from './bootstrap.mjs'
import { chromiumPath } from './chromium.mjs'

const assets = join(root, 'assets')
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

async function draw() {
  const svg = readFileSync(join(assets, 'icon.svg'), 'utf8')
  const browser = await chromium.launch({ executablePath: await chromiumPath() })
  const page = await browser.newPage()
  const images = new Map()
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
    images.set(size, await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return images
}

const uint32 = (value) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** Windows: a header, one 16-byte entry per image, then the PNGs as they are. */
function ico(images) {
  const entries = [16, 24, 32, 48, 64, 128, 256].map((size) => ({ size, png: images.get(size) }))
  const head = Buffer.alloc(6 + 16 * entries.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(entries.length, 4)
  let offset = head.length
  for (const [index, { size, png }] of entries.entries()) {
    const at = 6 + 16 * index
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...entries.map(({ png }) => png)])
}

/** macOS: typed blocks, each with its length; the types say size and density. */
function icns(images) {
  const types = { ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic13: 256, ic09: 512, ic14: 512, ic10: 1024 }
  const blocks = Object.entries(types).map(([type, size]) =>
    Buffer.concat([Buffer.from(type), uint32(images.get(size).length + 8), images.get(size)]),
  )
  const body = Buffer.concat(blocks)
  return Buffer.concat([Buffer.from('icns'), uint32(body.length + 8), body])
}

const images = await draw()
mkdirSync(join(assets, 'icons'), { recursive: true })
for (const [size, png] of images) writeFileSync(join(assets, 'icons', `${size}x${size}.png`), png)
writeFileSync(join(assets, 'icon.ico'), ico(images))
writeFileSync(join(assets, 'icon.icns'), icns(images))
console.log(`${images.size} sizes, icon.ico, icon.icns`)
