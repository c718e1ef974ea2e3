// One line of ninjs 3.1 for each article, as `skywave import` reads it.
import {TOPICS} from './languages.mjs'

const SITE = 'https://news.example'
const escape = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

export const ninjs = article => JSON.stringify({
  uri: 'urn:bench:' + article.id,
  standard: {name: 'ninjs', version: '3.1'},
  type: 'text',
  pubStatus: 'usable',
  language: article.language.tag,
  firstCreated: article.at,
  versionCreated: article.at,
  storyId: 'bench:' + article.story,
  slugline: article.id,
  headlines: [{role: 'main', contentType: 'text/plain', value: article.headline}],
  descriptions: [{role: 'summary', contentType: 'text/plain', value: article.deck}],
  people: [{rels: ['author'], name: article.byline}],
  located: article.place,
  places: [{name: article.place}],
  subjects: article.topics.map(topic => ({name: article.language.topics[TOPICS.indexOf(topic)], literal: topic})),
  bodies: [{role: 'main', contentType: 'text/html', value: article.blocks.map(html).join('')}],
  associations: article.picture ? [picture(article)] : undefined,
})

function html({kind, text, link}) {
  if (kind === 'crosshead') return `<h2>${escape(text)}</h2>`
  const inner = link ? escape(text).replace(/^(\S{1,60})/, `<a href="${SITE}${link}">$1</a>`) : escape(text)
  return kind === 'quotation' ? `<blockquote><p>${inner}</p></blockquote>` : `<p>${inner}</p>`
}

const picture = ({picture: {file, alt, caption, credit}}) => ({
  name: 'lead',
  uri: `${SITE}/pictures/${file}`,
  type: 'picture',
  descriptions: [{role: 'alttext', value: alt}, {role: 'caption', value: caption}, {role: 'creditline', value: credit}],
  renditions: [{name: 'original', href: `${SITE}/pictures/${file}.jpg`, contentType: 'image/jpeg', width: 1280, height: 720}],
})
