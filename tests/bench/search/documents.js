// Documents to search: a corpus file, or the project's own roles; and a board made of them.

import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const slugOf = (text) => text.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");

const places = ["Leeds", "Cardiff", "Belfast", "Dundee", "Truro", "Ipswich", "Lincoln", "Stirling"];

// Another posting of the same kind of work: identical ones would be shown as one role.
function vary(document, round) {
  const place = places[(round + document.title.length) % places.length];
  const sentences = document.body.replace(/\s+/g, " ").split(/(?<=[.!?]) /);
  const first = round % sentences.length;
  const body = [...sentences.slice(first), ...sentences.slice(0, first), `Posting ${round} for ${place}.`].join(" ");
  return { ...document, title: `${document.title.slice(0, 100)} (${place} ${round})`, body };
}

/// `count` documents of a gzipped JSON list of {title, category, facets, pay, body}, repeated with
/// variation where there are fewer.
export function readCorpus(path, count) {
  const documents = JSON.parse(gunzipSync(readFileSync(path)));
  return Array.from({ length: count }, (_, i) => {
    const round = Math.floor(i / documents.length);
    const document = documents[i % documents.length];
    return { ...(round ? vary(document, round) : document), id: i };
  });
}

function roleFile({ id, title, category, facets, pay, body }) {
  const line = (name, value) => (value && value.length ? `${name}: ${JSON.stringify(value)}\n` : "");
  const currency = { "£": "GBP", $: "USD" }[pay?.cur] ?? "EUR";
  return (
    `---\n${line("title", (title || "Untitled").slice(0, 118))}platform: bench\ncategory: jobs/${slugOf(category)}\n` +
    `apply: https://bench.example/${id}\ncountries: [GB]\n` +
    line("eligibility", [facets.location, facets.employer].filter(Boolean).join(", ").slice(0, 200)) +
    line("commitment", facets.type) +
    line("software", facets.software) +
    (pay && pay.min <= pay.max ? `pay: {min: ${pay.min}, max: ${pay.max}, currency: ${currency}, unit: year}\n` : "") +
    `---\n${body.replace(/[<>[\]`*_#|]/g, " ").trim()}\n`
  );
}

/// Writes content/ and layouts/ of a board with these documents as its roles.
export function writeBoard(folder, project, documents) {
  for (const part of ["roles", "sections", "categories/jobs"]) mkdirSync(join(folder, "content", part), { recursive: true });
  const write = (path, text) => writeFileSync(join(folder, "content", path), text);
  write("site.yaml", "name: Bench\nbase_url: https://bench.example\ndescription: A board to measure.\nopening: A board.\nvoucher: {name: A, title: B, about: C, call: D}\ndisclosure: {short: ad, apply: ad, footer: ad}\npublisher: {legal_name: A}\n");
  write("platforms.yaml", "platforms:\n  bench:\n    name: Bench\n    homepage: https://bench.example\n    jobs_page: https://bench.example\n    apply_hosts: [bench.example]\n    about: A platform.\n");
  write("sections/jobs.md", "---\nname: Jobs\n---\n");
  for (const category of new Set(documents.map((d) => d.category))) {
    write(`categories/jobs/${slugOf(category)}.md`, `---\nname: ${JSON.stringify(category)}\nlabel: ${JSON.stringify(slugOf(category))}\n---\n`);
  }
  for (const d of documents) write(`roles/${`${d.id}-${slugOf(d.title)}`.slice(0, 70).replace(/-+$/, "")}.md`, roleFile(d));
  cpSync(join(project, "content/synonyms.yaml"), join(folder, "content/synonyms.yaml"));
  cpSync(join(project, "layouts"), join(folder, "layouts"), { recursive: true });
}

/// The project's roles as documents, read from the pages of its built site.
export function readOwnRoles(publicFolder) {
  const text = (html) => html.replace(/<[^>]+>/g, " ").replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
  return readdirSync(join(publicFolder, "roles"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "page")
    .map((entry) => ({ slug: entry.name, html: readFileSync(join(publicFolder, "roles", entry.name, "index.html"), "utf8") }))
    .filter(({ html }) => !html.includes('http-equiv="refresh"'))
    .map(({ slug, html }, id) => ({
      id, slug, title: text(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)[1]), category: "", facets: { location: "", employer: "", type: "", software: [] },
      body: text(/<main[\s\S]*?<\/main>/.exec(html)[0]),
    }));
}
