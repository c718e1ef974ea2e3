// Verifies every target of an edition with tuf-js, a TUF client nobody of this project wrote.
//
//   node check-tuf.mjs <address of the edition> <root.json to trust> <empty folder for its cache>
//
// Once cold (from the root only) and once warm (with the cache of the first). Prints a line for each and exits 1 at the first target that does not verify.
import fs from 'node:fs'
import path from 'node:path'
import { Updater } from 'tuf-js'

const [address, root, cache] = process.argv.slice(2)
if (!cache) {
  console.error('usage: node check-tuf.mjs <address> <root.json> <cache folder>')
  process.exit(2)
}
const base = address.replace(/\/$/, '')
fs.mkdirSync(cache, { recursive: true })
fs.copyFileSync(root, path.join(cache, 'root.json'))

// What the roles sign, read from the metadata as served: the names to ask the client for.
async function targetNames() {
  const get = async name => (await (await fetch(`${base}/metadata/${name}`)).json()).signed
  const snapshot = await get(`${(await get('timestamp.json')).meta['snapshot.json'].version}.snapshot.json`)
  const names = []
  for (const [file, { version }] of Object.entries(snapshot.meta)) names.push(...Object.keys((await get(`${version}.${file}`)).targets))
  return names.sort()
}

async function verifyAll(label, names, targetDir) {
  fs.mkdirSync(targetDir, { recursive: true })
  const updater = new Updater({
    metadataDir: cache, metadataBaseUrl: `${base}/metadata`,
    targetDir, targetBaseUrl: `${base}/targets`,
    config: { maxRootRotations: 250, fetchRetries: 0 },
  })
  await updater.refresh()
  let bytes = 0
  for (const name of names) {
    const info = await updater.getTargetInfo(name)
    if (!info) throw new Error(`${name}: the client does not find it`)
    const file = await updater.downloadTarget(info, path.join(targetDir, name.replace('/', '_')))
    bytes += fs.statSync(file).size
  }
  console.log(`${label}: ${names.length} targets verified, ${bytes} bytes`)
}

try {
  const names = await targetNames()
  if (names.length === 0) throw new Error('the edition signs no target')
  await verifyAll('cold', names, path.join(cache, 'cold'))
  await verifyAll('warm', names, path.join(cache, 'warm'))
} catch (error) {
  console.error(`${error.name}: ${error.message}`)
  process.exit(1)
}
