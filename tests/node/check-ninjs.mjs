// Whether every ninjs item of an exported newsroom is what the standard's own schema asks for (JSON Schema 2020-12), read by ajv, and every file that it names is there.
// usage: node check-ninjs.mjs SCHEMA.json FOLDER
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const [schema, folder] = process.argv.slice(2)
// The schema says a few things twice, which ajv's strict mode takes for mistakes in the schema.
const ajv = new Ajv({ strict: false, allErrors: true })
addFormats(ajv)
// The one place that differs (docs/046): a rendition's href is relative. All other uris are looked at below.
ajv.addFormat('uri', ajv.formats['uri-reference'])
// The standard refers to GeoJSON's own schema; our items have no geoJSON, and nothing is fetched.
ajv.addSchema({ $id: 'https://geojson.org/schema/GeoJSON.json#', not: {} })
const valid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')))

let items = 0, files = 0, wrong = 0
/** @param {string} problem */
const say = problem => { console.log(problem); wrong++ }
for (const file of readdirSync(folder, { recursive: true }).map(String).filter(f => f.endsWith('.ninjs.json'))) {
  const item = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  items++
  if (!valid(item)) say(`${file}: ${ajv.errorsText(valid.errors)}`)
  for (const part of [item, ...item.associations ?? []]) {
    if (!URL.canParse(part.uri)) say(`${file}: uri ${part.uri}`)
    for (const rendition of part.renditions ?? []) {
      files++
      if (!existsSync(join(dirname(join(folder, file)), rendition.href))) say(`${file}: ${rendition.href} is not there`)
    }
  }
}
console.log(`${items} items, ${files} renditions`)
process.exit(wrong || items === 0 ? 1 : 0)
