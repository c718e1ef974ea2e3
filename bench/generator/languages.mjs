// Ten languages with a vocabulary of 30,000 words each: those of the Universal Declaration of Human Rights, and made-up ones in the same
// script, from which word follows which letter there. Sentences of the Declaration alone repeat so often that whatever compresses across
// articles looks far too good; text made this way compresses as real news does (bench/README.md, "The articles").
import fs from 'node:fs'
import path from 'node:path'
import {between, dice, pick, weighted} from './dice.mjs'

const VOCABULARY = 30_000
const PLACES = 120

/** Share: how many of a hundred articles are in it. Joined: no spaces between words. */
const ALL = [
  {tag: 'en', file: 'eng', dir: 'ltr', share: 20, name: 'English', stop: '.', comma: ','},
  {tag: 'ru', file: 'rus', dir: 'ltr', share: 18, name: 'Русский', stop: '.', comma: ','},
  {tag: 'fa', file: 'pes_1', dir: 'rtl', share: 14, name: 'فارسی', stop: '.', comma: '،'},
  {tag: 'es', file: 'spa', dir: 'ltr', share: 10, name: 'Español', stop: '.', comma: ','},
  {tag: 'ar', file: 'arb', dir: 'rtl', share: 10, name: 'العربية', stop: '.', comma: '،'},
  {tag: 'uk', file: 'ukr', dir: 'ltr', share: 8, name: 'Українська', stop: '.', comma: ','},
  {tag: 'tr', file: 'tur', dir: 'ltr', share: 7, name: 'Türkçe', stop: '.', comma: ','},
  {tag: 'ps', file: 'pbu', dir: 'rtl', share: 5, name: 'پښتو', stop: '.', comma: '،'},
  {tag: 'zh', file: 'cmn_hans', dir: 'ltr', share: 5, name: '中文', stop: '。', comma: '，', joined: true},
  {tag: 'my', file: 'mya', dir: 'ltr', share: 3, name: 'မြန်မာ', stop: '။', comma: '၊', joined: true},
]

export const TOPICS = ('politics economy society human-rights elections courts war-and-conflict media protest corruption health '
  + 'environment energy migration women education culture religion technology sport sanctions prisons censorship '
  + 'diplomacy agriculture history regions science disasters fact-check').split(' ')

/** A Burmese syllable. */
const SYLLABLE = /[\u1000-\u102a\u103f\u104c-\u104f](?:[\u102b-\u103e]|\u1039[\u1000-\u102a])*(?:[\u1000-\u1021]\u103a[\u102b-\u103e]*)*/g

export const capital = (language, word) =>
  language.joined || language.dir === 'rtl' ? word : word.charAt(0).toLocaleUpperCase(language.tag) + word.slice(1)

/** The languages with their words. The same seed gives the same words. */
export const languages = (udhr, seed) => ALL.map((language, i) => withWords({...language}, udhr, seed * 1000 + i))

function withWords(language, udhr, seed) {
  const roll = dice(seed)
  const words = wordsInOrder(language, paragraphs(udhr, language.file), roll)
  const count = new Map()
  for (const word of words) count.set(word, (count.get(word) || 0) + 1)
  const real = [...count.entries()].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)).map(e => e[0])
  const made = makeWords(language, words, real, roll)

  // The frequent words are real ones; the rest are mixed with made-up ones.
  const rest = real.slice(150)
  const mixed = []
  for (let i = 0, j = 0; i < rest.length || j < made.length;) {
    if (i < rest.length && (j >= made.length || roll() < .35)) mixed.push(rest[i++])
    else mixed.push(made[j++])
  }
  language.words = words
  language.vocabulary = real.slice(0, 150).concat(mixed)
  language.zipf = weighted(language.vocabulary.map((_, k) => 1 / Math.pow(k + 2.7, 1.02)))
  language.following = new Map()
  for (let k = 0; k + 1 < words.length; k++) {
    if (!language.following.has(words[k])) language.following.set(words[k], [])
    language.following.get(words[k]).push(k + 1)
  }
  const gap = language.joined ? '' : ' '
  language.topics = TOPICS.map(() => [pick(roll, rest), pick(roll, rest)].join(gap))
  language.people = Array.from({length: 60}, () => capital(language, pick(roll, made.slice(0, 4000))) + gap + capital(language, pick(roll, made)))
  language.places = Array.from({length: PLACES}, () => capital(language, pick(roll, made)))
  return language
}

function paragraphs(udhr, file) {
  const html = fs.readFileSync(path.join(udhr, 'declaration', file + '.html'), 'utf8')
  const found = []
  for (const match of html.matchAll(/<(p|li|h[1-4])[^>]*>([\s\S]*?)<\/\1>/g)) {
    const text = match[2].replace(/<[^>]+>/g, ' ').replace(/&amp;/g, '&').replace(/&[a-z]+;/g, ' ').replace(/\s+/g, ' ').trim()
    if (text) found.push(text)
  }
  return found
}

/** The Declaration's words as they follow each other. Chinese and Burmese do not say where a word ends: they are cut by chance. */
function wordsInOrder(language, texts, roll) {
  const clean = texts.map(t => t.replace(/[\p{P}\p{S}\p{N}]+/gu, ' ').trim()).filter(Boolean)
  const words = []
  if (language.tag === 'zh') {
    for (const text of clean) {
      const signs = text.replace(/\s+/g, '')
      for (let i = 0; i < signs.length;) {
        const length = roll() < .55 ? 2 : roll() < .85 ? 1 : 3
        words.push(signs.slice(i, i + length))
        i += length
      }
    }
  } else if (language.tag === 'my') {
    for (const text of clean) {
      for (const stretch of text.split(/\s+/)) {
        const syllables = stretch.match(SYLLABLE) || []
        for (let i = 0; i < syllables.length;) {
          const length = between(roll, 1, 3)
          words.push(syllables.slice(i, i + length).join(''))
          i += length
        }
      }
    }
  } else {
    for (const text of clean) words.push(...text.toLocaleLowerCase(language.tag).split(/\s+/).filter(Boolean))
  }
  return words
}

function makeWords(language, words, real, roll) {
  const letters = new Map() // which letters follow two letters
  if (!language.joined) {
    for (const word of new Set(words)) {
      const marked = '^^' + word + '$'
      for (let i = 0; i + 2 < marked.length; i++) {
        const two = marked.slice(i, i + 2)
        if (!letters.has(two)) letters.set(two, [])
        letters.get(two).push(marked[i + 2])
      }
    }
  }
  const seen = new Set(real)
  const made = []
  for (let tries = 0; made.length + real.length < VOCABULARY && tries < VOCABULARY * 8; tries++) {
    const word = language.tag === 'zh' ? compound(words, roll) : language.tag === 'my' ? syllables(words, roll) : spelled(letters, roll)
    if (word && !seen.has(word)) {
      seen.add(word)
      made.push(word)
    }
  }
  return made
}

function compound(words, roll) {
  let word = ''
  const length = roll() < .7 ? 2 : roll() < .8 ? 3 : 1
  for (let i = 0; i < length; i++) {
    word += roll() < .65 ? pick(roll, pick(roll, words)) : String.fromCharCode(0x4e00 + Math.floor(Math.pow(roll(), 1.3) * 6000))
  }
  return word
}

function syllables(words, roll) {
  let word = ''
  const length = between(roll, 1, 3)
  for (let i = 0; i < length; i++) {
    const found = pick(roll, words).match(SYLLABLE)
    if (found) word += pick(roll, found)
  }
  return word
}

function spelled(letters, roll) {
  for (;;) {
    let word = ''
    let two = '^^'
    for (let i = 0; i < 18; i++) {
      const next = letters.get(two)
      if (!next) break
      const letter = next[Math.floor(roll() * next.length)]
      if (letter === '$') break
      word += letter
      two = two[1] + letter
    }
    if (word.length > 2) return word
  }
}
