// What only some searches need, fetched when they do: corrections, filters and counts, suggestions.

const one = 4; // what one slip costs
const near = 12; // in place of 16 for a word as it was typed
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

const mostUnlike = (word) => (word.length < 4 || /[^a-z]/.test(word) ? 0 : word.length < 6 ? 4 : word.length < 8 ? 6 : 8);
// First letters that are mistaken for each other.
const soundsLike = Object.fromEntries("aeo bd cks db eia fp gj hw iey jg kc li mn nkg oa pf qk rw scp tp uey vw wr xz yi zsx".split(" ").map(([letter, ...others]) => [letter, others]));
// The keys around each: a row and the next are 11 places apart.
const keyboard = "qwertyuiop asdfghjkl  zxcvbnm";
const besides = (letter) => [-11, -10, -1, 1, 10, 11].map((places) => keyboard[keyboard.indexOf(letter) + places]);
const shortSlip = 5; // letters of a word that may begin with the wrong key

export function extend({ cursor, decoder, load, spelling, scan, roles }) {
  // Facets: {values: [[value, label]], of: places of each role}; numbers: {of: one of each role}.
  function readColumn(bytes, roles) {
    const end = bytes.indexOf(10);
    const values = JSON.parse(decoder.decode(bytes.subarray(0, end))).map((entry) => {
      const [value, label = value] = [entry].flat();
      return [value, label];
    });
    const { number } = cursor(bytes, end + 1);
    const of = Array.from({ length: roles }, () =>
      values.length ? Array.from({ length: Math.min(number(), values.length) }, () => Math.min(number(), values.length - 1)) : number());
    return { values, of };
  }

  // The words, how common each is, and its letters as bits.
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

  // The known word that was most likely meant: near to what was typed, and common.
  async function nearest(word, isDoubtful) {
    let most = Math.min(mostUnlike(word), isDoubtful ? one : 2 * one);
    const own = lettersOf(word);
    // Two other letters make at least 3 of unlikeness.
    const isFar = (bits) => {
      let differing = 0;
      for (; bits; bits &= bits - 1) differing++;
      return differing * 3 > most * 2;
    };
    // A wrong key at the beginning comes last, and is the only slip then.
    const slip = !isDoubtful && word.length >= shortSlip && besides(word[0]);
    let best, nearness, least = Infinity;
    for (const first of most ? [[word[0], word[1]], soundsLike[word[0]], slip || []] : []) {
      if (first === slip) most = one;
      const files = await Promise.all([...new Set(first)].filter((letter) => spelling.includes(letter)).map((letter) => load(`s${letter}`, readSpelling)));
      for (const { known, uses, letters } of files) {
        for (let i = 0; i < known.length; i++) {
          if (Math.abs(known[i].length - word.length) > 2 || isFar(own ^ letters[i]) || known[i] === word || (isDoubtful && uses[i] < manyUses)) continue;
          const far = unlikeness(word, known[i], most);
          const odds = far * 8 - uses[i];
          if (far <= most && odds < least) [best, nearness, least] = [known[i], far, odds];
        }
      }
      if (nearness <= one) break;
    }
    return best;
  }

  const nearestTo = new Map();
  // What `one`, which a word finds, becomes with the word that was most likely meant.
  async function mend(word, one, resolve) {
    const key = word + !one; // nobody has it, or few
    if (!nearestTo.has(key)) nearestTo.set(key, await nearest(word, !!one));
    const known = nearestTo.get(key);
    const other = known && (await resolve(known, false, near));
    return other ? { ...other, lists: [...(one?.lists ?? []), ...other.lists], instead: known } : (one ?? { word });
  }

  const column = (name) => load(name, readColumn);

  // Without words all roles, the newest first.
  async function narrow(ranked, { filters = {}, facets: wantFacets, since, sort = ranked ? "" : "newest", today }) {
    const all = ranked ?? Array.from({ length: roles }, (_, doc) => doc);
    const days = today && (await column("closes")).of;
    const docs = days ? all.filter((doc) => !days[doc] || days[doc] >= today) : all;
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
    const posted = since ? (await column("posted")).of : [];
    const newer = left.filter((doc) => posted[doc] > since).length;
    if (sort === "pay" || sort === "newest") {
      const { of } = await column(sort === "pay" ? "pay" : "posted");
      left.sort((a, b) => of[b] - of[a]);
    }
    return { docs: left, facets, without, newer };
  }

  /// Up to `limit` queries that go on from what was typed, the commonest words first.
  async function suggest(prefix, limit = 6) {
    const typed = scan(prefix).at(-1)?.parts.at(-1) ?? "";
    if (!spelling.includes(typed[0] ?? " ") || /\s$/.test(prefix)) return [];
    const { known, uses } = await load(`s${typed[0]}`, readSpelling);
    return known
      .map((word, i) => [word, uses[i]])
      .filter(([word]) => word.startsWith(typed) && word !== typed)
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit)
      .map(([word]) => prefix.slice(0, Math.max(0, prefix.length - typed.length)) + word);
  }

  return { mend, narrow, suggest };
}
