// What the layers look for, and what they make of a sample.

import {html, useEffect, useState} from '/assets/lib/preact.js';
import {getFloats, postFloatsForJson} from '/assets/api.js';
import {Picture, stretched} from '/assets/pictures.js';
import {shape as shapeWords} from '/assets/words.js';

const MOST_CHANNELS = 64;

/** A layer's output: a picture for each channel; of signals, a row of one for each channel; or one strip. */
function Activation({activation}) {
    const values = Float32Array.from(activation.values);
    const dims = activation.shape;
    if (dims.length === 1) {
        const columns = Math.ceil(Math.sqrt(dims[0]));
        const padded = new Float32Array(columns * Math.ceil(dims[0] / columns));
        padded.set(stretched(values));
        return html`<${Picture} values=${padded} shape=${[Math.ceil(dims[0] / columns), columns, 1]} size=${Math.max(60, Math.min(160, columns * 8))}
            label=${`${activation.layer}, ${dims[0]} units`} />`;
    }
    const all = stretched(values);
    if (dims.length === 2) {
        const [length, channels] = dims;
        return html`<${Picture} values=${Float32Array.from(all, (_, i) => all[i % length * channels + Math.floor(i / length)])} shape=${[channels, length, 1]}
            size=${Math.max(160, Math.min(420, length * 6))} label=${`${activation.layer}, a row for each channel`} />`;
    }
    const [height, width, channels] = dims;
    return html`<div class="tiles">${Array.from({length: Math.min(channels, MOST_CHANNELS)}, (_, c) => html`<${Picture} key=${c} shape=${[height, width, 1]} size=${64}
        values=${Float32Array.from({length: height * width}, (_, i) => all[i * channels + c])} label=${`${activation.layer}, channel ${c + 1}`} />`)}</div>`;
}

export function Layers({model, base}) {
    const [sample, setSample] = useState(0);
    const [values, setValues] = useState(null);
    const [activations, setActivations] = useState([]);
    const [layer, setLayer] = useState(model.filters?.[0] ?? '');
    useEffect(() => {
        let isWanted = true;
        getFloats(`${base}/samples?from=${sample}`).then(async found => {
            const passed = await postFloatsForJson(`${base}/activations${model.classes.length > 0 ? '?class=0' : ''}`, found);
            if (isWanted) {
                setValues(found);
                setActivations(passed);
            }
        });
        return () => { isWanted = false; };
    }, [base, sample]);
    return html`<div class="columns">
        <section class="card"><h2>Activations of a sample</h2>
            <div class="row"><label>Test sample <input type="number" min="0" max=${model.samples - 1} value=${sample}
                onInput=${event => { const wanted = Number(event.target.value); if (wanted >= 0 && wanted < model.samples) setSample(wanted); }} /></label>
                <button onClick=${() => setSample(Math.floor(Math.random() * model.samples))}>Another</button></div>
            ${values && html`<figure style=${{margin: '.6rem 0'}}><${Picture} values=${values} shape=${model.picture} size=${110} label="The sample" /><figcaption>input</figcaption></figure>`}
            ${activations.map(activation => html`<figure key=${activation.layer} style=${{margin: '.6rem 0'}}><${Activation} activation=${activation} />
                <figcaption>${activation.layer}, ${shapeWords(activation.shape)}</figcaption></figure>`)}
        </section>
        ${model.filters?.length > 0 && html`<section class="card"><h2>Filters</h2>
            <label>Layer <select value=${layer} onChange=${event => setLayer(event.target.value)}>${model.filters.map(name => html`<option>${name}</option>`)}</select></label>
            <p class="small quiet">Weights on one scale: black is negative, grey 0, white positive.</p>
            <img class="pixels" src=${`${base}/filters/${layer}.png`} alt=${`Weights of ${layer} as pictures`} style=${{width: '100%', maxWidth: '560px'}} /></section>`}
    </div>`;
}
