// A board of any size, the same for the same number of roles: this project's sections, categories,
// platforms, texts and layouts, with made-up roles spread over the categories as Zipf's law has it.
// The same roles are written as a Hugo site beside it.
//
//     node tests/bench/build/corpus.js FOLDER ROLES

'use strict';
const fs = require('fs');
const path = require('path');

const PROJECT = path.resolve(__dirname, '../../..');
const FIRST_DAY = Date.UTC(2026, 4, 1);
const DAY_MS = 24 * 3600 * 1000;

// Numerical Recipes' 32-bit generator: small, and the same everywhere.
function randomSource(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const WORDS = (
  'review answer model rubric case evidence judgement client contract audit patient record dosage ' +
  'report claim ledger variance forecast circuit tolerance drawing survey translation idiom tone ' +
  'source dataset query index pipeline statute clause filing exhibit witness premium reserve risk ' +
  'policy exposure chart diagnosis triage protocol trial sample assay compound reaction yield ' +
  'market segment campaign brand supplier order stock route schedule site inspection hazard load').split(' ');
const PROFESSIONS = (
  'tax adviser|nurse|paralegal|civil engineer|actuary|translator|data analyst|pharmacist|editor|' +
  'architect|chemist|radiographer|auditor|software engineer|teacher|surveyor|statistician|midwife|' +
  'solicitor|economist').split('|');
const SOFTWARE =
  'Python|Excel|AutoCAD|Revit|SQL|SAP|Tableau|R|MATLAB|SolidWorks|Figma|Xero|Epic|Relativity'.split('|');
const COUNTRIES = 'GB US DE FR IE CA AU NL ES SE'.split(' ');
const PLATFORMS = [['mercor', 'work.mercor.com'], ['turing', 'work.turing.com'], ['micro1', 'jobs.micro1.ai']];

const capital = (text) => text[0].toUpperCase() + text.slice(1);

function makeRole(number, categories, weights) {
  const random = randomSource(number * 2654435761 + 1);
  random(2); random(2);
  const pick = (list) => list[random(list.length)];
  const some = (list, count) => [...new Set(Array.from({ length: count }, () => pick(list)))];
  const words = (count) => Array.from({ length: count }, () => pick(WORDS)).join(' ');
  const sentence = (count) => `${capital(words(count))}.`;
  const at = random(weights[weights.length - 1]);
  const [platform, host] = PLATFORMS[random(3)];
  const day = (offset) => new Date(FIRST_DAY + offset * DAY_MS).toISOString().slice(0, 10);
  const posted = random(150);
  return {
    slug: `${pick(WORDS)}-${pick(WORDS)}-reviewer-${number}`,
    title: `${capital(words(2))} reviewer ${number}`,
    platform,
    category: categories[weights.findIndex((limit) => at < limit)],
    min: 20 + random(60), max: 85 + random(90),
    apply: `https://${host}/jobs/${number}`,
    summary: sentence(18),
    professions: some(PROFESSIONS, 2), software: some(SOFTWARE, 2),
    tasks: some(WORDS, 3).map((word) => `check each ${word}`),
    requirements: some(WORDS, 2).map((word) => `two years with ${word}`),
    countries: some(COUNTRIES, 3),
    posted: day(posted), checked: day(posted + random(30)), closes: random(5) === 0 ? day(215 + random(300)) : '',
    body: `## What you do\n\n${sentence(40)} ${sentence(25)}\n\n- ${sentence(9)}\n- ${sentence(9)}\n\n` +
      `## How it runs\n\n${sentence(30)} See **${words(2)}** and ${words(12)}.\n`,
  };
}

const list = (items) => `[${items.join(', ')}]`;

function roleFile(role) {
  return `---
title: ${role.title}
platform: ${role.platform}
category: ${role.category}
pay: {min: ${role.min}, max: ${role.max}, currency: USD, unit: hour}
apply: ${role.apply}
summary: ${role.summary}
professions: ${list(role.professions)}
tasks: ${list(role.tasks)}
software: ${list(role.software)}
requirements: ${list(role.requirements)}
countries: ${list(role.countries)}
posted: ${role.posted}
checked: ${role.checked}
${role.closes && `closes: ${role.closes}\n`}---
${role.body}`;
}

// Hugo's own names for what it knows; the rest are parameters.
function hugoFile(role) {
  return `---
title: ${role.title}
slug: ${role.slug}
date: ${role.posted}
categories: ["${role.category.replace('/', '-')}"]
platform: ${role.platform}
pay: "$${role.min}–$${role.max}/hr"
apply: ${role.apply}
summary: ${role.summary}
professions: ${list(role.professions)}
tasks: ${list(role.tasks)}
software: ${list(role.software)}
requirements: ${list(role.requirements)}
countries: ${list(role.countries)}
${role.closes && `closes: ${role.closes}\n`}---
${role.body}`;
}

function makeCorpus(folder, count) {
  const board = path.join(folder, 'board');
  const hugo = path.join(folder, 'hugo');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(board, { recursive: true });
  fs.cpSync(path.join(PROJECT, 'layouts'), path.join(board, 'layouts'), { recursive: true });
  fs.cpSync(path.join(PROJECT, 'content'), path.join(board, 'content'), {
    recursive: true,
    filter: (source) => !source.startsWith(path.join(PROJECT, 'content/roles/')) &&
      !source.endsWith('search-tests.yaml'),
  });
  fs.cpSync(path.join(__dirname, 'hugo'), hugo, { recursive: true });
  fs.mkdirSync(path.join(board, 'content/roles'), { recursive: true });
  fs.mkdirSync(path.join(hugo, 'content/roles'), { recursive: true });
  const categories = fs.readdirSync(path.join(board, 'content/categories')).sort().flatMap((section) =>
    fs.readdirSync(path.join(board, 'content/categories', section)).sort()
      .map((name) => `${section}/${name.replace('.md', '')}`));
  let total = 0;
  const weights = categories.map((_, i) => (total += Math.ceil(100000 / (i + 1))));
  for (let number = 1; number <= count; ++number) {
    const role = makeRole(number, categories, weights);
    fs.writeFileSync(path.join(board, 'content/roles', `${role.slug}.md`), roleFile(role));
    fs.writeFileSync(path.join(hugo, 'content/roles', `${role.slug}.md`), hugoFile(role));
  }
}

module.exports = { makeCorpus };
if (require.main === module) makeCorpus(path.resolve(process.argv[2]), Number(process.argv[3]));
