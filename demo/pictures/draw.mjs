// Draws the seven lead pictures of the demonstration newsroom: SVG by this script, turned into JPEG by Chromium.
// Usage: node draw.mjs [id…]   (needs node and chromium, nothing else; CHROMIUM names another browser)
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const W = 1600, H = 900, QUALITY = [.88, .82, .76, .7, .64, .58], LIMIT = 150_000;
const here = dirname(fileURLToPath(import.meta.url));
const ink = { deep: '#070d24', night: '#0d1838', blue: '#1b2f63', sea: '#35548f', mist: '#7d96c4', dusk: '#b98a94', dawn: '#f2914d', sun: '#ffc27a', paper: '#fbf1e2' };

// ---- shared parts: the same sky, stars, hills and light in every picture

function dice(seed) { // a small generator, so that every run draws the same picture
  let s = seed >>> 0;
  return () => { s = (s + 0x6d2b79f5) >>> 0; let t = Math.imul(s ^ (s >>> 15), s | 1); t ^= t + Math.imul(t ^ (t >>> 7), t | 61); return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
}

const n = v => Math.round(v * 10) / 10;
const stop = (at, color, opacity = 1) => `<stop offset="${at}" stop-color="${color}" stop-opacity="${opacity}"/>`;

const defs = `<defs>
<linearGradient id="sky" x2="0" y2="1">${stop(0, ink.deep)}${stop(.34, ink.night)}${stop(.62, ink.blue)}${stop(.84, '#4a5f96')}${stop(.95, ink.dusk)}${stop(1, ink.dawn)}</linearGradient>
<radialGradient id="glow">${stop(0, ink.sun, .95)}${stop(.22, ink.dawn, .6)}${stop(.55, ink.dawn, .18)}${stop(1, ink.dawn, 0)}</radialGradient>
<radialGradient id="halo">${stop(0, ink.sun, .55)}${stop(.5, ink.dawn, .16)}${stop(1, ink.dawn, 0)}</radialGradient>
<linearGradient id="warm" x2="1" y2="1">${stop(0, ink.sun)}${stop(1, '#e8743a')}</linearGradient>
<linearGradient id="page" x2=".5" y2="1">${stop(0, '#fffaf1')}${stop(1, '#f1dfc6')}</linearGradient>
<linearGradient id="metal" x2="0" y2="1">${stop(0, '#34467a')}${stop(1, '#101a3c')}</linearGradient>
<filter id="soft" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="18"/></filter>
<filter id="bloom" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="7"/></filter>
</defs>`;

function sky(seed, { stars = 120, down = 560 } = {}) {
  const d = dice(seed);
  let out = `<rect width="${W}" height="${H}" fill="url(#sky)"/>`;
  for (let i = 0; i < stars; i++) {
    const y = d() ** 1.5 * down;
    out += `<circle cx="${n(d() * W)}" cy="${n(y)}" r="${n(.8 + d() * 1.5)}" fill="#dfe8ff" opacity="${n((.25 + d() * .65) * (1 - y / down * .7))}"/>`;
  }
  return out;
}

function hills(seed, base, height, color, opacity = 1) {
  const d = dice(seed), a = d() * 6, b = d() * 6;
  let path = `M0 ${H}`;
  for (let x = 0; x <= W; x += 20) path += `L${x} ${n(base - height * (.5 + .32 * Math.sin(x / 260 + a) + .18 * Math.sin(x / 97 + b)))}`;
  return `<path d="${path}L${W} ${H}Z" fill="${color}" opacity="${opacity}"/>`;
}

const glow = (x, y, r, id = 'glow') => `<circle cx="${x}" cy="${y}" r="${r}" fill="url(#${id})"/>`;
const bar = (x, y, w, h, fill, opacity = 1) => `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${h / 2}" fill="${fill}" opacity="${opacity}"/>`;

/** The ionosphere: the faint arcs high up from which a skywave comes back. */
const ionosphere = [0, 1, 2].map(i => `<path d="M-100 ${230 - i * 30}Q800 ${50 - i * 34} 1700 ${230 - i * 30}" fill="none" stroke="${ink.mist}" stroke-width="${3 - i * .7}" opacity="${.36 - i * .1}"/>`).join('');

/** A glowing line: a wide soft one under a thin bright one. */
const beam = (path, width = 5, dash = '') => `<path d="${path}" fill="none" stroke="${ink.dawn}" stroke-width="${width * 2.6}" opacity=".5" filter="url(#bloom)" stroke-linecap="round"/>` +
  `<path d="${path}" fill="none" stroke="${ink.sun}" stroke-width="${width}" stroke-linecap="round" ${dash ? `stroke-dasharray="${dash}"` : ''}/>`;

// ---- the pictures

function genuine() {
  const cx = 1010, cy = 560;
  let rings = '';
  for (let i = 0; i < 11; i++) rings += `<circle cx="${cx}" cy="${cy}" r="${150 + i * 82}" fill="none" stroke="${ink.sun}" stroke-width="${n(4.2 - i * .28)}" opacity="${n((.5 - i * .042) * 100) / 100}"/>`;
  let lines = '';
  [[210, 1], [300, .7], [270, .7], [296, .7], [284, .7], [300, .7], [262, .7], [292, .7], [150, .7]].forEach(([w, o], i) => lines += i ? bar(38, 330 + i * 36, w, 13, '#54608a', o) : bar(38, 306, w, 24, ink.night));
  const teeth = Array.from({ length: 72 }, (_, i) => { const a = i / 72 * Math.PI * 2, r = i % 2 ? 122 : 134; return `${n(Math.cos(a) * r)} ${n(Math.sin(a) * r)}`; }).join('L');
  return sky(11) + ionosphere + glow(cx, cy, 620, 'halo') + rings + hills(3, 850, 130, '#142450') + hills(8, 900, 110, ink.deep) +
    `<g transform="translate(700 92) rotate(-7 190 360)">
     <rect x="16" y="30" width="380" height="724" rx="56" fill="#000" opacity=".45" filter="url(#soft)"/>
     <rect width="380" height="720" rx="54" fill="url(#metal)"/><rect x="1.5" y="1.5" width="377" height="717" rx="53" fill="none" stroke="#6f86bd" stroke-width="3" opacity=".6"/>
     <rect x="18" y="20" width="344" height="680" rx="38" fill="url(#page)"/>
     <clipPath id="screen"><rect x="18" y="20" width="344" height="680" rx="38"/></clipPath>
     <g clip-path="url(#screen)"><rect x="18" y="20" width="344" height="250" fill="${ink.blue}"/><circle cx="258" cy="196" r="66" fill="url(#warm)"/><path d="M18 270V206Q110 142 200 206T362 200V270Z" fill="${ink.night}"/>
     <g transform="translate(0 -6)">${lines}</g></g>
     <rect x="140" y="34" width="100" height="22" rx="11" fill="${ink.deep}"/></g>
     <g transform="translate(${cx} ${cy}) rotate(8)"><circle r="138" cx="6" cy="16" fill="#000" opacity=".38" filter="url(#bloom)"/>
     <path d="M${teeth}Z" fill="url(#warm)" stroke="url(#warm)" stroke-width="10" stroke-linejoin="round"/><circle r="104" fill="none" stroke="#fff4df" stroke-width="4" opacity=".75"/>
     <path d="M-48 4L-14 40L54 -38" fill="none" stroke="#fffaf1" stroke-width="24" stroke-linecap="round" stroke-linejoin="round"/></g>`;
}

function blocked() {
  const d = dice(5), top = 430, foot = 640, left = 330, right = 1270;
  let bricks = '';
  for (let row = 0; row < 7; row++)
    for (let x = left - (row % 2 ? 40 : 0); x < right; x += 80) {
      const x0 = Math.max(x, left), x1 = Math.min(x + 80, right);
      if (x1 - x0 > 6) bricks += `<rect x="${x0 + 2}" y="${top + row * 30 + 2}" width="${x1 - x0 - 4}" height="26" rx="4" fill="${['#17264f', '#1b2c5a', '#14224a', '#1f3163'][Math.floor(d() * 4)]}"/>`;
    }
  const way = (a, b) => `<path d="${a}" fill="${ink.dawn}" opacity=".55" filter="url(#soft)"/><path d="${a}" fill="url(#path)"/>` + (b ?? '');
  return `<defs><linearGradient id="path" x2="0" y2="1">${stop(0, '#ffe0ae')}${stop(.5, ink.dawn)}${stop(1, '#d9622f')}</linearGradient>
    <linearGradient id="ground" x2="0" y2="1">${stop(0, '#2b3a6b')}${stop(.35, '#131f47')}${stop(1, ink.deep)}</linearGradient>
    <linearGradient id="low" x2="0" y2="1">${stop(0, ink.deep)}${stop(.4, ink.night)}${stop(.7, '#35477f')}${stop(.9, ink.dusk)}${stop(1, ink.dawn)}</linearGradient></defs>` +
    sky(21, { down: 380 }) + `<rect width="${W}" height="520" fill="url(#low)"/>` + sky(21, { down: 330 }).replace(/^<rect[^>]*>/, '') + ionosphere +
    glow(800, 500, 560) + `<circle cx="800" cy="500" r="150" fill="#ffd9a0"/>` + beam('M430 155L1120 480', 5, '2 17') + hills(23, 530, 54, '#3b4878') +
    `<rect y="508" width="${W}" height="400" fill="url(#ground)"/>` +
    way('M735 900C640 800 190 760 196 640C200 560 420 530 690 510L694 514C440 540 262 570 262 640C262 720 720 770 850 900Z') +
    way('M750 900C880 770 1338 720 1338 640C1338 570 1160 540 906 514L910 510C1180 530 1400 560 1404 640C1410 760 960 800 865 900Z') +
    `<rect x="${left - 10}" y="${foot - 6}" width="${right - left + 20}" height="46" fill="#000" opacity=".5" filter="url(#bloom)"/>
     <rect x="${left}" y="${top}" width="${right - left}" height="${foot - top}" fill="#0b1534"/>${bricks}
     <rect x="${left - 12}" y="${top - 18}" width="${right - left + 24}" height="22" rx="5" fill="#2a3e74"/><rect x="${left - 12}" y="${top - 18}" width="${right - left + 24}" height="5" rx="2.5" fill="${ink.sun}" opacity=".75"/>` +
    beam('M800 838L430 155', 5, '2 17') + glow(430, 155, 100, 'halo') +
    `<circle cx="430" cy="155" r="9" fill="#fff3da"/>` + glow(800, 842, 130, 'halo') + `<circle cx="800" cy="842" r="15" fill="#fff3da"/>`;
}

function hand(x, y, scale, color, shade, flip) {
  const finger = (fx, fy, w, h, r) => `<rect x="${-w / 2}" y="${-h}" width="${w}" height="${h + 40}" rx="${w / 2}" fill="${color}" transform="translate(${fx} ${fy}) rotate(${r})"/>`;
  return `<g transform="translate(${x} ${y}) scale(${flip ? -scale : scale} ${scale})">
    <path d="M-44 70L-62 640H62L46 70Z" fill="${color}"/><path d="M-74 250L-88 640H88L72 250Q0 232 -74 250Z" fill="${shade}"/>
    ${finger(-51, -42, 29, 82, -11)}${finger(-18, -56, 31, 104, -3)}${finger(17, -54, 31, 98, 4)}${finger(49, -38, 27, 74, 12)}
    <rect x="-66" y="-64" width="130" height="156" rx="46" fill="${color}"/>
    <path d="M-60 40C-84 10 -112 -14 -116 -40C-118 -58 -94 -64 -84 -50C-72 -32 -52 -16 -40 -6Z" fill="${color}" stroke="${color}" stroke-width="8" stroke-linejoin="round"/>
    <path d="M-38 8Q-6 30 -22 76M-46 -22Q4 -2 48 -26" fill="none" stroke="${shade}" stroke-width="5" stroke-linecap="round" opacity=".55"/></g>`;
}

function acts() {
  const s = `fill="none" stroke="${ink.night}" stroke-width="10" stroke-linecap="round" stroke-linejoin="round"`;
  const signs = [
    `<path d="M-30 24Q-24 -18 22 -18M2 -40L26 -18L2 4" ${s}/>`,
    `<path d="M0 34C-44 4 -40 -32 -18 -32C-6 -32 0 -22 0 -18C0 -22 6 -32 18 -32C40 -32 44 4 0 34Z" fill="${ink.night}"/>`,
    `<path d="M-24 -30H24Q36 -30 36 -18V4Q36 16 24 16H2L-16 34V16H-24Q-36 16 -36 4V-18Q-36 -30 -24 -30Z" fill="${ink.night}"/>`,
    `<path d="M-22 -36H22V36L0 16L-22 36Z" fill="${ink.night}" stroke="${ink.night}" stroke-width="6" stroke-linejoin="round"/>`,
    `<path d="M-36 -24H36V26H-36ZM-34 -22L0 6L34 -22" ${s}/>`];
  const at = [[190, 640, .98], [495, 545, 1.08], [800, 610, 1.02], [1105, 530, 1.1], [1410, 630, .98]];
  const tone = [['#6f8cc9', '#2a437f'], ['#f0a063', '#a94f2c'], ['#8fa6d8', '#1f3569'], ['#e98a52', '#34508f'], ['#f3b888', '#b1562f']];
  return sky(31) + ionosphere + glow(800, 930, 900) + hills(14, 800, 150, '#22356a', .8) + hills(9, 880, 110, '#101c42', .9) +
    at.map(([x, y, k], i) => glow(x, y - 240 * k - 50, 190, 'halo') + hand(x, y, k, ...tone[i], i > 2) +
      `<g transform="translate(${x} ${n(y - 240 * k - 50)})"><circle r="76" fill="#000" opacity=".28" cy="8" filter="url(#bloom)"/><circle r="72" fill="url(#page)"/><circle r="72" fill="none" stroke="${ink.dawn}" stroke-width="5"/>${signs[i]}</g>`).join('');
}

function howWeCorrect() {
  const row = (y, w) => bar(96, y, w, 20, '#4b5987', .88);
  let rows = bar(96, 92, 400, 38, ink.night);
  [[180, 690], [228, 726], [276, 640], [420, 716], [468, 670], [516, 730], [564, 380]].forEach(([y, w]) => rows += row(y, w));
  const y = 348, at = [392, 436, 480, 524, 568];
  const stitches = at.map(x => `M${x} ${y - 34}L${x + 20} ${y + 34}`).join('');
  const loose = `M588 ${y + 34}C690 420 712 650 826 566C930 488 792 330 846 236C880 178 934 176 968 152`;
  return sky(41, { stars: 90 }) + ionosphere + glow(1230, 900, 760) + hills(17, 860, 120, '#1a2c5c') + hills(6, 910, 90, ink.deep) +
    `<defs><linearGradient id="thread" gradientUnits="userSpaceOnUse" x1="380" y1="300" x2="620" y2="400">${stop(0, '#ffa75e')}${stop(1, '#ea6a30')}</linearGradient>
     <linearGradient id="needle" x2="1" y2="0">${stop(0, '#aebbd8')}${stop(.5, '#fff')}${stop(1, '#8492b8')}</linearGradient></defs>
     <g transform="translate(270 96) rotate(-4 460 360)">
     <rect x="14" y="34" width="920" height="720" rx="10" fill="#000" opacity=".5" filter="url(#soft)"/>
     <path d="M0 10Q0 0 10 0H910Q920 0 920 10V620L820 720H10Q0 720 0 710Z" fill="url(#page)"/><path d="M920 620L820 720L812 640Q812 624 828 622Z" fill="#d8bf9c"/>
     ${rows}
     <path d="M106 ${y - 11}H452L440 ${y - 4}L458 ${y + 2}L444 ${y + 11}H106A11 11 0 0 1 106 ${y - 11}Z" fill="${ink.night}"/><path d="M524 ${y - 11}H800A11 11 0 0 1 800 ${y + 11}H516L530 ${y + 3}L512 ${y - 3}Z" fill="${ink.night}"/>
     <path d="${stitches}" stroke="#7c3514" stroke-width="11" stroke-linecap="round" opacity=".25" transform="translate(4 7)"/>
     <path d="${stitches}" stroke="url(#thread)" stroke-width="11" stroke-linecap="round"/>
     <path d="${loose}" fill="none" stroke="#000" stroke-width="9" opacity=".25" transform="translate(4 10)" filter="url(#bloom)"/>
     <path d="${loose}" fill="none" stroke="#ea6a30" stroke-width="9" stroke-linecap="round"/>
     <g transform="translate(968 152) rotate(-46)"><path d="M-14 -26Q0 -50 14 -26L10 60L0 300L-10 60Z" fill="#000" opacity=".3" transform="translate(12 0)" filter="url(#bloom)"/>
     <path d="M-13 -24Q0 -48 13 -24L9 60L0 300L-9 60Z" fill="url(#needle)"/><ellipse cy="-6" rx="4.5" ry="16" fill="${ink.night}"/></g></g>`;
}

function writeToUs() {
  const d = dice(51), shore = 560, lx = 1330;
  let waves = '';
  for (let i = 0; i < 120; i++) {
    const y = shore + 8 + d() ** 1.4 * 340, w = 20 + (y - shore) * .5 * d();
    waves += bar(n(d() * 1700 - 60), n(y), n(w), n(2 + (y - shore) / 130), '#8fa8da', n(.05 + d() * .14));
  }
  for (let i = 0; i < 46; i++) {
    const y = shore + 6 + i * 7.2, w = (16 + i * 3.6) * (.35 + d() * .8);
    waves += bar(n(lx - w / 2 + (d() - .5) * (10 + i * 1.6)), n(y), n(w), 3.4, ink.sun, n(.75 - i * .014));
  }
  return `<defs><linearGradient id="water" x2="0" y2="1">${stop(0, '#8d7a93')}${stop(.1, '#40538a')}${stop(.4, '#182856')}${stop(1, ink.deep)}</linearGradient>
    <linearGradient id="ray" x1="1" x2="0" y2="0">${stop(0, ink.sun, .34)}${stop(1, ink.sun, 0)}</linearGradient>
    <linearGradient id="dusk" x2="0" y2="1">${stop(0, ink.deep)}${stop(.42, ink.night)}${stop(.75, '#33467f')}${stop(.93, ink.dusk)}${stop(1, '#e9965f')}</linearGradient></defs>
    <rect width="${W}" height="${shore}" fill="url(#dusk)"/>` + sky(52, { stars: 150, down: 420 }).replace(/^<rect[^>]*>/, '') + ionosphere +
    `<path d="M980 ${shore}Q1120 ${shore - 30} 1210 ${shore - 44}T1450 ${shore - 58}T1700 ${shore - 40}V${shore + 2}H980Z" fill="#0e1a3f"/>
     <rect y="${shore}" width="${W}" height="${H - shore}" fill="url(#water)"/>${waves}
     <path d="M${lx} ${shore - 150}L500 ${shore - 340}V${shore - 110}Z" fill="url(#ray)"/>` + glow(lx, shore - 150, 250) +
    `<path d="M${lx - 15} ${shore - 48}L${lx - 9} ${shore - 136}H${lx + 9}L${lx + 15} ${shore - 48}Z" fill="#dfe6f5"/><path d="M${lx - 12.6} ${shore - 84}L${lx - 11} ${shore - 108}H${lx + 11}L${lx + 12.6} ${shore - 84}Z" fill="${ink.dawn}"/>
     <rect x="${lx - 11}" y="${shore - 160}" width="22" height="24" rx="3" fill="#fff2d2"/><path d="M${lx - 14} ${shore - 160}L${lx} ${shore - 176}L${lx + 14} ${shore - 160}Z" fill="#0b1534"/>` +
    beam(`M800 420Q1010 180 1230 ${shore - 190}`, 3.5, '1 15') +
    `<ellipse cx="560" cy="775" rx="300" ry="26" fill="#000" opacity=".4" filter="url(#soft)"/>` + glow(560, 490, 460, 'halo') +
    `<g transform="translate(290 300) rotate(-6 270 180)">
     <rect x="10" y="26" width="540" height="360" rx="22" fill="#000" opacity=".4" filter="url(#soft)"/>
     <rect width="540" height="360" rx="22" fill="url(#page)"/><path d="M8 352L212 168M532 352L328 168" stroke="#d9c19d" stroke-width="5" stroke-linecap="round"/>
     <path d="M10 12Q2 4 20 0H520Q538 4 530 12L300 214Q270 238 240 214Z" fill="#fffaf1" stroke="#d9c19d" stroke-width="5" stroke-linejoin="round"/>
     <g transform="translate(270 214)"><rect x="-64" y="-10" width="136" height="108" rx="20" fill="#000" opacity=".35" filter="url(#bloom)"/>
     <path d="M-40 -14V-44A40 40 0 0 1 40 -44V-14" fill="none" stroke="${ink.blue}" stroke-width="17"/><rect x="-66" y="-22" width="132" height="104" rx="20" fill="url(#warm)"/>
     <circle cy="22" r="15" fill="${ink.night}"/><path d="M-6 24H6L9 58H-9Z" fill="${ink.night}"/></g></g>`;
}

function shutdownsCounted() {
  const d = dice(64), cell = 62, gap = 14, cols = 31, rows = 20;
  const dark = [[7.6, 6.8, 3.4], [9.8, 8.8, 2.3], [20, 11.6, 2.7], [18.4, 13.2, 1.9], [23.4, 4.6, 1.5], [13.6, 14.6, 1.2], [4, 13, 1], [16.2, 5.2, .9], [26, 9, 1]];
  const lit = ['#ffe0b0', '#ffc983', '#fbb067', '#f39450', '#e07a42', '#c7663b'], low = ['#14214d', '#111c44', '#18275a'];
  let squares = '';
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < cols; c++) {
      const depth = Math.max(...dark.map(([x, y, k]) => k - Math.hypot(c - x, r - y) + (d() - .5) * .5));
      const tone = Math.sin(c / 3.3 + 1) + Math.cos(r / 2.7 + c / 6), pick = d();
      const i = Math.min(5, Math.max(0, Math.floor(2.9 - tone * 1.3 + (pick - .5) * 2.2 + (depth > -1 ? 1 : 0))));
      squares += `<rect x="${c * (cell + gap)}" y="${r * (cell + gap)}" width="${cell}" height="${cell}" rx="13" fill="${depth > 0 ? low[Math.floor(pick * 3)] : lit[i]}"/>`;
    }
  return `<defs><linearGradient id="floor" x2="1" y2="1">${stop(0, '#0f1a40')}${stop(1, ink.deep)}</linearGradient>
    <linearGradient id="fade" x2="0" y2="1">${stop(0, ink.deep, .62)}${stop(.3, ink.deep, 0)}</linearGradient></defs>
    <rect width="${W}" height="${H}" fill="url(#floor)"/><g transform="translate(-300 -60) skewX(-14) rotate(-9 1000 600)"><g filter="url(#soft)" opacity=".5">${squares}</g>${squares}</g>
    <rect width="${W}" height="${H}" fill="url(#fade)"/>`;
}

// ---- from SVG to JPEG

function about() {
  const d = dice(71);
  let lights = '', mast = '';
  for (let i = 0; i < 26; i++) lights += `<circle cx="${n(1180 + d() * 380)}" cy="${n(742 + d() * 46)}" r="${n(2 + d() * 2.4)}" fill="${ink.sun}" opacity="${n(.55 + d() * .45)}"/>`;
  for (let y = 400; y < 740; y += 36) { const w = 7 + (y - 380) * .085, v = 7 + (y - 344) * .085; mast += `M${n(560 - w)} ${y}L${n(560 + v)} ${y + 36}M${n(560 + w)} ${y}L${n(560 - v)} ${y + 36}`; }
  const way = 'M560 372L930 92L1352 742';
  return sky(71, { stars: 150 }) + ionosphere + glow(1360, 800, 520) + hills(31, 800, 60, '#24376c') + hills(37, 880, 150, '#142450') + glow(1352, 748, 150, 'halo') + lights +
    beam(way, 5, '2 17') + glow(930, 92, 130, 'halo') + `<circle cx="930" cy="92" r="9" fill="#fff3da"/>` +
    [46, 92, 140, 190].map((r, i) => `<circle cx="560" cy="372" r="${r}" fill="none" stroke="${ink.sun}" stroke-width="${4 - i * .7}" opacity="${n(.6 - i * .13)}"/>`).join('') +
    `<path d="M560 372L526 780H594Z${mast}" fill="none" stroke="#c9d5f2" stroke-width="4" stroke-linejoin="round"/>` + glow(560, 372, 90, 'halo') + `<circle cx="560" cy="372" r="9" fill="#fff3da"/>` + hills(43, 930, 190, ink.deep);
}

const pictures = { about, genuine, blocked, acts, 'how-we-correct': howWeCorrect, 'write-to-us': writeToUs, 'shutdowns-counted': shutdownsCounted };

function jpeg(svg, folder, quality) {
  const url = 'data:image/svg+xml;base64,' + Buffer.from(svg).toString('base64');
  const page = join(folder, 'page.html');
  writeFileSync(page, `<canvas id="c" width="${W}" height="${H}"></canvas><pre id="o"></pre><script>
    const i = new Image(); i.onload = () => { const c = document.getElementById('c'); c.getContext('2d').drawImage(i, 0, 0);
    document.getElementById('o').textContent = c.toDataURL('image/jpeg', ${quality}); }; i.src = ${JSON.stringify(url)};</script>`);
  const dom = execFileSync(process.env.CHROMIUM ?? 'chromium', ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`,
    '--virtual-time-budget=20000', '--dump-dom', `file://${page}`], { encoding: 'utf8', maxBuffer: 64e6, stdio: ['ignore', 'pipe', 'ignore'] });
  const data = dom.match(/data:image\/jpeg;base64,([A-Za-z0-9+/=]+)/);
  if (!data) throw new Error('the browser gave no picture');
  return Buffer.from(data[1], 'base64');
}

const folder = mkdtempSync(join(tmpdir(), 'draw-'));
try {
  for (const id of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(pictures)) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${W}" height="${H}" viewBox="0 0 ${W} ${H}">${defs}${pictures[id]()}</svg>`;
    const file = join(here, `${id}.jpg`);
    let picture;
    for (const quality of QUALITY)
      if ((picture = jpeg(svg, folder, quality)).length <= LIMIT) break;
    if (picture.length > LIMIT) throw new Error(`${id}.jpg stays over ${LIMIT} bytes`);
    writeFileSync(file, picture);
    console.log(`${id}.jpg ${picture.length}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
