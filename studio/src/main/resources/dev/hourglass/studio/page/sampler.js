// New samples, again and again.

import {html, useEffect, useState} from '/assets/lib/preact.js';
import {postFloats} from '/assets/api.js';
import {Problem} from '/assets/parts.js';
import {Tiles} from '/assets/pictures.js';

export function Sampler({model, base}) {
    const [seed, setSeed] = useState(1);
    const [temperature, setTemperature] = useState(100);
    const [label, setLabel] = useState(0);
    const [samples, setSamples] = useState(null);
    const [problem, setProblem] = useState('');
    useEffect(() => {
        let isWanted = true;
        postFloats(`${base}/sample?count=64&seed=${seed}&temperature=${temperature}&class=${label}`, new Float32Array())
            .then(found => isWanted && setSamples(found), error => setProblem(error.message));
        return () => { isWanted = false; };
    }, [base, seed, temperature, label]);
    return html`<section class="card">
        <div class="row">
            <button class="primary" onClick=${() => setSeed(seed + 1)}>Again</button>
            <label class="row">Temperature <input type="range" min="0" max="200" value=${temperature} onInput=${event => setTemperature(Number(event.target.value))} />
                <output class="mono">${(temperature / 100).toFixed(2)}</output></label>
            ${model.classes.length > 0 && html`<label>Class <select value=${label} onChange=${event => setLabel(Number(event.target.value))}>
                ${model.classes.map((name, i) => html`<option value=${i}>${name}</option>`)}</select></label>`}
            <span class="small quiet">seed ${seed}</span>
        </div>
        <${Problem} message=${problem} />
        <div id="samples" style=${{marginTop: '1rem', maxWidth: '760px'}}><${Tiles} values=${samples} shape=${model.picture} size=${88} label="Sample" /></div>
        <p class="small quiet">Codes are drawn from the standard normal distribution, times the temperature: below 1 samples are more typical, above 1 stranger.</p>
    </section>`;
}
