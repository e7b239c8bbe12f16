// Roles of one's own, alone in their category.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const hosts = { micro1: "https://jobs.micro1.ai/", mercor: "https://work.mercor.com/" };

const listOf = (name, values = []) =>
  values.length ? `${name}:\n${values.map((value) => `  - ${value}\n`).join("")}` : "";

/// Takes the other roles out of `category` and puts `roles` (slug → fields) in.
export function addRoles(sources, category, roles) {
  const folder = join(sources, "content/roles");
  for (const name of readdirSync(folder)) {
    if (readFileSync(join(folder, name), "utf8").includes(category)) rmSync(join(folder, name));
  }
  for (const [slug, role] of Object.entries(roles)) {
    const platform = role.platform ?? "micro1";
    const text =
      `---\ntitle: ${role.title}\nplatform: ${platform}\ncategory: ${category}\n` +
      `apply: ${hosts[platform]}\neligibility: Remote\ncountries: [GB]\nposted: ${role.posted ?? "2026-11-20"}\n` +
      (role.pay ? `pay: ${role.pay}\n` : "") +
      (role.checked ? `checked: ${role.checked}\n` : "") +
      (role.closes ? `closes: ${role.closes}\n` : "") +
      listOf("professions", role.professions) +
      listOf("tasks", role.tasks) +
      listOf("software", role.software) +
      "---\n";
    writeFileSync(join(folder, `${slug}.md`), text);
  }
}

/// Moves every role of the named sections to `category`, which then has a full page.
export function gatherRoles(sources, sections, category) {
  const folder = join(sources, "content/roles");
  const place = new RegExp(`^category: (${sections.join("|")})/.*$`, "m");
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const text = readFileSync(file, "utf8");
    const moved = text.replace(place, `category: ${category}`);
    if (moved !== text) writeFileSync(file, moved);
  }
}
