// How long builds take, beside Hugo on the same roles and beside the floor. One table.
//
//     cmake --preset release -DROLEPRESS_BENCH=ON && cmake --build build/release
//     node tests/bench/build/bench.js [--roles 1000,10000,100000] [--folder /dev/shm/bench] [--no-hugo]
//
// Needs Debian's hugo and time. CPU seconds tell more than seconds where the machine does other
// work meanwhile. Every figure is the median of three runs, one for 100,000 roles and more.

'use strict';
const { execFileSync, spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { makeCorpus } = require('./corpus.js');

const PROJECT = path.resolve(__dirname, '../../..');
const option = (name, other) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? other : process.argv[at + 1];
};
const SIZES = option('--roles', '1000,10000').split(',').map(Number);
const FOLDER = path.resolve(option('--folder', '/dev/shm/rolepress-bench'));
const BINARY = path.resolve(option('--binary', path.join(PROJECT, 'build/release/rolepress')));
const FLOOR = path.join(path.dirname(BINARY), 'tests/bench/build/bench_floor');
const WITH_HUGO = !process.argv.includes('--no-hugo');

// Seconds, CPU seconds and megabytes of one run.
function measure(command, words, cwd) {
  const run = spawnSync('/usr/bin/time', ['-f', '%e %U %S %M', command, ...words],
    { cwd, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${command} ${words.join(' ')}: ${run.stderr}`);
  const [wall, user, sys, kb] = run.stderr.trim().split('\n').pop().split(' ').map(Number);
  return { wall, cpu: user + sys, mb: kb / 1024, out: run.stdout };
}

function median(runs) {
  const sorted = [...runs].sort((a, b) => a.cpu - b.cpu);
  return sorted[Math.floor(sorted.length / 2)];
}

const rows = [];
function note(roles, what, run, stages = '') {
  rows.push({ roles, what, ...run });
  const figures = `${run.wall.toFixed(2).padStart(9)} ${run.cpu.toFixed(2).padStart(9)} ${run.mb.toFixed(0).padStart(7)}`;
  console.log(`${String(roles).padStart(7)}  ${what.padEnd(24)} ${figures}  ${stages}`);
}

function stagesOf(output) {
  return [...output.matchAll(/^ *([\d.]+) ms {2}(\w+)$/gm)].map(([, ms, name]) => `${name} ${Math.round(ms)}`).join(', ');
}

function benchSize(roles) {
  const folder = path.join(FOLDER, String(roles));
  makeCorpus(folder, roles);
  const board = path.join(folder, 'board');
  const times = roles >= 100000 ? 1 : 3;
  const build = () => measure(BINARY, ['build', '--date', '2026-11-24', '--timings', '--max-delete', '100'], board);
  const repeat = (prepare, run) => median(Array.from({ length: times }, (_, i) => (prepare(i), run())));
  const forget = () => ['public', '.public.rolepress'].forEach((name) =>
    fs.rmSync(path.join(board, name), { recursive: true, force: true }));
  const role = path.join(board, 'content/roles', fs.readdirSync(path.join(board, 'content/roles'))[0]);
  const text = fs.readFileSync(role, 'utf8');
  let edition = 0;
  const edit = () => fs.writeFileSync(role, text.replace('summary: ', `summary: Edition ${++edition}. `));

  const cold = repeat(forget, build);
  note(roles, 'cold', cold, stagesOf(cold.out));
  const unchanged = repeat(() => {}, build);
  note(roles, 'nothing changed', unchanged, stagesOf(unchanged.out));
  edit();
  const first = build();
  note(roles, 'one role, first time', first, stagesOf(first.out));
  const one = repeat(edit, build);
  note(roles, 'one role changed', one, stagesOf(one.out));
  if (fs.existsSync(FLOOR)) {
    const floor = repeat((i) => fs.rmSync(path.join(folder, 'floor'), { recursive: true, force: true }),
      () => measure(FLOOR, [path.join(board, 'content'), path.join(board, 'public'), path.join(folder, 'floor')], folder));
    note(roles, 'floor', floor);
    fs.rmSync(path.join(folder, 'floor'), { recursive: true, force: true });
  }
  if (WITH_HUGO) {
    const hugo = repeat(() => fs.rmSync(path.join(folder, 'hugo-out'), { recursive: true, force: true }),
      () => measure('hugo', ['--quiet', '-d', path.join(folder, 'hugo-out')], path.join(folder, 'hugo')));
    note(roles, 'hugo', hugo);
    const times = (run) => `${(hugo.wall / run.wall).toFixed(1)} (CPU ${(hugo.cpu / run.cpu).toFixed(1)})`;
    console.log(`${' '.repeat(9)}times as fast as hugo: cold ${times(cold)}, nothing changed ${times(unchanged)}, one role ${times(one)}`);
  }
  fs.rmSync(folder, { recursive: true, force: true });
}

console.log(`  roles  ${'what'.padEnd(24)}   seconds       CPU      MB  stages, ms`);
if (WITH_HUGO) execFileSync('hugo', ['version']);
SIZES.forEach(benchSize);
