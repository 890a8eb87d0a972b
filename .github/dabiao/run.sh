#!/usr/bin/env bash
# Checks the policies named in DABIAO_POLICY, one a line: annotations on standard output, the gravest exit code at the end.
set -uo pipefail

policies=()
while IFS= read -r line || [[ -n $line ]]; do
    line="${line#"${line%%[![:space:]]*}"}"
    line="${line%"${line##*[![:space:]]}"}"
    [[ -z $line ]] || policies+=("$line")
done <<<"$DABIAO_POLICY"
if [[ ${#policies[@]} -eq 0 ]]; then
    echo "::error title=dabiao::no policy is named: set the input policy"
    exit 2
fi

lang=()
[[ -z ${DABIAO_LANG:-} ]] || lang=(--lang "$DABIAO_LANG")

worst=0
# The command's exit code: 1 for findings, 2 where it could not run.
keep() { (($1 <= worst)) || worst=$1; }

dabiao check --format github "${lang[@]}" -- "${policies[@]}"
checked=$?
keep $checked
if [[ -n ${DABIAO_SARIF:-} ]]; then
    # Said above already: what the findings are decides nothing a second time.
    dabiao check --format sarif "${lang[@]}" -- "${policies[@]}" >"$DABIAO_SARIF"
    keep $?
fi
if [[ ${DABIAO_FORMAT:-false} == true ]]; then
    dabiao fmt --check -- "${policies[@]}"
    keep $?
fi
# An invalid policy has no tests to run.
if [[ ${DABIAO_TEST:-true} == true && $checked -eq 0 ]]; then
    dabiao test --format github "${lang[@]}" -- "${policies[@]}"
    keep $?
fi
exit "$worst"
