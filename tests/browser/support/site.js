// Builds the repository's own site, or a changed copy of it, into a temporary folder.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const buildDate = "2026-11-24";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/// `change` may edit the copied sources in the folder that it is given. The result's `folder` holds
/// what is published.
export function buildSite(change) {
  const binary = process.env.ROLEPRESS_BINARY;
  if (!binary) throw new Error("ROLEPRESS_BINARY is not set; run ./rolepress test, which sets it");
  const base = mkdtempSync(join(tmpdir(), "rolepress-browser-"));
  const sources = join(base, "sources");
  mkdirSync(sources);
  for (const part of ["content", "layouts"]) {
    cpSync(join(project, part), join(sources, part), { recursive: true });
  }
  change?.(sources);
  const folder = join(base, "public");
  const run = spawnSync(binary, ["build", "--output", folder, "--date", buildDate], {
    cwd: sources,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`the site cannot be built:\n${run.stdout}${run.stderr}`);
  return { folder, sources, remove: () => rmSync(base, { recursive: true, force: true }) };
}

/// The paths of all pages of a built site: "/", "/roles/", "/404.html" …
export function pagePaths(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .map((path) => "/" + path.split(sep).join("/").replace(/(^|\/)index\.html$/, "$1"))
    .sort();
}
