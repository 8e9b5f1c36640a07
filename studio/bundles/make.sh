#!/usr/bin/env bash
# Makes the libraries of the studio's page anew from the versions in package.json: one minified ES module for each of preact.js, uplot.js and
# codemirror.js, their licences in one text, and the SHA-256 of each file. Needs Node.js and npm; nothing else of the build does.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
lib="$here/../src/main/resources/dev/hourglass/studio/page/lib"
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

cp -- "$here"/package.json "$here"/*.js "$work"
cd "$work"
npm install --silent --no-audit --no-fund --no-package-lock
mkdir -p "$lib"
for bundle in preact uplot codemirror; do
    npx esbuild "$bundle.js" --bundle --minify --format=esm --target=es2022 --legal-comments=none --outfile="$lib/$bundle.js" \
        --metafile="$bundle.json" --log-level=warning
done
cp node_modules/uplot/dist/uPlot.min.css "$lib/uplot.css"

# The licence of every package of which a bundle holds a file.
node - > "$lib/LICENCES.txt" <<'JS'
const fs = require('fs');
const packages = new Set();
for (const bundle of ['preact', 'uplot', 'codemirror']) {
    for (const input of Object.keys(JSON.parse(fs.readFileSync(bundle + '.json')).inputs)) {
        const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
        if (found) packages.add(found[1]);
    }
}
const title = 'The libraries in this folder are built from these packages of the npm registry.';
const texts = [...packages].sort().map(name => {
    const folder = 'node_modules/' + name;
    const {version, license} = JSON.parse(fs.readFileSync(folder + '/package.json'));
    const file = fs.readdirSync(folder).find(f => /^licen[cs]e(\.|$)/i.test(f));
    if (!file) throw new Error('no licence of ' + name);
    return `${name} ${version}, ${license}\n\n${fs.readFileSync(folder + '/' + file, 'utf8').trim()}`;
});
process.stdout.write([title, ...texts].join('\n\n' + '-'.repeat(80) + '\n\n') + '\n');
JS
cd "$lib"
sha256sum ./*.js ./*.css LICENCES.txt | sed 's|  \./|  |' > SHA256SUMS
