// What runs in the browser for each engine: `load()` fetches and starts it, `search(query)` gives the
// ids of the first results with their cards shown, best first.

import { mkdirSync, writeFileSync, readFileSync, cpSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const bytesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).size);

/// The generator's index, as built; its client and the index are asked for at once, as on the pages.
export function ours(folder, built) {
  cpSync(join(built, "search"), join(folder, "search"), { recursive: true });
  cpSync(join(built, "assets"), join(folder, "assets"), { recursive: true });
  const scripts = readdirSync(join(folder, "assets/js"));
  const [client, words] = ["search", "search-words"].map((name) => scripts.find((file) => file.startsWith(`${name}.`)));
  writeFileSync(join(folder, "engine.js"), `
    const href = new URL("search/index.json", import.meta.url).href;
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href }));
    const [{ openIndex }] = await Promise.all(["${client}", "${words}"].map((file) => import("./assets/js/" + file)));
    export const start = async () => {
      const index = await openIndex(href);
      return async (query, limit) => (await index.search(query, { limit })).hits.map(({ slug }) => parseInt(slug, 10));
    };`);
  return { files: [...bytesIn(join(folder, "search")), ...bytesIn(join(folder, "assets/search"))] };
}

/// MiniSearch with boosted titles, prefixes and fuzziness, as its documentation suggests.
export async function miniSearch(folder, documents) {
  const { default: MiniSearch } = await import("minisearch");
  const options = { fields: ["title", "facts", "body"], storeFields: ["title"] };
  const index = new MiniSearch(options);
  const began = performance.now();
  index.addAll(documents.map((d) => ({
    id: d.id, title: d.title, body: d.body,
    facts: [d.category, d.facets.location, d.facets.employer, d.facets.type, ...d.facets.software, d.pay?.text ?? ""].join(" "),
  })));
  const buildMs = performance.now() - began;
  cpSync(fileURLToPath(import.meta.resolve("minisearch")).replace(/dist.*/, "dist/es/index.js"), join(folder, "minisearch.js"));
  writeFileSync(join(folder, "index.json"), JSON.stringify(index));
  writeFileSync(join(folder, "engine.js"), `
    import MiniSearch from "./minisearch.js";
    export const start = async () => {
      const text = await (await fetch(new URL("index.json", import.meta.url))).text();
      const index = MiniSearch.loadJSON(text, ${JSON.stringify(options)});
      return async (query, limit) => index.search(query, { boost: { title: 4, facts: 2 }, prefix: true, fuzzy: 0.2 }).slice(0, limit).map(({ id }) => id);
    };`);
  return { files: [statSync(join(folder, "index.json")).size], buildMs };
}

/// Pagefind with weighted titles.
export async function pagefind(folder, documents) {
  const { createIndex } = await import("pagefind");
  const { index } = await createIndex();
  const began = performance.now();
  for (const d of documents) {
    const facts = [d.category, d.facets.location, d.facets.employer, d.facets.type, ...d.facets.software, d.pay?.text ?? ""].join(", ");
    const escape = (text) => text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
    await index.addHTMLFile({ url: `/${d.id}/`, content: `<html lang="en"><body><h1 data-pagefind-weight="10">${escape(d.title)}</h1><p data-pagefind-weight="4">${escape(facts)}</p><p>${escape(d.body)}</p></body></html>` });
  }
  mkdirSync(join(folder, "pagefind"), { recursive: true });
  await index.writeFiles({ outputPath: join(folder, "pagefind") });
  const buildMs = performance.now() - began;
  writeFileSync(join(folder, "engine.js"), `
    export const start = async () => {
      const pagefind = await import("./pagefind/pagefind.js");
      await pagefind.init();
      return async (query, limit) => {
        const { results } = await pagefind.search(query);
        const cards = await Promise.all(results.slice(0, Math.min(limit, 10)).map((result) => result.data()));
        const ids = cards.map(({ url }) => parseInt(url.slice(url.lastIndexOf("/", url.length - 2) + 1), 10));
        if (limit <= 10) return ids;
        const rest = await Promise.all(results.slice(10, limit).map((result) => result.data()));
        return [...ids, ...rest.map(({ url }) => parseInt(url.slice(url.lastIndexOf("/", url.length - 2) + 1), 10))];
      };
    };`);
  return { files: bytesIn(join(folder, "pagefind")), buildMs };
}
