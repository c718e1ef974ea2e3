// What the browser's reader says of fragments: node check-fragments.mjs INPUT, a JSON list of texts. One JSON list on stdout: '' where it may be placed, else code and place.
import fs from 'node:fs'
import { checkFragment } from '../../src/Skywave.Reading/Browser/fragment.js'

const said = []
for (const fragment of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) {
  const { value, refusal } = await checkFragment(fragment)
  if (!refusal && value !== fragment) throw new Error('it was changed')
  said.push(refusal ? `${refusal.code} ${refusal.detail}` : '')
}
process.stdout.write(JSON.stringify(said))
