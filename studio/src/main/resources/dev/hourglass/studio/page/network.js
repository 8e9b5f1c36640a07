// A network as a diagram: its layers from left to right, as tall as their outputs are large.

import {html} from '/assets/lib/preact.js';
import {shape, whole} from '/assets/words.js';

const HEIGHT = 150;
const STEP = 92;
const WIDTH = 34;

const tall = size => Math.max(8, HEIGHT * Math.log2(1 + size) / 16);

function words(layer) {
    const name = layer.layer.split(/[ ,(]/)[0];
    return name.length > 14 ? name.slice(0, 13) + '…' : name;
}

export function Network({layers}) {
    const code = layers.findIndex(layer => layer.place.startsWith('decoder') || layer.place.startsWith('head')) - 1;
    const width = layers.length * STEP + 20;
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Diagram of the network">
        <svg class="network" viewBox=${`0 0 ${width} ${HEIGHT + 70}`} style=${{minWidth: width + 'px', maxWidth: width * 1.25 + 'px'}} role="img"
            aria-label=${'Layers from left to right: ' + layers.map(layer => `${layer.layer} ${shape(layer.output)}`).join(', ')}>
            ${layers.map((layer, i) => {
                const height = Math.min(HEIGHT, tall(layer.size));
                const middle = 10 + HEIGHT / 2;
                const left = 10 + i * STEP + (STEP - WIDTH) / 2;
                const next = layers[i + 1] && Math.min(HEIGHT, tall(layers[i + 1].size));
                return html`<g key=${i}>
                    <title>${`${layer.place} ${layer.layer}: ${shape(layer.output)}, ${whole(layer.parameters)} parameters`}</title>
                    ${next && html`<path style=${{opacity: .45}} d=${`M${left + WIDTH} ${middle - height / 2}L${left + STEP} ${middle - next / 2}V${middle + next / 2}L${left + WIDTH} ${middle + height / 2}z`} />`}
                    <rect class=${i === code ? 'code' : ''} x=${left} y=${middle - height / 2} width=${WIDTH} height=${height} rx="3" />
                    <text x=${left + WIDTH / 2} y=${HEIGHT + 26} text-anchor="middle">${words(layer)}</text>
                    <text class="quiet" x=${left + WIDTH / 2} y=${HEIGHT + 42} text-anchor="middle">${shape(layer.output)}</text>
                    <text class="quiet" x=${left + WIDTH / 2} y=${HEIGHT + 58} text-anchor="middle">${layer.parameters ? whole(layer.parameters) : ''}</text>
                </g>`;
            })}
        </svg>
    </div>`;
}

export function LayerTable({layers}) {
    return html`<details><summary class="small quiet">The layers as a table</summary><table>
        <thead><tr><th scope="col">place</th><th scope="col">layer</th><th scope="col">output</th><th scope="col" class="number">parameters</th></tr></thead>
        <tbody>${layers.map(layer => html`<tr><td>${layer.place}</td><td>${layer.layer}</td><td>${shape(layer.output)}</td>
            <td class="number">${layer.parameters ? whole(layer.parameters) : ''}</td></tr>`)}
            <tr><td></td><td></td><td>total</td><td class="number">${whole(layers.reduce((sum, layer) => sum + layer.parameters, 0))}</td></tr></tbody>
    </table></details>`;
}
