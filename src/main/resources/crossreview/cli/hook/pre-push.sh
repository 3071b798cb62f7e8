#!/bin/sh
# crossreview hook, version 1: pre-push. Remove it with: crossreview hook git uninstall
# Each pushed commit needs an approved review of its changes; what cannot be checked is not pushed.
program=PROGRAM
[ -x "$program" ] || program=crossreview
refs=$(cat)
before="$(dirname "$0")/pre-push.before-crossreview"
if [ -x "$before" ]; then
  printf '%s\n' "$refs" | "$before" "$@" || exit $?
fi
# The branch of the remote that changes go to: what HEAD is there, else main or master.
main=
for name in HEAD main master; do
  [ -n "$main" ] || main=$(git rev-parse -q --verify "refs/remotes/$1/$name^{commit}")
done
printf '%s\n' "$refs" | {
  refused=0
  while read -r name new ref old; do
    case $new in *[!0]*) ;; *) continue ;; esac # a branch that is deleted, or no line
    if ! commit=$(git rev-parse -q --verify "$new^{commit}"); then
      echo "crossreview: $name is not a commit, so it is not pushed" >&2
      exit 1
    fi
    target=$main
    [ -n "$target" ] || target=$(git rev-parse -q --verify "$old^{commit}")
    if [ -z "$target" ] || ! base=$(git merge-base "$target" "$commit"); then
      echo "crossreview: $1 has no branch to compare $name with; the first push needs --no-verify" >&2
      exit 1
    fi
    [ "$(git rev-parse "$base^{tree}")" = "$(git rev-parse "$commit^{tree}")" ] && continue
    "$program" gate OPTIONS --base "$target" --head "$commit" </dev/null >&2 || refused=1
  done
  exit "$refused"
}
