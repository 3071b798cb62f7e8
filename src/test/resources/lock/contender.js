// A contender with proper-lockfile: takes the lock of each folder that it is told, adds one to the
// folder's counter, and says when and what, and when it made and removed lock directories, which
// the package itself does not tell. Times are CLOCK_MONOTONIC in nanoseconds.
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const lockfile = require('proper-lockfile');

const name = process.argv[2];
const options = {
  realpath: false,
  stale: 2000, // the least that the package takes
  update: 1000,
  retries: { retries: 400, factor: 1, minTimeout: 15, maxTimeout: 30 },
  fs: watched(fs),
  onCompromised: () => {}, // somebody took it; the next look at the counter shows what came of it
};

let made = 0n; // the last lock directory of this folder
let removed = [];

/** The steps that matter at once, so that their times are exact; the answer comes later. */
function watched(real) {
  const step = (name, note) => (file, callback) => {
    try {
      real[name](file);
      note();
    } catch (e) {
      setImmediate(callback, e);
      return;
    }
    setImmediate(callback, null);
  };
  return {
    ...real,
    mkdir: step('mkdirSync', () => (made = process.hrtime.bigint())),
    rmdir: step('rmdirSync', () => removed.push(process.hrtime.bigint())),
  };
}

async function take(folder) {
  made = 0n;
  removed = [];
  const target = path.join(folder, 'counter');
  let release;
  try {
    release = await lockfile.lock(target, { ...options, lockfilePath: path.join(folder, '.lock') });
  } catch (e) {
    console.log(`FAIL ${name} ${folder} ${e.code || e.message} - - ${removed}`);
    return;
  }
  const acquired = process.hrtime.bigint();
  const before = Number(fs.readFileSync(target, 'utf8'));
  await new Promise((done) => setTimeout(done, 3));
  const temporary = path.join(folder, `${name}.new`);
  fs.writeFileSync(temporary, String(before + 1));
  fs.renameSync(temporary, target);
  const committed = process.hrtime.bigint();
  try {
    await release();
  } catch (e) {
    // it was taken from us
  }
  console.log(`DONE ${name} ${folder} ${acquired} ${committed} ${before} ${made} ${removed}`);
}

console.log('READY');
readline.createInterface({ input: process.stdin }).on('line', (folder) => take(folder));
