// One run: how it goes, what it is, and what can be done with it.

import {html, useEffect, useMemo, useRef, useState} from '/assets/lib/preact.js';
import {getJson, postJson} from '/assets/api.js';
import {Chart} from '/assets/chart.js';
import {LayerTable, Network} from '/assets/network.js';
import {Problem, State, useFetched} from '/assets/parts.js';
import {Snapshots} from '/assets/snapshots.js';
import {epochsDone, isRunning, runs, secondsLeft} from '/assets/state.js';
import {digits, duration, whole} from '/assets/words.js';

/** The epochs so far; only new ones are asked for. */
export function useHistory(id, lines) {
    const [history, setHistory] = useState(null);
    const known = useRef(null);
    useEffect(() => {
        let isWanted = true;
        const before = known.current && known.current.lines <= lines ? known.current : null;
        if (lines === 0 || (before && before.lines === lines)) return undefined;
        getJson(`/api/runs/${id}/history?after=${before?.lines ?? 0}`).then(found => {
            if (!isWanted) return;
            const joined = {lines: found.lines};
            for (const key of Object.keys(found)) {
                if (key !== 'lines') joined[key] = before ? before[key].concat(found[key]) : found[key];
            }
            known.current = joined;
            setHistory(joined);
        }, () => {});
        return () => { isWanted = false; };
    }, [id, lines]);
    return history;
}

/** Without the epochs of layers that were pretrained. */
export function trained(history) {
    const kept = history.epoch.map((_, i) => i).filter(i => history.pretrained_layer[i] === null);
    const column = name => kept.map(i => history[name][i]);
    return {epoch: column('epoch'), loss: column('loss'), validation: column('validation_loss'), rate: column('learning_rate'), seconds: column('seconds')};
}

function Curves({run}) {
    const history = useHistory(run.id, run.lines);
    const [isLogarithmic, setLogarithmic] = useState(false);
    const [hasRate, setRate] = useState(false);
    const {epochs, series} = useMemo(() => {
        if (!history) return {epochs: [], series: []};
        const curves = trained(history);
        const all = [{label: 'training loss', values: curves.loss}];
        if (curves.validation.some(value => value !== null)) all.push({label: 'validation loss', values: curves.validation});
        if (hasRate) all.push({label: 'learning rate', values: curves.rate, colour: 2, isDashed: true});
        return {epochs: curves.epoch, series: all};
    }, [history, hasRate]);
    if (!history || epochs.length === 0) {
        return html`<section class="card wide"><h2>Loss</h2><p class="quiet">${isRunning(run) ? 'The first epoch has not ended yet.' : 'No epochs.'}</p></section>`;
    }
    return html`<section class="card wide">
        <div class="row between"><h2>Loss</h2><div class="row small">
            <label><input type="checkbox" checked=${isLogarithmic} onChange=${event => setLogarithmic(event.target.checked)} /> logarithmic</label>
            <label><input type="checkbox" checked=${hasRate} onChange=${event => setRate(event.target.checked)} /> learning rate</label>
        </div></div>
        <${Chart} title="Loss of each epoch" epochs=${epochs} series=${series} isLogarithmic=${isLogarithmic} />
    </section>`;
}

function Actions({run, onProblem}) {
    const [more, setMore] = useState(10);
    const act = (name, body) => postJson(`/api/runs/${run.id}/${name}`, body).then(() => onProblem(''), error => onProblem(error.message));
    return html`<div class="row">
        ${isRunning(run) && html`<button onClick=${() => act('stop')}>Stop</button>`}
        ${run.resumable && run.epoch < run.epochs && html`<button class="primary" onClick=${() => act('resume')}>Resume</button>`}
        ${run.resumable && html`<span class="row"><button onClick=${() => act('extend', {epochs: more})}>Train</button>
            <input type="number" aria-label="More epochs" min="1" max="100000" style=${{width: '5.5rem'}} value=${more}
                onInput=${event => setMore(Number(event.target.value))} /> more epochs</span>`}
        ${run.model && html`<a class="button primary" href=${`#/models/${run.id}`}>Play with the model</a>`}
        <a class="button" href=${`#/train?from=${run.id}`}>Change and train</a>
    </div>`;
}

function Status({run}) {
    const left = secondsLeft(run);
    return html`<div class="row quiet" aria-live="polite">
        <${State} state=${run.state} />
        ${run.data && html`<span>on ${run.data.split('/').pop()}</span>`}
        ${run.epochs && html`<span>epoch ${run.epoch} of ${run.epochs}</span>`}
        ${run.best_loss !== undefined && html`<span>best loss ${digits(run.best_loss)} (epoch ${run.best_epoch})</span>`}
        ${run.seconds !== undefined && html`<span>${duration(run.seconds)} of training</span>`}
        ${run.parameters && html`<span>${whole(run.parameters)} parameters</span>`}
        ${left !== undefined && html`<span>${whole(Math.round(run.samples_per_second))} samples/s, ${duration(left)} left</span>`}
    </div>
    ${run.state === 'running' && html`<progress aria-label="Progress of the training" max=${run.epochs} value=${epochsDone(run)}></progress>`}`;
}

export function RunPage({id}) {
    const run = runs.value.get(id);
    const [problem, setProblem] = useState('');
    const {value: details, error} = useFetched(() => getJson(`/api/runs/${id}`), [id, run?.state, run?.model, run?.diagnostics]);
    if (!run) return html`<${Problem} message=${error} />`;
    return html`
        <div class="row between"><h1>${run.title}</h1><${Actions} run=${run} onProblem=${setProblem} /></div>
        <${Status} run=${run} />
        <${Problem} message=${problem} />
        <${Problem} message=${run.failure} />
        ${details?.problems?.map(found => html`<p class="card warn">${found.message}</p>`)}
        <div class="columns" style=${{marginTop: '1rem'}}>
            <${Curves} run=${run} />
            <${Snapshots} run=${run} />
            ${details?.layers && html`<section class="card wide"><h2>Network</h2><${Network} layers=${details.layers} /><${LayerTable} layers=${details.layers} /></section>`}
            ${details?.measures?.length > 0 && html`<section class="card"><h2>On test samples</h2><table>
                <thead><tr><th scope="col">measure</th><th scope="col" class="number">value</th><th scope="col">unit</th></tr></thead>
                <tbody>${details.measures.map(row => html`<tr><td>${row.label}</td><td class="number">${row.value}</td><td class="quiet">${row.unit}</td></tr>`)}</tbody>
            </table></section>`}
            ${details?.spec && html`<section class="card"><h2>Spec</h2><pre tabindex="0" aria-label="The spec as YAML">${details.spec}</pre></section>`}
            ${details?.report && html`<section class="card"><h2>Report</h2><p><a href=${`/api/runs/${id}/report`} target="_blank" rel="noopener">The report of this run</a>, with figures.</p></section>`}
            ${details?.output && html`<section class="card"><h2>Output</h2><pre tabindex="0" aria-label="What the training wrote">${details.output}</pre></section>`}
        </div>`;
}
