#!/usr/bin/env bash
# Do two versions of the program give the same results, byte for byte? For changes that must not change a number.
#
#   tests/regression/same-results.sh OLD NEW [--quick]
#
# OLD and NEW: a published program (a folder that holds ioe) or a commit, which is then built in a folder of its own. Three jobs are run by both:
# the demonstration, models/cern-members (--quick: both with fewer orders and years) and, where ../shared stands beside the clone, sixteen WIOD
# years. Every CSV file is compared by SHA-256. Of a file that differs, the largest difference of each column of numbers is told as a share of
# the column's largest value. Exit code 0: all the same; 1: something differs.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
quick=""
[ "${3:-}" = --quick ] && quick=1
work=$(mktemp -d)
trap 'rm -rf "$work"; git -C "$root" worktree prune' EXIT

program() { # a folder with ioe, from a folder or a commit
  if [ -x "$1/ioe" ]; then (cd "$1" && pwd); return; fi
  git -C "$root" worktree add -q --detach "$work/tree-$2" "$1"
  dotnet publish "$work/tree-$2/src/IoEngine.Cli" -r linux-x64 -o "$work/program-$2" -v quiet >&2
  echo "$work/program-$2"
}

orders() { # 20,000 orders over sixteen years: a fixed sequence, no data
  awk 'BEGIN {
    split("DEU FRA CHE ITA ESP GBR USA JPN CHN POL ROU NLD SWE AUT TUR IND BRA KOR", country, " ")
    split("38000000 31000000 45000000 72000000 30200000 42100000 71300000 44100000 50000000 24100000 09300000 64200000", code, " ")
    print "order_id,date,supplier_id,supplier_country,purchase_code,value,currency"
    s = 1954
    for (i = 1; i <= 20000; i++) {
      s = (s * 16807) % 2147483647; c = country[s % 18 + 1]
      s = (s * 16807) % 2147483647; k = code[s % 12 + 1]
      s = (s * 16807) % 2147483647; v = (s % 2000000) / 100
      printf "W%d,%d-%02d-15,S%d,%s,%s,%.2f,%s\n", i, 1995 + i % 16, i % 12 + 1, s % 997, c, k, v, (i % 3 ? "EUR" : "CHF")
    }
  }'
}

wiod() { # the job of sixteen years
  local shared="$root/../shared/data"
  orders >"$work/orders.csv"
  awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "year,currency,per_usd"; next }
    $at["year"] >= 1995 && $at["year"] <= 2010 { print $at["year"] ",EUR," $at["EA19"]; print $at["year"] ",CHF," $at["CHE"] }' \
    "$shared/reference/fx_oecd_natcur_per_usd.csv" >"$work/fx.csv"
  printf 'country,group,from,to\nDEU,member,1954-09-29,\nFRA,host,1954-09-29,\nCHE,host,1954-09-29,\nPOL,member,1991-07-01,\nROU,member,2016-07-17,\n' >"$work/membership.csv"
  cat >"$work/run.json" <<JSON
{
  "name": "wiod2013",
  "tables": { "path": "$shared/wiod2013/{year}.zip", "years": "1995-2010", "outside": "error",
    "roles": { "valueAdded": ["PRIMARY"], "household": ["c37_HH", "c38_NPISH"], "government": ["c39_GOV"], "investment": ["c41_GFCF"] } },
  "orders": { "path": "orders.csv", "columns": { "scheme": "=CPV" } },
  "mapping": { "codes": "$root/data/concordances/cpv_wiod2013.csv" },
  "valuation": { "wholesale": { "sectors": ["c20"], "margin": 0.25 } },
  "currency": { "rates": "fx.csv", "report": "EUR" },
  "groups": { "membership": "membership.csv" },
  "analyses": { "decomposition": true },
  "output": { "formats": ["csv"] }
}
JSON
}

distance() { # column by column, as a share of the column's largest value
  awk -F, 'NR == FNR { if (FNR == 1) split($0, name); old[FNR] = $0; rows = FNR; next }
    { n = split(old[FNR], o); for (i = 1; i <= NF; i++) {
        if ($i ~ /^-?[0-9.]+([eE][-+]?[0-9]+)?$/ && o[i] ~ /^-?[0-9.]+([eE][-+]?[0-9]+)?$/) {
          a = o[i] < 0 ? -o[i] : o[i]; if (a > largest[i]) largest[i] = a
          d = $i - o[i]; if (d < 0) d = -d; if (d > apart[i]) apart[i] = d
        } else if (FNR > 1 && $i != o[i]) text[i]++ } last = FNR }
    END { if (last != rows) printf "      %d rows against %d\n", last, rows
      for (i in name) { if (apart[i] > 0) printf "      %s: %.1e of the largest value\n", name[i], apart[i] / (largest[i] ? largest[i] : 1)
        if (text[i]) printf "      %s: %d texts differ\n", name[i], text[i] } }' "$1" "$2"
}

old=$(program "$1" old)
new=$(program "$2" new)
wide=()
many=()
if [ -n "$quick" ]; then
  wide=(--set demo.orders=20000 --years 2005-2012)
  many=(--set demo.orders=20000 --years 2009-2012)
fi
jobs=(demo cern-members)
[ -d "$root/../shared/data/wiod2013" ] && { wiod; jobs+=(wiod); } || echo "without ../shared: the sixteen WIOD years are left out"
differ=0
compared=0
for job in "${jobs[@]}"; do
  for side in old new; do
    out="$work/$job-$side"
    case $job in
      demo) "${!side}/ioe" run "$root/models/demo/run.json" --out "$out" --quiet "${wide[@]}" >/dev/null ;;
      cern-members) "${!side}/ioe" run "$root/models/cern-members/run.json" --out "$out" --quiet "${many[@]}" >/dev/null ;;
      wiod) "${!side}/ioe" run "$work/run.json" --out "$out" --quiet >/dev/null ;;
    esac
  done
  for file in $( (cd "$work/$job-old" && ls *.csv; cd "$work/$job-new" && ls *.csv) | sort -u); do
    compared=$((compared + 1))
    if [ "$(sha256sum <"$work/$job-old/$file" 2>/dev/null)" = "$(sha256sum <"$work/$job-new/$file" 2>/dev/null)" ]; then continue; fi
    differ=$((differ + 1))
    echo "differs: $job/$file"
    if [ -f "$work/$job-old/$file" ] && [ -f "$work/$job-new/$file" ]; then distance "$work/$job-old/$file" "$work/$job-new/$file"; fi
  done
done
echo "$compared files compared, $differ differ"
[ "$differ" = 0 ]
