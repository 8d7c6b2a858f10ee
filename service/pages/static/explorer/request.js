// A filled form as a request, and the same request as a line for a shell.

import { tokenFor } from "./tokens.js";

/** {method, path, headers, body}; body is undefined where the operation takes none. */
export function requestOf(form) {
  const given = [...new FormData(form)].filter(([, value]) => value !== "");
  const at = (place) =>
    given.filter(([name]) => name.startsWith(`${place}:`)).map(([name, value]) => [name.slice(place.length + 1), value]);
  const path = at("path").reduce(
    (whole, [name, value]) => whole.replace(`{${name}}`, encodeURIComponent(value)), form.dataset.path);
  const query = new URLSearchParams(at("query")).toString();
  const headers = Object.fromEntries(at("header"));
  const token = tokenFor(form.dataset.schemes);
  if (token) headers.Authorization = `Bearer ${token}`;
  const body = form.elements.body?.value;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  return { method: form.dataset.method, path: query ? `${path}?${query}` : path, headers, body };
}

/** One command for a shell; a token is in it as it is. */
export function curlOf({ method, path, headers, body }) {
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const parts = [`curl -i -X ${method} ${quoted(location.origin + path)}`];
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) parts.push(`--data ${quoted(body)}`);
  return parts.join(" \\\n  ");
}
