// Answers queries with the browser's client, for the tests that compare it with the C++ reader.
// Usage: node answers.mjs CLIENT FOLDER < queries.json > answers.json

import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [client, folder] = process.argv.slice(2);
const { openIndex } = await import(pathToFileURL(client).href);
const fetch = async (url) => new Response(await readFile(new URL(url)));
const index = await openIndex(pathToFileURL(join(folder, "search/index.json")).href, { fetch });
const answers = [];
for (const query of JSON.parse(readFileSync(0, "utf8"))) {
  const { total, hits, corrected } = await index.search(query, { limit: 20 });
  answers.push({ total, slugs: hits.map((hit) => hit.slug), corrected: corrected ?? "" });
}
process.stdout.write(JSON.stringify(answers));
