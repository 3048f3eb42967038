// read.mjs PARSER FORMAT < feed: what a reader of JavaScript makes of it: {"title","entries":[{"id","title","link","time"}]}
import { readFileSync } from 'node:fs';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import RssParser from 'rss-parser';

const iso = (time) => new Date(time).toISOString();
const html = (links) => (links ?? []).find((link) => !link.rel || link.rel === 'alternate')?.href;
const text = (value) => (typeof value === 'object' && value !== null ? value.value : value);

const feedsmith = {
  rss: (feed) => ({ title: feed.title, entries: (feed.items ?? []).map((item) => ({ id: text(item.guid), title: item.title, link: item.link, time: iso(item.pubDate) })) }),
  atom: (feed) => ({ title: text(feed.title), entries: (feed.entries ?? []).map((item) => ({ id: item.id, title: text(item.title), link: html(item.links), time: iso(item.published) })) }),
  json: (feed) => ({ title: feed.title, entries: (feed.items ?? []).map((item) => ({ id: item.id, title: item.title, link: item.url, time: iso(item.date_published) })) }),
};

const readers = {
  feedsmith: (source, format) => feedsmith[format]({ rss: parseRssFeed, atom: parseAtomFeed, json: parseJsonFeed }[format](source)),
  'rss-parser': async (source) => {
    const feed = await new RssParser().parseString(source);
    return { title: feed.title, entries: (feed.items ?? []).map((item) => ({ id: item.guid ?? item.id, title: item.title, link: item.link, time: item.isoDate })) };
  },
};

const [parser, format] = process.argv.slice(2);
console.log(JSON.stringify(await readers[parser](readFileSync(0, 'utf8'), format)));
