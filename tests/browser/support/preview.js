// Runs `rolepress serve` on a copy of the repository's own sources.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/// Waits for the program's word that it listens. `change` may edit the copied sources before.
export async function startPreview({ change, port = 0, options = [] } = {}) {
  const binary = process.env.ROLEPRESS_BINARY;
  if (!binary) throw new Error("ROLEPRESS_BINARY is not set; run ./rolepress test, which sets it");
  const sources = mkdtempSync(join(tmpdir(), "rolepress-serve-"));
  for (const part of ["content", "layouts"]) {
    cpSync(join(project, part), join(sources, part), { recursive: true });
  }
  change?.(sources);
  const child = spawn(binary, ["serve", "--port", `${port}`, "--date", "2026-11-24", ...options], {
    cwd: sources,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ended = new Promise((done) => child.on("exit", (code, signal) => done({ code, signal })));
  const origin = await new Promise((ready, failed) => {
    child.stderr.on("data", (text) => (said += text));
    child.stdout.on("data", (text) => {
      said += text;
      const found = /Preview at (http:\/\/[0-9.:]+)/.exec(said);
      if (found) ready(found[1]);
    });
    ended.then((end) => failed(new Error(`serve ended with ${JSON.stringify(end)}:\n${said}`)));
  });
  return {
    origin,
    sources,
    said: () => said,
    stop: async (signal = "SIGINT") => {
      child.kill(signal);
      const end = await ended;
      rmSync(sources, { recursive: true, force: true });
      return end;
    },
  };
}
