#!/usr/bin/env bash
# Plants each bug of mutate.py in a copy of the scheduler and plays up to 20 seeds of the simulator until one breaks a rule.
# Prints a table; exit status 1 when a bug survives, or when the scheduler as it is breaks a rule itself.
#   simulator/mutations/run.sh            all of them
#   simulator/mutations/run.sh NAME...    only these
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
seeds=20
core=scheduler/src/main/java/dev/p2c2g/scheduler
play=simulator/src/main/java/dev/p2c2g/simulator

javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
case $("$javac" -version 2>&1) in
  "javac 2"[5-9]*) ;;
  *) echo "run.sh: needs a JDK 25; set JAVA_HOME to one" >&2; exit 2 ;;
esac
jspecify=$(find "${HOME}/.m2/repository/org/jspecify" -name 'jspecify-*.jar' 2>/dev/null | head -n 1)
if [ -z "$jspecify" ]; then
  echo "run.sh: jspecify is not in the local Maven repository; build the project once: ./p2c2g test -pl simulator -am" >&2
  exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Compiles the tree with one bug, or "none", and prints the first seed that finds it and the rule.
hunt() {
  local copy="$work/$1"
  mkdir -p "$copy/core" "$copy/classes"
  cp "$root/$core"/*.java "$copy/core"
  [ "$1" = none ] || python3 "$here/mutate.py" "$1" "$copy/core" || return 2
  "$javac" -nowarn -d "$copy/classes" -cp "$jspecify" "$copy/core"/*.java "$root/$play"/*.java "$here/Hunt.java" >&2 || return 2
  "$java" -cp "$copy/classes:$jspecify" dev.p2c2g.simulator.Hunt "$seeds"
}

if [ "$#" -gt 0 ]; then names=("$@"); else mapfile -t names < <(echo none; python3 "$here/mutate.py"); fi
failed=0
printf '%-24s %-5s %s\n' mutation seed "violated rule"
for name in "${names[@]}"; do
  if ! found=$(hunt "$name"); then exit 2; fi
  printf '%-24s %-5s %s\n' "$name" "${found%%$'\t'*}" "${found#*$'\t'}"
  case $name,$found in
    none,-*) ;;
    none,* | *,-*) failed=1 ;;
  esac
done
exit "$failed"
