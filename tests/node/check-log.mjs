// A second implementation of the desks' logs, in plain node without packages: node check-log.mjs <edition folder>
// It checks signatures, tiles, entries, roots, every page's proof and every fragment's hash, prints a line per log, and exits 1 at the first lie.
// Written from docs/900-design.md and the C2SP texts, not from the C#: where the two disagree, one of them is wrong.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const lie = what => { console.error('LIE: ' + what); process.exit(1); };
const must = (holds, what) => holds || lie(what);
const file = path => existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : lie(path + ' is missing');
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leaf = entry => sha256(Buffer.of(0), entry);
const node = (left, right) => sha256(Buffer.of(1), left, right);
const walk = (path = '') => !existsSync(join(folder, path)) ? [] : readdirSync(join(folder, path), { withFileTypes: true })
  .flatMap(item => item.isDirectory() ? walk(join(path, item.name)) : [join(path, item.name).replaceAll('\\', '/')]);

// RFC 6962, section 2.1: the root over a list of hashes; perfect subtrees are remembered.
const known = new Map();
function root(hashes, from = 0, to = hashes.length) {
  const n = to - from;
  if (n === 0) return sha256(Buffer.alloc(0));
  if (n === 1) return hashes[from];
  let k = 1;
  while (k * 2 < n) k *= 2;
  const memory = known.get(hashes) ?? known.set(hashes, new Map()).get(hashes);
  const key = k * 2 === n ? `${from}+${n}` : null;
  if (key && memory.has(key)) return memory.get(key);
  const value = node(root(hashes, from, from + k), root(hashes, from + k, to));
  if (key) memory.set(key, value);
  return value;
}

// The root that an inclusion proof leads to, going down from the top as the definition does.
function climb(index, size, hash, proof) {
  if (size === 1) return must(proof.length === 0, 'a proof is too long') && hash;
  must(proof.length > 0, 'a proof is too short');
  let k = 1;
  while (k * 2 < size) k *= 2;
  const [rest, top] = [proof.slice(0, -1), proof.at(-1)];
  return index < k ? node(climb(index, k, hash, rest), top) : node(top, climb(index - k, size - k, hash, rest));
}

function parseNote(text, where) {
  const end = text.lastIndexOf('\n\n') + 1;
  must(end > 0, `${where}: not a signed note`);
  const [origin, size, hash] = text.slice(0, end).split('\n');
  must(/^(0|[1-9][0-9]*)$/.test(size), `${where}: the size is not a number`);
  return { body: text.slice(0, end), origin, size: Number(size), root: Buffer.from(hash, 'base64'), signatures: text.slice(end + 1).split('\n').slice(0, -1) };
}

function checkSignatures(note, log, where) {
  must(note.origin === log.origin, `${where}: the checkpoint is of ${note.origin}`);
  const good = new Set();
  for (const line of note.signatures) {
    const [, name, base64] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? lie(`${where}: a signature line is malformed`);
    const bytes = Buffer.from(base64, 'base64');
    for (const vkey of log.keys) {
      const [keyName, id, ...rest] = vkey.split('+');
      const key = Buffer.from(rest.join('+'), 'base64');
      must(sha256(keyName + '\n', key).subarray(0, 4).toString('hex') === id && key[0] === 1, `${where}: ${vkey} is not a vkey`);
      if (keyName !== name || id !== bytes.subarray(0, 4).toString('hex')) continue;
      const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.subarray(1)]);
      must(verify(null, Buffer.from(note.body), createPublicKey({ key: der, format: 'der', type: 'spki' }), bytes.subarray(4)), `${where}: a signature is false`);
      good.add(vkey);
    }
  }
  must(log.threshold > 0 && good.size >= log.threshold, `${where}: ${good.size} of ${log.threshold} signatures`);
}

const tilePath = n => {
  const three = i => String(i % 1000).padStart(3, '0');
  let path = three(n);
  for (n = Math.floor(n / 1000); n > 0; n = Math.floor(n / 1000)) path = `x${three(n)}/${path}`;
  return path;
};
const widths = size => Array.from({ length: Math.ceil(size / 256) }, (_, n) => [n, Math.min(256, size - n * 256)]);
const partial = width => width === 256 ? '' : `.p/${width}`;

function readEntries(base, size) {
  return widths(size).flatMap(([n, width]) => {
    const path = `${base}/tile/entries/${tilePath(n)}${partial(width)}`;
    const bytes = file(path);
    const entries = [];
    for (let at = 0; at < bytes.length;) {
      const length = bytes.readUInt16BE(at);
      must(at + 2 + length <= bytes.length, `${path} is cut`);
      entries.push(bytes.subarray(at + 2, at += 2 + length));
    }
    must(entries.length === width, `${path} holds ${entries.length} entries, not ${width}`);
    return entries;
  });
}

// Every tile on disk, also one that a fuller one has superseded, must be made of the entries' hashes; and those of the present size must be there.
// What lies past the end of a closed log stays for a day and counts for nothing.
function checkTiles(base, leaves, closed) {
  const levels = [leaves];
  while (levels.at(-1).length >= 256) {
    const below = levels.at(-1);
    levels.push(Array.from({ length: Math.floor(below.length / 256) }, (_, n) => root(below.slice(n * 256, n * 256 + 256))));
  }
  levels.forEach((hashes, level) => widths(hashes.length).forEach(([n, width]) => file(`${base}/tile/${level}/${tilePath(n)}${partial(width)}`)));
  const tiles = walk(`${base}/tile`).filter(path => !path.startsWith(`${base}/tile/entries/`));
  for (const path of tiles) {
    const [, level, digits, p] = /^(\d+)\/([x\d/]+?)(?:\.p\/(\d+))?$/.exec(path.slice(base.length + 6)) ?? lie(`${path} is no tile`);
    const [n, width] = [Number(digits.replaceAll(/[x/]/g, '')), p ? Number(p) : 256];
    const all = levels[level] ?? [];
    if (closed && n * 256 + width > all.length) continue;
    const hashes = all.slice(n * 256, n * 256 + width);
    must(hashes.length === width && Buffer.concat(hashes).equals(file(path)), `${path} is not made of the log's entries`);
  }
  return tiles.length;
}

function checkRecord(entry, desk, newest, where) {
  const text = entry.toString('utf8');
  const record = JSON.parse(text);
  must(text === JSON.stringify(Object.fromEntries(Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1))), `${where} is not canonical`);
  must(record.desk === desk && record.address.startsWith(desk + '/'), `${where} is of another desk: ${record.address}`);
  must(record.revision > (newest.get(record.article)?.revision ?? 0), `${where}: revision ${record.revision} of ${record.article} comes after a later one`);
  must((newest.get(record.article)?.address ?? record.address) === record.address, `${where}: ${record.article} has moved`);
  newest.set(record.article, record);
}

function checkLog(log, desk, newest) {
  const base = `log/${desk}/${log.epoch}`;
  const checkpoint = parseNote(file(`${base}/checkpoint`).toString('utf8'), base);
  checkSignatures(checkpoint, log, base);
  const entries = readEntries(base, checkpoint.size);
  const leaves = entries.map(leaf);
  must(root(leaves).equals(checkpoint.root), `${base}: the entries do not give the signed root`);
  must(!log.closed || (log.closed.size === checkpoint.size && log.closed.root === checkpoint.root.toString('hex')), `${base}: it does not end as logs.json says`);
  const tiles = checkTiles(base, leaves, log.closed);
  entries.forEach((entry, i) => checkRecord(entry, desk, newest, `${base} entry ${i}`));
  return { log, base, desk, entries, leaves, tiles, size: checkpoint.size, root: checkpoint.root, pages: 0 };
}

function checkPage(path, states, newest) {
  const bytes = file(path);
  const text = bytes.toString('latin1');
  must((text.match(/<article/gi) ?? []).length === 1 && (text.match(/<\/article/gi) ?? []).length === 1, `${path} has not exactly one article`);
  const fragment = bytes.subarray(text.indexOf('<article '), text.indexOf('</article>') + 10);
  const proof = /<pre id="proof">([^<]*)<\/pre>/.exec(bytes.toString('utf8'))?.[1] ?? lie(`${path} has no proof`);
  const [head, note] = [proof.slice(0, proof.indexOf('\n\n')).split('\n'), proof.slice(proof.indexOf('\n\n') + 2)];
  must(head[0] === 'c2sp.org/tlog-proof@v1' && head[1].startsWith('extra ') && head[2].startsWith('index '), `${path}: not a tlog-proof`);
  const [entry, index, hashes] = [Buffer.from(head[1].slice(6), 'base64'), Number(head[2].slice(6)), head.slice(3).map(hash => Buffer.from(hash, 'base64'))];
  const checkpoint = parseNote(note, path);
  const state = states.find(state => state.log.origin === checkpoint.origin) ?? lie(`${path}: nobody lists the log ${checkpoint.origin}`);
  checkSignatures(checkpoint, state.log, path);
  must(index < checkpoint.size && climb(index, checkpoint.size, leaf(entry), hashes).equals(checkpoint.root), `${path}: the proof does not lead to the checkpoint's root`);
  must(checkpoint.size <= state.size && root(state.leaves, 0, checkpoint.size).equals(checkpoint.root), `${path}: its checkpoint is of another history than ${state.base}`);
  must(state.entries[index].equals(entry), `${path}: the log holds another record at ${index}`);
  const record = JSON.parse(entry);
  must(fragment.length === record.length && sha256(fragment).toString('hex') === record.hash, `${path}: the article is not what was signed`);
  must(path === `${record.address}.html` || (path.endsWith(`-${record.article}.html`) && path.startsWith(record.address.slice(0, -16))), `${path}: its record is of ${record.address}`);
  must(newest.get(record.article).revision === record.revision, `${path}: the log has revision ${newest.get(record.article).revision}, the page ${record.revision}`);
  state.pages++;
  return record.article;
}

const version = Math.max(...readdirSync(join(folder, 'metadata')).map(name => Number(/^(\d+)\.targets\.json$/.exec(name)?.[1] ?? 0)));
const target = JSON.parse(file(`metadata/${version}.targets.json`)).signed.targets['newsroom/logs.json'];
const logsBytes = file(`targets/newsroom/${target.hashes.sha256}.logs.json`);
must(sha256(logsBytes).toString('hex') === target.hashes.sha256 && logsBytes.length === target.length, 'logs.json is not the one that targets names');
for (const [desk, epochs] of Object.entries(JSON.parse(logsBytes).logs)) {
  const newest = new Map();
  const states = epochs.map(log => checkLog(log, desk, newest));
  const seen = new Set(walk(desk).filter(path => !path.endsWith("/index.html") && /^[^/]+\/(\d{4}\/\d{2}|about)\/[^/]+\.html$/.test(path)).map(path => checkPage(path, states, newest)));
  for (const [article, record] of newest) must(seen.has(article), `${record.address}: the log has it and no page shows it`);
  for (const state of states) console.log(`${state.base}: ${state.size} entries, ${state.tiles} tiles, ${state.pages} pages, root ${state.root.toString('hex').slice(0, 16)}`);
}
