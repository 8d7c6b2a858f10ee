// JSON, indented, with its parts marked for colours. Built from nodes, never from markup.

const PARTS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g;

/** The nodes of a text: coloured if it is JSON, as it is otherwise. */
export function coloured(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return [text];
  }
  const indented = JSON.stringify(value, null, 2);
  const nodes = [];
  let end = 0;
  for (const found of indented.matchAll(PARTS)) {
    const [whole, string, colon] = found;
    nodes.push(indented.slice(end, found.index), marked(string ?? whole, string ? (colon ? "key" : "string") : "value"));
    if (colon) nodes.push(colon);
    end = found.index + whole.length;
  }
  return [...nodes, indented.slice(end)];
}

function marked(text, kind) {
  const span = document.createElement("span");
  span.className = `json-${kind}`;
  span.textContent = text;
  return span;
}
