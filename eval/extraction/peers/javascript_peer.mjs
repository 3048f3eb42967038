// Runs Mozilla's Readability.js over pages: javascript_peer.mjs readability.js-jsdom|readability.js-linkedom
// It speaks as python_peer.py does. The packages are looked for in the folder that NODE_PACKAGES names.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';

const require = createRequire(process.env.NODE_PACKAGES + '/');
const { Readability } = require('@mozilla/readability');
const BLOCKS = new Set(['P', 'DIV', 'LI', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'TD', 'TH', 'BLOCKQUOTE', 'PRE', 'BR',
  'SECTION', 'FIGCAPTION']);

// The bytes as the page declares them; jsdom sees to that by itself.
function decoded(page) {
  const head = page.subarray(0, 4096).toString('latin1');
  const label = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(page);
  } catch {
    return new TextDecoder().decode(page);
  }
}

const PARSERS = {
  'readability.js-jsdom': () => {
    const { JSDOM, VirtualConsole } = require('jsdom');
    const virtualConsole = new VirtualConsole();
    return (page, url) => {
      const dom = new JSDOM(page, { url: url || 'https://page.example/', virtualConsole });
      return { document: dom.window.document, close: () => dom.window.close() };
    };
  },
  'readability.js-linkedom': () => {
    const { parseHTML } = require('linkedom');
    return (page) => ({ document: parseHTML(decoded(page)).document, close: () => {} });
  },
};

function textOf(node, parts = []) {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) parts.push(child.data);
    if (child.nodeType !== 1) continue;
    textOf(child, parts);
    if (BLOCKS.has(child.nodeName.toUpperCase())) parts.push('\n');
  }
  return parts;
}

function extract(parse, page, url) {
  const { document, close } = parse(page, url);
  try {
    const found = new Readability(document, { serializer: (node) => textOf(node).join('') }).parse();
    return { text: found?.content ?? '', title: found?.title ?? '', authors: found?.byline ?? '',
      date: found?.publishedTime ?? null };
  } finally {
    close();
  }
}

function answer(parse, task) {
  let page = readFileSync(task.path);
  if (task.path.endsWith('.gz')) page = gunzipSync(page);
  const started = process.cpuUsage();
  let record;
  try {
    record = extract(parse, page, task.url);
  } catch (error) {
    record = { error: String(error).slice(0, 200) };
  }
  const used = process.cpuUsage(started);
  return { id: task.id, ...record, ms: (used.user + used.system) / 1000 };
}

const name = process.argv[2];
const versionOf = (module) => {
  const file = readFileSync(`${process.env.NODE_PACKAGES}/node_modules/${module}/package.json`, 'utf8');
  return JSON.parse(file).version;
};
const parse = PARSERS[name]();
const tell = (value) => process.stdout.write(JSON.stringify(value) + '\n');
console.log = console.error;
tell({ version: `${versionOf('@mozilla/readability')}, ${name.split('-')[1]} ${versionOf(name.split('-')[1])}` });
for await (const line of createInterface({ input: process.stdin })) tell(answer(parse, JSON.parse(line)));
