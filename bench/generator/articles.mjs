// Articles: about 600 words with headline, deck, crossheads, quotations, byline, place, topics, a picture in 85 of 100 and links to earlier ones.
// Forty a day, oldest first; every third is another language's text of a recent story.
import {between, dice, pick, weighted} from './dice.mjs'
import {capital, TOPICS} from './languages.mjs'

const END = Date.UTC(2026, 9, 31, 18, 0, 0)
const STEP = 86_400_000 / 40
const WORDS = 600
const PICTURES = 12

/** So many articles, one at a time. */
export function* articles(languages, count, seed) {
  const master = dice(seed)
  const drawLanguage = weighted(languages.map(l => l.share))
  const drawTopic = weighted(TOPICS.map((_, i) => 1 / (i + 2)))
  const latest = new Map(languages.map(l => [l.tag, []]))
  let told = 0
  for (let number = 0; number < count; number++) {
    const language = languages[drawLanguage(master)]
    const roll = dice(seed * 7919 + number + 1)
    const story = master() < .33 && told > 3 ? told - between(master, 0, 3) : ++told
    const at = new Date(END - Math.floor((count - 1 - number) * STEP)).toISOString().replace('.000', '')
    const before = latest.get(language.tag)
    const article = write(language, roll, drawTopic, before, {id: 'n' + String(number).padStart(7, '0'), story, at})
    before.push(article.url)
    if (before.length > 60) before.shift()
    yield article
  }
}

function write(language, roll, drawTopic, before, {id, story, at}) {
  const voice = voiceOf(language, roll)
  const [year, month] = [at.slice(0, 4), at.slice(5, 7)]
  const topics = [...new Set(Array.from({length: between(roll, 1, 3)}, () => TOPICS[drawTopic(roll)]))]
  const related = []
  for (let i = 0; i < 3 && before.length; i++) related.push(before[Math.max(0, before.length - 1 - between(roll, 0, 40))])
  const blocks = bodyOf(language, roll, voice, related)
  const picture = roll() < .85
    ? {file: story % PICTURES, alt: voice.short(between(roll, 6, 12)), caption: voice.sentence(), credit: pick(roll, language.people)}
    : undefined
  return {
    id, story: 's' + story, language, year, month, at, url: `/${language.tag}/${year}/${month}/${id}/`,
    headline: voice.short(between(roll, 7, 12)), deck: voice.sentence(), byline: pick(roll, language.people), place: pick(roll, language.places),
    topics, picture, blocks, related: [...new Set(related)],
  }
}

function bodyOf(language, roll, voice, related) {
  const blocks = []
  const length = Math.round(WORDS * (0.6 + 0.8 * roll()))
  for (let words = 0, since = 0; words < length;) {
    if (since >= 4 && roll() < .55) {
      blocks.push({kind: 'crosshead', text: voice.short(between(roll, 3, 7))})
      since = 0
      continue
    }
    const text = Array.from({length: between(roll, 1, 4)}, () => voice.sentence()).join(language.tag === 'zh' ? '' : ' ')
    words += language.joined ? text.length / (language.tag === 'zh' ? 1.6 : 4.5) : text.split(' ').length
    blocks.push({kind: roll() < .07 ? 'quotation' : 'paragraph', text, link: roll() < .15 && related.length ? pick(roll, related) : undefined})
    since++
  }
  return blocks
}

/** One article's way of speaking: some words and names come again and again in it; now and then a stretch of real word order. */
function voiceOf(language, roll) {
  const keys = Array.from({length: 45}, () => language.vocabulary[between(roll, 150, language.vocabulary.length - 1)])
  const names = Array.from({length: 4}, () => pick(roll, language.people))
  const words = count => {
    const out = []
    while (out.length < count) {
      const chance = roll()
      if (chance < .10) {
        out.push(roll() < .25 ? pick(roll, names) : keys[Math.floor(Math.pow(roll(), 1.6) * keys.length)])
      } else {
        const word = language.vocabulary[language.zipf(roll)]
        const following = chance < .35 ? language.following.get(word) : undefined
        out.push(word)
        if (following) {
          let k = pick(roll, following)
          for (let m = between(roll, 1, 3); m > 0 && k < language.words.length; m--) out.push(language.words[k++])
        }
      }
    }
    return out.slice(0, count)
  }
  const join = list => language.tag === 'my' ? list.map((w, i) => w + (i % 4 === 3 ? ' ' : '')).join('').trim() : list.join(language.joined ? '' : ' ')
  const quoted = text => language.dir === 'rtl' || language.tag === 'ru' || language.tag === 'uk' ? '«' + text + '»' : '“' + text + '”'
  return {
    sentence() {
      const count = between(roll, 9, 32)
      const list = words(count)
      list[0] = capital(language, list[0])
      if (count > 14) list[between(roll, 5, count - 5)] += language.comma
      if (roll() < .12) list[between(roll, 2, count - 2)] = String(between(roll, 2, 2026))
      const text = join(list)
      return (roll() < .1 ? quoted(text) : text) + language.stop
    },
    short(count) {
      const list = words(count)
      list[0] = capital(language, list[0])
      return join(list)
    },
  }
}
