// How long it takes from an edit to the fresh page, on boards of many roles.
//
//     ROLEPRESS_BINARY=build/release/rolepress node tests/bench/serve/latency.js 10000 100000

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const edits = 30;

// The repository's own roles again and again, each with a title and a text of its own.
function writeBoard(count) {
  const folder = mkdtempSync(join(tmpdir(), "rolepress-latency-"));
  for (const part of ["content", "layouts"]) {
    cpSync(join(project, part), join(folder, part), { recursive: true });
  }
  const roles = join(folder, "content/roles");
  const own = readdirSync(roles).filter((name) => name.endsWith(".md"));
  const texts = own.map((name) => readFileSync(join(roles, name), "utf8"));
  for (const name of own) rmSync(join(roles, name));
  for (let i = 0; i < count; ++i) {
    const text = texts[i % texts.length]
      .replace(/^title: .*$/m, `title: Reviewer of subject ${i}`)
      .replace(/^redirect_from: .*\n/m, "");
    writeFileSync(join(roles, `role-${i}.md`), `${text}\nSubject ${i}.\n`);
  }
  return folder;
}

async function start(folder) {
  const child = spawn(process.env.ROLEPRESS_BINARY, ["serve", "--port", "0", "--date", "2026-11-24"],
    { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  const origin = await new Promise((ready, failed) => {
    child.stdout.on("data", (text) => {
      said += text;
      const found = /Preview at (http:\/\/[0-9.:]+)/.exec(said);
      if (found) ready(found[1]);
    });
    child.on("exit", () => failed(new Error("serve ended")));
  });
  return { child, origin };
}

// Resolves with each announcement of the server.
async function* announcements(origin) {
  const answer = await fetch(`${origin}/__rolepress/events`);
  let rest = "";
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    rest += part;
    for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      const event = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (event.startsWith("data: ")) yield JSON.parse(event.slice(6));
    }
  }
}

async function measure(count) {
  const folder = writeBoard(count);
  const begun = performance.now();
  const { child, origin } = await start(folder);
  const startMs = performance.now() - begun;
  const news = announcements(origin);
  await news.next();
  const times = [];
  for (let i = 0; i < edits; ++i) {
    const slug = `role-${(i * 7919) % count}`;
    const name = join(folder, `content/roles/${slug}.md`);
    const text = readFileSync(name, "utf8").replace(/^title: .*$/m, `title: Edited number ${i}`);
    const before = performance.now();
    writeFileSync(name, text);
    const { value } = await news.next();
    if (value.problems.length > 0) throw new Error(JSON.stringify(value.problems[0]));
    const page = await (await fetch(`${origin}/roles/${slug}/`)).text();
    times.push(performance.now() - before);
    if (!page.includes(`Edited number ${i}`)) throw new Error(`${slug} is not fresh`);
  }
  child.kill("SIGINT");
  await new Promise((ended) => child.on("exit", ended));
  rmSync(folder, { recursive: true });
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(share * (times.length - 1))].toFixed(1);
  console.log(`${count} roles: start ${(startMs / 1000).toFixed(1)} s; edit to fresh page, ms: ` +
    `median ${at(0.5)}, 95th percentile ${at(0.95)}, most ${at(1)}`);
}

for (const count of process.argv.slice(2).map(Number)) {
  await measure(count);
}
process.exit(0);
