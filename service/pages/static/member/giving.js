// Giving collected seeds to a charity, for good.

import { get, send } from "./api.js";
import { dialog } from "./dialog.js";
import { empty, list, name, row, say, soft } from "./dom.js";
import { button, field, form } from "./press.js";
import { counted, grouped, moment, seeds } from "./words.js";

export const giving = {
  id: "giving",
  title: "Give to a charity",
  async load() {
    const [{ charities }, { available }] = await Promise.all([get("/v1/charities"), get("/v1/me/purse")]);
    return { charities, available };
  },
  draw({ charities, available }, { again }) {
    if (charities.length === 0) return empty("No charity yet", "When one joins the programme, you can give seeds to it here.");
    const asOf = charities.map((each) => each.counted_at).filter(Boolean).sort().at(-1);
    return [
      list(charities.map((each) => line(each, available, again))),
      soft(available > 0 ? "A new gift shows in the totals within ten minutes." : "Collected seeds can be given: there are none to give yet."),
      asOf && soft(`Totals as of ${moment(asOf)}.`),
    ];
  },
};

function line({ id, name: called, given, gifts }, available, again) {
  const total = gifts > 0 ? `${seeds(given)} in ${counted(gifts, "gift")}, from all members` : "Nobody has given yet: be the first";
  const give = button("Give", async () => {
    if (await ask(id, called, available)) await again();
  }, { kind: "small quiet", id: `give-${id}`, about: `to ${called}` });
  return row({ title: name(called), details: [total], end: available > 0 && give });
}

/** True once the seeds are given. */
const ask = (charity, called, available) =>
  dialog(`Give to ${called}`, (close) => {
    const many = field("How many seeds", "gift", { type: "text", inputmode: "numeric", autocomplete: "off", maxlength: 9, hint: `A whole number, up to ${grouped(available)}.` });
    const give = async ({ gift }) => {
      const { seeds: given } = await send("POST", "/v1/me/gifts", { charity, seeds: whole(gift) });
      say(`${seeds(given)} given to ${called}. Thank you.`);
      close(true);
    };
    return [
      soft("A gift is for good: it cannot be taken back. It counts neither for a score nor for a rank."),
      form([many], "Give", give, { id: "gift", more: [button("Not now", () => close(), { kind: "quiet" })] }),
    ];
  });

function whole(text) {
  if (!/^[1-9]\d{0,8}$/.test(text.trim())) throw Object.assign(new Error("Type a whole number of seeds."), { status: 0 });
  return Number(text.trim());
}
