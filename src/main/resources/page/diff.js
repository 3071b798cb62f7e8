// A text as rows: files, hunks and numbered lines of a unified diff, or the lines of a plain text. Pure.

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

// Without the prefix and the time that some programs add.
const cleanPath = (text) => text.replace(/\t.*$/, "").replace(/^[ab]\//, "");

export function isDiff(text) {
  return /^(diff --git |--- )/m.test(text) && /^@@ -\d/m.test(text);
}

// Rows: { kind: file|hunk|add|del|same|meta|text, text, old, new, path, at } where at is the line in the text, from 1.
export function rows(text) {
  const lines = text.split("\n");
  if (lines.length > 1 && lines[lines.length - 1] === "") lines.pop();
  if (!isDiff(text)) return lines.map((line, i) => ({ kind: "text", text: line, new: i + 1, at: i + 1, path: "" }));
  const result = [];
  let path = "", oldLine = 0, newLine = 0, oldLeft = 0, newLeft = 0;
  lines.forEach((line, i) => {
    const at = i + 1;
    const hunk = oldLeft <= 0 && newLeft <= 0 ? HUNK.exec(line) : null;
    if (hunk) {
      oldLine = +hunk[1]; newLine = +hunk[3];
      oldLeft = hunk[2] === undefined ? 1 : +hunk[2];
      newLeft = hunk[4] === undefined ? 1 : +hunk[4];
      result.push({ kind: "hunk", text: line, path, at });
    } else if (oldLeft > 0 || newLeft > 0) {
      const mark = line[0];
      if (mark === "+") { newLeft--; result.push({ kind: "add", text: line, new: newLine++, path, at }); }
      else if (mark === "-") { oldLeft--; result.push({ kind: "del", text: line, old: oldLine++, path, at }); }
      else if (mark === "\\") result.push({ kind: "meta", text: line, path, at });
      else { oldLeft--; newLeft--; result.push({ kind: "same", text: line, old: oldLine++, new: newLine++, path, at }); }
    } else if (line.startsWith("+++ ")) {
      const to = cleanPath(line.slice(4));
      if (to !== "/dev/null") path = to;
      const head = result.findLast((row) => row.kind === "file");
      if (head && !head.named) { head.path = path; head.named = true; head.text = path; }
      else result.push({ kind: "file", text: path, path, at, named: true });
    } else if (line.startsWith("--- ")) {
      path = cleanPath(line.slice(4));
      if (!pendingFile(result)) result.push({ kind: "file", text: path, path, at });
    } else if (line.startsWith("diff --git ")) {
      const both = line.slice(11);
      path = cleanPath(both.slice(0, both.length / 2 | 0));
      result.push({ kind: "file", text: path, path, at });
    } else {
      result.push({ kind: "meta", text: line, path, at });
    }
  });
  return result;
}

// Whether the newest file row has no hunk yet: then "---" belongs to it.
function pendingFile(result) {
  for (let i = result.length - 1; i >= 0; i--) {
    if (result[i].kind === "file") return true;
    if (result[i].kind !== "meta") return false;
  }
  return false;
}

export function files(all) {
  const found = [];
  let file = null;
  all.forEach((row, index) => {
    if (row.kind === "file") { file = { path: row.path, index, added: 0, removed: 0 }; found.push(file); }
    else if (file && row.kind === "add") file.added++;
    else if (file && row.kind === "del") file.removed++;
  });
  return found;
}

// The row that a finding cites: by the line of its text, else by path and line.
export function rowOf(all, citation) {
  if (!citation || !citation.line) return -1;
  const named = (row) => citation.path && (row.path === citation.path || row.path.endsWith("/" + citation.path));
  const inFile = all.findIndex((row) => row.new === citation.line && named(row));
  return inFile >= 0 ? inFile : all.findIndex((row) => row.at === citation.line);
}

// The row of another text that still has what was cited; -1 when it is gone or stands there more than once.
export function rowOfQuote(all, { path, quote }) {
  const wanted = (quote || "").trim();
  if (!wanted || wanted.includes("\n")) return -1;
  const same = (row) => row.new && (!path || row.path === path) && (row.kind === "text" ? row.text : row.text.slice(1)).trim() === wanted;
  const first = all.findIndex(same);
  return first === all.findLastIndex(same) ? first : -1;
}
