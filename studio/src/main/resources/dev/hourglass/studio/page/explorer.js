// Codes in a plane: the decoder draws what lies under the pointer.

import {html, useEffect, useMemo, useRef, useState} from '/assets/lib/preact.js';
import {getFloats, postFloats} from '/assets/api.js';
import {Picture, Tiles} from '/assets/pictures.js';
import {CodeNumbers, Legend, Scatter} from '/assets/scatter.js';
import {digits} from '/assets/words.js';

const MOST_SLIDERS = 64;

/** Asks one thing at a time; of those that come meanwhile only the last. */
export function useLatest(asking) {
    const state = useRef({isBusy: false, next: null});
    const asked = useRef(asking);
    asked.current = asking;
    return useMemo(() => async function ask(value) {
        if (state.current.isBusy) {
            state.current.next = {value};
            return;
        }
        state.current.isBusy = true;
        try {
            await asked.current(value);
        } finally {
            state.current.isBusy = false;
            const {next} = state.current;
            state.current.next = null;
            if (next) ask(next.value);
        }
    }, []);
}

/** The code at a place of the plane: a base, moved along two directions. */
function codeAt(model, axes, base, [x, y]) {
    const code = Float32Array.from(base);
    if (axes) {
        code[axes[0]] = x;
        if (model.code_size > 1) code[axes[1]] = y;
        return code;
    }
    const {mean, axes: [first, second]} = model.plane;
    // What the base has beside the plane stays.
    let u = 0;
    let v = 0;
    for (let d = 0; d < code.length; d++) {
        u += (base[d] - mean[d]) * first[d];
        v += (base[d] - mean[d]) * second[d];
    }
    for (let d = 0; d < code.length; d++) code[d] += (x - u) * first[d] + (y - v) * second[d];
    return code;
}

function placeOf(model, axes, code) {
    if (axes) return [code[axes[0]], model.code_size > 1 ? code[axes[1]] : 0];
    const {mean, axes: directions} = model.plane;
    return directions.map(direction => direction.reduce((sum, part, d) => sum + part * (code[d] - mean[d]), 0));
}

function Sliders({model, code, onChange}) {
    const [least, most] = model.ranges;
    const count = Math.min(MOST_SLIDERS, model.code_size);
    return html`<details open=${model.code_size <= 16}><summary>Dimensions of the code</summary><div class="sliders">
        ${Array.from({length: count}, (_, d) => {
            const margin = (most[d] - least[d] || 1) * 0.25;
            return html`<label for=${`dimension-${d}`}>${d + 1}</label>
                <input id=${`dimension-${d}`} type="range" step="any" min=${least[d] - margin} max=${most[d] + margin} value=${code[d]}
                    onInput=${event => onChange(d, Number(event.target.value))} />
                <output class="number">${digits(code[d])}</output>`;
        })}
    </div>${count < model.code_size && html`<p class="small quiet">The first ${count} of ${model.code_size}.</p>`}</details>`;
}

export function Explorer({model, base}) {
    const [axes, setAxes] = useState(model.code_size > 2 ? null : [0, Math.min(1, model.code_size - 1)]);
    const [part, setPart] = useState('test');
    const [places, setPlaces] = useState(null);
    const [code, setCode] = useState(Float32Array.from(model.ranges[2]));
    const [decoded, setDecoded] = useState(null);
    const [label, setLabel] = useState(0);
    const [hover, setHover] = useState(null);
    const [picked, setPicked] = useState([]);
    const [between, setBetween] = useState(null);
    const isConditional = model.classes.length > 0;
    const query = isConditional ? `?class=${label}` : '';

    useEffect(() => {
        // The numbers of samples mean others in another part.
        setPicked([]);
        setBetween(null);
        setHover(null);
    }, [part]);

    useEffect(() => {
        const where = axes ? `&x=${axes[0]}&y=${axes[1]}` : '';
        getFloats(`${base}/codes?part=${part}${where}`).then(setPlaces);
    }, [base, part, axes?.[0], axes?.[1]]);

    const decode = useLatest(async wanted => setDecoded(await postFloats(`${base}/decode${query}`, wanted)));
    useEffect(() => { decode(code); }, [code, label]);

    const look = useLatest(async sample => {
        if (sample < 0) {
            setHover(null);
            return;
        }
        const values = await getFloats(`${base}/samples?part=${part}&from=${sample}`);
        const own = isConditional ? `?class=${Math.max(0, places[3 * sample + 2])}` : '';
        setHover({sample, values, reconstruction: await postFloats(`${base}/reconstruct${own}`, values)});
    });

    async function pick(sample) {
        const values = await getFloats(`${base}/samples?part=${part}&from=${sample}`);
        const own = isConditional ? `?class=${Math.max(0, places[3 * sample + 2])}` : '';
        const found = await postFloats(`${base}/encode${own}`, values);
        setCode(found);
        setPicked(before => [...before.slice(-1), {sample, code: found}]);
    }

    useEffect(() => {
        if (picked.length < 2) return;
        const ends = new Float32Array(2 * model.code_size);
        ends.set(picked[0].code);
        ends.set(picked[1].code, model.code_size);
        postFloats(`${base}/interpolate${query}${query ? '&' : '?'}steps=11`, ends).then(setBetween);
    }, [picked, label]);

    const dimensions = Array.from({length: model.code_size}, (_, d) => html`<option value=${d}>dimension ${d + 1}</option>`);
    return html`<div class="explorer">
        <section class="card">
            <div class="row between small">
                <div class="row">
                    ${model.code_size > 2 && html`<label>Plane <select aria-label="Plane" value=${axes ? 'dimensions' : 'components'}
                        onChange=${event => setAxes(event.target.value === 'dimensions' ? [0, 1] : null)}>
                        <option value="components">the two directions that vary most</option><option value="dimensions">two dimensions</option></select></label>
                    ${axes && html`<select aria-label="Across" value=${axes[0]} onChange=${event => setAxes([Number(event.target.value), axes[1]])}>${dimensions}</select>
                        <select aria-label="Up" value=${axes[1]} onChange=${event => setAxes([axes[0], Number(event.target.value)])}>${dimensions}</select>`}`}
                    ${isConditional && html`<label>Class <select value=${label} onChange=${event => setLabel(Number(event.target.value))}>
                        ${model.classes.map((name, i) => html`<option value=${i}>${name}</option>`)}</select></label>`}
                </div>
                <label>Samples <select value=${part} onChange=${event => setPart(event.target.value)}>
                    <option value="test">test</option><option value="all">all ${model.all_samples}</option></select></label>
            </div>
            <${Scatter} places=${places} cursor=${placeOf(model, axes, code)} picked=${picked.map(one => one.sample)}
                label="Codes of samples. Drag, or use the arrows, to decode; shift and drag to move the view; wheel, plus and minus to zoom; 0 shows all."
                onMove=${at => setCode(codeAt(model, axes, code, at))} onHover=${look} onPick=${pick} />
            ${model.label_names && model.label_names.length <= 20 && html`<${Legend} names=${model.label_names} />`}
            <${CodeNumbers} places=${places} names=${model.label_names} />
            <p class="small quiet">Drag to decode what lies under the pointer; the arrows do the same. Click two samples for what lies between them. Shift and drag moves, the wheel zooms.</p>
        </section>
        <div>
            ${model.picture && html`<section class="card"><h2>Decoded</h2><div id="decoded">
                <${Picture} values=${decoded} shape=${model.picture} size=${290} label="The decoded code" /></div></section>`}
            <section class="card"><${Sliders} model=${model} code=${code} onChange=${(d, value) => { const next = Float32Array.from(code); next[d] = value; setCode(next); }} />
                <button onClick=${() => setCode(Float32Array.from(model.ranges[2]))}>To the mean</button></section>
            ${model.picture && html`<section class="card" style=${{minHeight: '9rem'}}><h2>${hover ? `Sample ${hover.sample}${model.label_names ? `, ${model.label_names[places[3 * hover.sample + 2]] ?? ''}` : ''}` : 'Sample under the pointer'}</h2>
                ${hover ? html`<div class="row"><figure><${Picture} values=${hover.values} shape=${model.picture} size=${110} label="The sample" /><figcaption>sample</figcaption></figure>
                    <figure><${Picture} values=${hover.reconstruction} shape=${model.picture} size=${110} label="Its reconstruction" /><figcaption>reconstruction</figcaption></figure></div>`
                : html`<p class="quiet small">Rest on a point.</p>`}</section>`}
        </div>
        ${between && model.picture && html`<section class="card wide"><h2>Between sample ${picked[0].sample} and sample ${picked[1].sample}</h2>
            <${Tiles} values=${between} shape=${model.picture} size=${84} label="Interpolation" /></section>`}
    </div>`;
}
