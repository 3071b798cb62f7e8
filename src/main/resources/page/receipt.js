// Whether a receipt is signed by the key that it names, checked here and not by the daemon that gave it.

// RFC 8785: names in the order of their UTF-16 units, no white space. Receipts hold texts, whole numbers, lists and objects.
export function canonical(value) {
  if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return "{" + Object.keys(value).sort().map((name) => JSON.stringify(name) + ":" + canonical(value[name])).join(",") + "}";
}

const bytes = (base64) => Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (each) => each.toString(16).padStart(2, "0")).join("");

// "whole", "other" (signed by another key than that of this daemon) or "altered".
export async function checked(receipt, own) {
  const der = bytes(receipt.key.public);
  const key = await crypto.subtle.importKey("spki", der, { name: "Ed25519" }, false, ["verify"]);
  const signed = new TextEncoder().encode(canonical({ content: receipt.content, key: receipt.key }));
  const holds = await crypto.subtle.verify({ name: "Ed25519" }, key, bytes(receipt.signature), signed);
  const named = hex(await crypto.subtle.digest("SHA-256", der)) === receipt.key.fingerprint;
  if (!holds || !named || receipt.key.algorithm !== "Ed25519") return "altered";
  return receipt.key.public === own.public ? "whole" : "other";
}
