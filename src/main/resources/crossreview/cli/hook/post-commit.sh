#!/bin/sh
# crossreview hook, version 1: post-commit. Remove it with: crossreview hook git uninstall
# Reviews the commits of the branch in the background; the result of git is never changed by it.
program=PROGRAM
[ -x "$program" ] || program=crossreview
status=0
before="$(dirname "$0")/post-commit.before-crossreview"
if [ -x "$before" ]; then
  "$before" "$@" || status=$?
fi
folder=$(git rev-parse --git-dir) || exit "$status"
for busy in rebase-merge rebase-apply MERGE_HEAD CHERRY_PICK_HEAD REVERT_HEAD; do
  [ -e "$folder/$busy" ] && exit "$status"
done
log="$folder/crossreview.log"
nohup "$program" review OPTIONS --start --branch </dev/null >"$log" 2>&1 &
exit "$status"
