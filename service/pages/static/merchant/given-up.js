// What nobody waits for any more may have been done all the same. Whoever asks the very same once
// more while it could still be new, as a pass is for its minute, asks under the same key: the first
// answer comes, and counts once.

const GIVEN_UP = "seedbank.counter.given-up";

const all = () => JSON.parse(sessionStorage.getItem(GIVEN_UP) ?? "[]").filter(({ until }) => Date.now() < until);
const keep = (these) => sessionStorage.setItem(GIVEN_UP, JSON.stringify(these));
const wish = ({ key, ...fields }) => JSON.stringify(fields);

/** What was sent `to` an address got no answer, and could still be new for so long. */
export function giveUp({ to, fields }, livesMs) {
  if (livesMs) keep([...all().filter((each) => each.fields.key !== fields.key), { to, fields, until: Date.now() + livesMs }]);
}

/** The key under which the same was sent before, if nothing has been heard of it. */
export function keyBefore(to, fields) {
  return all().find((each) => each.to === to && wish(each.fields) === wish(fields))?.fields.key;
}

/** What has this key has an answer now. */
export const heardOf = (key) => keep(all().filter(({ fields }) => fields.key !== key));

export const forget = () => sessionStorage.removeItem(GIVEN_UP);
