#!/usr/bin/env bash
# Measures how long policy-audit takes for 100, 1,000 and 5,000 rules, and with --write puts the table into docs/reviewing.md.
# Build first: mvn -q -pl policy-audit -am -DskipTests package
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "$0")/../.." && pwd)
jar=$root/policy-audit/target/policy-audit.jar
runs=${RUNS:-5}
sizes=${SIZES:-100 1000 5000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -e "$jar" ] || { echo "$jar is not built" >&2; exit 2; }

# Five rules and three scopes for each resource.
policy() {
  awk -v rules="$1" 'BEGIN {
    print "policy 1\nissuer https://login.example.com/\n    audience https://orders.example.com"
    for (i = 0; i < rules / 5; i++) {
      printf "GET /res%d/** needs res%d:read\n", i, i
      printf "POST PUT /res%d/** needs res%d:write\n", i, i
      printf "DELETE /res%d/{id} needs res%d:write and res%d:admin\n", i, i, i
      printf "GET /res%d/{id}/log needs res%d:admin\n", i, i
      printf "ANY /res%d/{id}/internal is denied\n", i
    }
    print "everything else is denied"
  }'
}

# The median run by the clock: seconds of CPU, seconds of the clock.
measure() {
  local i TIMEFORMAT='%R %U %S'
  for ((i = 0; i < runs; i++)); do
    { time java -jar "$jar" "$@" > "$work/out" 2> "$work/err" || [ $? = 1 ]; } 2>> "$work/times"
  done
  sort -n "$work/times" | awk -v middle=$(((runs + 1) / 2)) 'NR == middle { printf "%.1f s CPU, %.1f s", $2 + $3, $1 }'
  rm "$work/times"
}

table() {
  local load cpu java
  load=$(cut -d' ' -f1 /proc/loadavg 2> /dev/null || echo "?")
  cpu=$(nproc 2> /dev/null || echo "?")
  java=$(java -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')
  echo "Measured on $(date -u +'%-d %B %Y') with JDK $java on $cpu cores, load average $load before: the median of $runs runs, JVM start"
  echo "included; the first figure is the CPU of all threads, the second the clock."
  echo
  echo '| Rules | Warnings | `check` | `matrix` | `matrix --format html` | `diff` with itself |'
  echo '|---|---|---|---|---|---|'
  for rules in $sizes; do
    policy "$rules" > "$work/p"
    local check matrix html diff warnings
    check=$(measure check "$work/p")
    warnings=$(sed -n '$s/.* \([0-9]*\) warnings.*/\1/p' "$work/out")
    matrix=$(measure matrix "$work/p")
    html=$(measure matrix --format html "$work/p")
    diff=$(measure diff "$work/p" "$work/p")
    echo "| $rules | $warnings | $check | $matrix | $html | $diff |"
  done
}

table | tee "$work/table"
if [ "${1:-}" = --write ]; then
  awk -v table="$work/table" '
    /^<!-- measured:/ { print; while ((getline line < table) > 0) print line; skip = 1 }
    /^<!-- end of what was measured -->/ { skip = 0 }
    !skip && !/^<!-- measured:/ { print }' "$root/docs/reviewing.md" > "$work/page"
  cp "$work/page" "$root/docs/reviewing.md"
fi
