#!/usr/bin/env bash
# Makes sure that `dabiao` can be called by the steps that follow: the one on the path, else one built from this checkout.
set -euo pipefail
if command -v dabiao >/dev/null; then
    dabiao --version
    exit 0
fi
cargo install --locked --path "$ACTION_PATH/crates/cli" --root "$RUNNER_TEMP/dabiao"
echo "$RUNNER_TEMP/dabiao/bin" >>"$GITHUB_PATH"
