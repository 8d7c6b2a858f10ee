// The words of scripts in the page's language: English stands in the scripts, the rest in `words/`.

export const lang = document.documentElement.lang;
/** What Intl is asked for: numbers and dates as this page's readers write them. */
export const locale = lang === "zh-CN" ? "zh-CN" : "en-GB";

const words = lang === "zh-CN" ? (await import("./words/zh-CN.js")).default : {};

/** The sentence in the page's language, with its `{values}`. Without a translation: as it is. */
export function say(sentence, values = {}) {
  const said = words[sentence] ?? sentence;
  return said.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? String(values[name]) : gap));
}
