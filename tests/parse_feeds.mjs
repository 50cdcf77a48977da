// node parse_feeds.mjs MODULES PARSER FILE: the entries of a feed, as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, parser, file] = process.argv.slice(2);
const load = createRequire(join(modules, "x.js"));
const text = readFileSync(file, "utf8");

const readers = {
  // what it reads of a category or an enclosure depends on the format: RSS has them
  "rss-parser": async () => {
    const Parser = load("rss-parser");
    const isRss = text.includes("<rss");
    const { items } = await new Parser().parseString(text);
    return items.map((item) => ({
      id: item.id ?? item.guid,
      link: item.link,
      title: item.title,
      published: item.isoDate,
      html: item["content:encoded"] ?? item.content,
      author: item.author ?? item.creator,
      tags: isRss ? (item.categories ?? []) : null,
      enclosures:
        isRss && item.enclosure
          ? [[item.enclosure.url, item.enclosure.type, item.enclosure.length]]
          : isRss
            ? []
            : null,
    }));
  },
  feedsmith: async () => {
    const { parseFeed } = load("feedsmith");
    const { format, feed } = parseFeed(text);
    return (feed.entries ?? feed.items ?? []).map(kinds[format]);
  },
};

const kinds = {
  atom: (entry) => ({
    id: entry.id,
    link: entry.links.find((link) => link.rel === "alternate").href,
    title: entry.title.value,
    published: entry.published,
    updated: entry.updated,
    html: entry.content.value,
    summary: entry.summary.value,
    authors: entry.authors.map((author) => author.name),
    tags: (entry.categories ?? []).map((category) => category.term),
    enclosures: entry.links
      .filter((link) => link.rel === "enclosure")
      .map((link) => [link.href, link.type, link.length]),
  }),
  rss: (item) => ({
    id: item.guid.value,
    link: item.link,
    title: item.title,
    published: item.pubDate,
    updated: item.atom.updated,
    html: item.content.encoded,
    summary: item.description,
    authors: item.dc.creators,
    tags: (item.categories ?? []).map((category) => category.name),
    enclosures: (item.enclosures ?? []).map((each) => [
      each.url,
      each.type,
      each.length,
    ]),
  }),
  json: (item) => ({
    id: item.id,
    link: item.url,
    title: item.title,
    published: item.date_published,
    updated: item.date_modified,
    html: item.content_html,
    summary: item.summary,
    authors: item.authors.map((author) => author.name),
    tags: item.tags ?? [],
    enclosures: (item.attachments ?? []).map((each) => [
      each.url,
      each.mime_type,
      each.size_in_bytes,
    ]),
  }),
};

console.log(JSON.stringify(await readers[parser]()));
