// The same articles as the content and configuration of a Hugo site.
import fs from 'node:fs'
import path from 'node:path'
import {TOPICS} from './languages.mjs'

const quoted = text => JSON.stringify(text) // also a YAML scalar
const made = new Set()

function write(folder, name, text) {
  if (!made.has(folder)) {
    fs.mkdirSync(folder, {recursive: true})
    made.add(folder)
  }
  fs.writeFileSync(path.join(folder, name), text)
}

/** One article's file. */
export function hugoPage(site, article) {
  let text = `---\ntitle: ${quoted(article.headline)}\ndate: ${article.at}\ndescription: ${quoted(article.deck)}\nbyline: ${quoted(article.byline)}\n`
    + `place: ${quoted(article.place)}\nstory: ${article.story}\ntopics: [${article.topics.join(', ')}]\n`
  if (article.picture) {
    const {file, alt, caption, credit} = article.picture
    text += `pic:\n  file: "${file}"\n  alt: ${quoted(alt)}\n  caption: ${quoted(caption)}\n  credit: ${quoted(credit)}\n`
  }
  if (article.related.length) text += `related: [${article.related.join(', ')}]\n`
  text += '---\n' + article.blocks.map(block).join('')
  write(path.join(site, 'content', article.language.tag, 'news', article.year, article.month), article.id + '.md', text)
}

const block = ({kind, text, link}) => kind === 'crosshead' ? `\n## ${text}\n`
  : `\n${kind === 'quotation' ? '> ' : ''}${link ? text.replace(/^(\S{1,60})/, `[$1](${link})`) : text}\n`

/** What a site has beside its articles: its topics' names, and its configuration. */
export function hugoSite(site, languages) {
  for (const language of languages) {
    TOPICS.forEach((topic, i) =>
      write(path.join(site, 'content', language.tag, 'topics', topic), '_index.md', `---\ntitle: ${quoted(language.topics[i])}\n---\n`))
  }
  write(site, 'config.json', JSON.stringify({
    baseURL: 'https://news.example/', defaultContentLanguage: 'en', defaultContentLanguageInSubdir: true,
    paginate: 20, rssLimit: 20, disableKinds: ['404'], enableRobotsTXT: false, timeout: '600s',
    taxonomies: {topic: 'topics'}, permalinks: {news: '/:year/:month/:filename/'},
    outputs: {home: ['HTML', 'RSS'], section: ['HTML'], term: ['HTML', 'RSS'], taxonomy: ['HTML'], page: ['HTML']},
    markup: {goldmark: {renderer: {unsafe: false}}, tableOfContents: {endLevel: 1}},
    languages: Object.fromEntries(languages.map((l, i) =>
      [l.tag, {languageName: l.name, languageDirection: l.dir, weight: i + 1, contentDir: 'content/' + l.tag, title: 'News ' + l.name}])),
  }, null, 1))
}
