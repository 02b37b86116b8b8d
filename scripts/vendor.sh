#!/bin/sh
# Copies the browser parts we use out of npm packages into the checkout, where they are committed.
# Only a maintainer who raises a version in package.json runs this; running and testing Akker never do.
# The fonts are the latin subset with the weight axis alone, untouched: together 70 kB.
# `scripts/vendor.sh && git diff --exit-code` proves that the committed copies are what the lock names.
set -eu
cd "$(dirname "$0")/.."
vendor=src/akker/web/static/vendor
icons=src/akker/web/icons

# Every icon a template names; an unknown name fails when the template is read.
names="
activity archive arrow-down arrow-left arrow-right arrow-up bell book-open building-2 calendar-days calendar-plus
check chevron-down chevron-left chevron-right circle circle-alert circle-check circle-dashed circle-dot circle-help
clipboard-check clock copy download ellipsis external-link eye eye-off file file-spreadsheet file-text filter flag
folder globe handshake heart-handshake history house info key-round languages layout-grid leaf library lightbulb
link list-checks lock log-in log-out mail map-pin menu message-circle messages-square minus pencil pencil-line
phone plus presentation printer refresh-cw rotate-ccw route save search send settings shapes skip-forward sprout
square-check target timer trash-2 triangle-alert undo-2 upload user-minus user-plus user-round users-round wheat x
"

npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

rm -rf "$vendor" "$icons" tests/vendor
mkdir -p "$vendor" "$icons" tests/vendor
put() { cp "node_modules/$1" "$2"; }
put htmx.org/dist/htmx.min.js "$vendor/htmx.min.js"
put htmx.org/LICENSE "$vendor/LICENSE-htmx.txt"
for font in fraunces atkinson-hyperlegible-next; do
  put "@fontsource-variable/$font/files/$font-latin-wght-normal.woff2" "$vendor/$font.woff2"
  put "@fontsource-variable/$font/LICENSE" "$vendor/LICENSE-$font.txt"
done
for name in $names; do put "lucide-static/icons/$name.svg" "$icons/$name.svg"; done
put lucide-static/LICENSE "$icons/LICENSE.txt"
put axe-core/axe.min.js tests/vendor/axe.min.js
put axe-core/LICENSE tests/vendor/LICENSE-axe.txt

find "$vendor" "$icons" tests/vendor -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs sha256sum > "$vendor/SHA256SUMS"
chmod 644 "$vendor"/* "$icons"/* tests/vendor/*
