// What only some searches need, fetched when they do: corrections, filters and counts, suggestions.

const one = 4; // what one slip costs
const sure = 24, near = 12, begun = 8; // what a word counts: as typed, as meant, in a form that titles do not use
const manyUses = 6; // the logarithm of a word's uses from which it is rather meant than a rare one
const facetNames = ["profession", "task", "software", "platform", "category", "eligibility"];

// How unlike what was typed is a known word: 4 for a letter too much, too few or another, less for
// slips that are common (a letter doubled or not, a vowel left out or mistaken, neighbours swapped).
// More than `most` gives any number above it.
export function unlikeness(typed, known, most) {
  const isVowel = (letter) => "aeiou".includes(letter);
  const less = (i) => (typed[i - 1] === typed[i - 2] ? 2 : 4);
  const more = (j) => (known[j - 1] === known[j - 2] ? 2 : isVowel(known[j - 1]) ? 3 : 4);
  let before, last, least = 0, row = [0];
  for (let j = 1; j <= known.length; j++) row[j] = row[j - 1] + more(j);
  for (let i = 1; i <= typed.length; i++) {
    const leastBefore = least;
    [before, last, row] = [last, row, [row[0] + less(i)]];
    for (let j = 1; j <= known.length; j++) {
      const [a, b] = [typed[i - 1], known[j - 1]];
      const other = a === b ? 0 : isVowel(a) && isVowel(b) ? 3 : 4;
      row[j] = Math.min(last[j] + less(i), row[j - 1] + more(j), last[j - 1] + other);
      if (i > 1 && j > 1 && a === known[j - 2] && typed[i - 2] === b) row[j] = Math.min(row[j], before[j - 2] + 3);
    }
    least = Math.min(...row);
    if (Math.min(least, leastBefore + 3) > most) return most + 1;
  }
  return row[known.length];
}

// How the words begin that are of one family with a word that nobody has: "truck" for "trucker".
const kinBeginning = (word) => word[6] && word.slice(0, Math.max(5, Math.ceil((word.length * 2) / 3)));
const mostUnlike = (word) => (word.length < 4 || /[^a-z]/.test(word) ? 0 : word.length < 6 ? 4 : word.length < 8 ? 6 : 8);
// First letters that are mistaken for each other.
const soundsLike = Object.fromEntries("aeo bd cks db eia fp gj hw iey jg kc li mn nkg oa pf qk rw scp tp uey vw wr xz yi zsx".split(" ").map(([letter, ...others]) => [letter, others]));
export function extend({ cursor, decoder, load, spelling, scan, stem, singular, roles }) {
  // {values: [[value, label]], of: the places of each role's}.
  function readFacet(bytes, roles) {
    const end = bytes.indexOf(10);
    const values = JSON.parse(decoder.decode(bytes.subarray(0, end))).map((entry) => {
      const [value, label = value] = [entry].flat();
      return [value, label];
    });
    const { number } = cursor(bytes, end + 1);
    const of = Array.from({ length: roles }, () => Array.from({ length: Math.min(number(), values.length) }, () => Math.min(number(), values.length - 1)));
    return { values, of };
  }

  // {of: one of each role}.
  function readNumbers(bytes, roles) {
    const { number } = cursor(bytes, bytes.indexOf(10) + 1);
    return { of: Array.from({ length: roles }, number) };
  }

  // The words, how common each is (0: only the editors know it), and its letters as bits.
  const readSpelling = (bytes) => {
    const { number, nextKey, more } = cursor(bytes);
    const known = [], uses = [];
    while (more()) {
      known.push(nextKey());
      uses.push(number());
    }
    return { known, uses, letters: Int32Array.from(known, lettersOf) };
  };
  function lettersOf(word) {
    let bits = 0;
    for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) - 97);
    return bits;
  }

  const spellingFiles = (letters) => Promise.all([...new Set(letters)].filter((letter) => spelling.includes(letter)).map((letter) => load(`s${letter}`, readSpelling)));
  async function usesOf(word) {
    const [file] = await spellingFiles(word[0]);
    return file?.uses[file.known.indexOf(word)] ?? 0;
  }

  // Whether it is spelt so: roles have it, or the editors know it.
  async function isWord(word, isOpen) {
    const [file] = await spellingFiles(word[0]);
    return file?.known.some((known) => known === word || known === singular(word) || (isOpen && known.startsWith(word)));
  }

  // The word that a roofer or an Ärztin is named after, where titles or facts have that.
  async function baseOf(word) {
    const base = word.replace(/(?:innen|ing|(?:ist|er|or)s?|in)$/, "");
    if (base === word) return;
    for (const known of [base, base + "e"]) if (known[3] && (await usesOf(known)) > 4) return known;
  }

  // The known word that was most likely meant: near to what was typed, and common. Where some roles
  // have the word as it is (`found`), far more must have the other.
  async function nearest(word, found) {
    let most = Math.min(mostUnlike(word), !found ? 2 * one : word.length < 8 ? one : 6);
    if (!most) return;
    const least = !found ? 0 : found.isOdd ? manyUses : Math.max(manyUses, 66 - 2 * Math.clz32(found.uses));
    const own = lettersOf(word);
    // Two other letters make at least 3 of unlikeness.
    const isFar = (bits) => {
      let differing = 0;
      for (; bits; bits &= bits - 1) differing++;
      return differing * 3 > most * 2;
    };
    let best, nearness, takesUnused, lowest = Infinity;
    async function look(letters, fits = () => true) {
      for (const { known, uses, letters: bits } of await spellingFiles(letters)) {
        for (let i = 0; i < known.length; i++) {
          const other = known[i];
          const longer = other.length - word.length;
          if (!(uses[i] || takesUnused) || longer > 2 || longer < -2 || isFar(own ^ bits[i]) || other === word || !fits(other)) continue;
          // A short word must not lose or change a consonant; all letters in another order may be further off.
          const limit = longer <= 0 && !other[4] ? Math.min(most, one - 1) : !found && !longer && own === bits[i] && word[5] ? 2 * one : most;
          const far = unlikeness(word, other, limit);
          const odds = far * 8 - uses[i];
          if (far > limit || odds >= lowest || (uses[i] < least && !(found.isOdd && stem(other) === found.name))) continue;
          [best, nearness, lowest] = [other, far, odds];
        }
      }
    }
    await look([word[0], word[1]]);
    if (!(nearness <= one)) await look(soundsLike[word[0]]);
    if (nearness < one || (nearness === one && word.length > 5) || found) return best && [best];
    if (!(nearness <= one) && (await baseOf(word))) return;
    const two = !best && (await split(word));
    if (two) return two;
    // The first letter wrong or missing comes last, and is the only slip then.
    const [whole] = [most, (most = one)];
    await look(spelling, (known) => known.endsWith(word.slice(1)) && (word.length > 4 || known.length > word.length));
    // A word that only the editors know comes after all that roles have.
    most = whole;
    takesUnused = !best;
    if (!best) await look(word[0]);
    return best && [best];
  }

  // Two common words that were written as one; of a doubled letter between them one may be left out.
  async function split(word) {
    let best, most = (32 - Math.clz32(roles)) >> 1;
    for (let i = 3; i < word.length - 1; i++) {
      for (const two of [0, 1].map((doubled) => [word.slice(0, i) + word.slice(i - doubled, i), word.slice(i)])) {
        const uses = (await usesOf(two[0])) > most ? Math.min(await usesOf(two[0]), await usesOf(two[1])) : 0;
        if (uses > most) [best, most] = [two, uses];
      }
    }
    return best;
  }

  const nearestTo = new Map();
  // What `one`, which a word finds, becomes with the word or words that were most likely meant.
  async function mend(word, one, resolve, isOpen) {
    const isRight = (!one || one.isOdd) && (await isWord(word, isOpen));
    const key = `${word} ${one && isOpen}`; // nobody has it, or few
    if (!isRight && !nearestTo.has(key)) nearestTo.set(key, await nearest(word, one));
    const known = (!isRight && nearestTo.get(key)) || [];
    const others = await Promise.all(known.map((instead) => resolve(instead, isOpen && !known[1], near)));
    if (!others.length || !others.every(Boolean) || (one && !one.isOdd && others[0].name === one.name)) {
      const kin = !one && !isRight && /^[a-z]+$/.test(word) && ((await baseOf(word)) ?? kinBeginning(word));
      return one ?? { ...(kin && (await resolve(kin, true))), word };
    }
    // A rare word of some title may be right after all: those roles come first.
    if (one && !one.isOdd && one.lists.some(([{ facts }]) => facts)) {
      const [{ weight, lists }] = others;
      return { ...one, weight, lists: [...one.lists.map(([term]) => [term, weight * near, weight * sure]), ...lists] };
    }
    return others.map((other, i) => {
      const lists = one?.lists.map(([term]) => [term, other.weight * (one.isOdd ? begun : near)]) ?? [];
      return { ...other, lists: [...lists, ...other.lists], instead: known[i] };
    });
  }

  const column = (name) => load(name, facetNames.includes(name) ? readFacet : readNumbers);

  // Without words all roles, the newest first.
  async function narrow({ docs: ranked, complete, full }, { filters = {}, facets: wantFacets, since, sort = ranked ? "" : "newest", today, outside }) {
    const all = ranked ?? Array.from({ length: roles }, (_, doc) => doc);
    const days = today && (await column("closes")).of;
    const live = days ? all.filter((doc) => !days[doc] || days[doc] >= today) : all;
    const categories = outside && (await column("category"));
    const own = categories?.values.findIndex(([value]) => value === outside);
    const docs = categories ? live.filter((doc) => !categories.of[doc].includes(own)) : live;
    const active = facetNames.filter((name) => filters[name]?.length);
    const names = wantFacets ? facetNames : active;
    const [pays, ...columns] = await Promise.all([filters.pay_min ? column("pay") : null, ...names.map(column)]);
    const wanted = names.map((name, i) => {
      const chosen = new Set([filters[name] ?? []].flat());
      return chosen.size ? columns[i].values.map(([value]) => chosen.has(value)) : null;
    });
    const counts = columns.map(({ values }) => new Int32Array(values.length));
    const without = {};
    const left = docs.filter((doc) => {
      const failed = pays && pays.of[doc] < filters.pay_min * 100 ? ["pay_min"] : [];
      names.forEach((name, i) => wanted[i] && !columns[i].of[doc].some((place) => wanted[i][place]) && failed.push(name));
      if (failed.length === 1) without[failed[0]] = (without[failed[0]] ?? 0) + 1;
      if (failed.length < 2) names.forEach((name, i) => (!failed.length || failed[0] === name) && columns[i].of[doc].forEach((place) => counts[i][place]++));
      return !failed.length;
    });
    const facets = {};
    names.forEach((name, i) => (facets[name] = columns[i].values.map(([value, label], place) => ({ value, label, count: counts[i][place] }))));
    const first = new Set(complete ?? left);
    const posted = since ? (await column("posted")).of : [];
    const newer = full && left.filter((doc) => first.has(doc) && posted[doc] >= since).length;
    if (sort === "pay" || sort === "newest") {
      const { of } = await column(sort === "pay" ? "pay" : "posted");
      left.sort((a, b) => first.has(b) - first.has(a) || of[b] - of[a]);
    }
    return { docs: left, full: full && left.filter((doc) => first.has(doc)).length, facets, without, newer };
  }

  /// Up to `limit` queries that complete the last word of what was typed, the commonest first.
  async function suggest(prefix, limit = 6) {
    const typed = scan(prefix).at(-1)?.parts.at(-1) ?? "";
    const before = prefix.slice(0, prefix.length - typed.length);
    const plain = prefix.slice(before.length).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    if (!typed || plain !== typed || /[.&]$/.test(before) || !spelling.includes(typed[0])) return [];
    const { known, uses } = await load(`s${typed[0]}`, readSpelling);
    return known
      .map((word, i) => [word, uses[i]])
      .filter(([word, n]) => n && word.startsWith(typed) && word !== typed)
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit)
      .map(([word]) => before + word);
  }

  return { mend, narrow, suggest };
}
