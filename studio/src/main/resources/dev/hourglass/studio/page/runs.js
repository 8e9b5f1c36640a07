// All runs, as they go.

import {html, signal} from '/assets/lib/preact.js';
import {State} from '/assets/parts.js';
import {epochsDone, folder, isLoaded, isRunning, runs, secondsLeft} from '/assets/state.js';
import {digits, duration, when} from '/assets/words.js';

const chosen = signal(new Set());

function choose(id, isChosen) {
    const all = new Set(chosen.value);
    if (isChosen) all.add(id); else all.delete(id);
    chosen.value = all;
}

const order = (a, b) => Number(isRunning(b)) - Number(isRunning(a))
    || (b.updated ?? '').localeCompare(a.updated ?? '') || b.title.localeCompare(a.title, 'en', {numeric: true});

function Row({run}) {
    const left = secondsLeft(run);
    return html`<tr>
        <td><input type="checkbox" aria-label=${`Compare ${run.title}`} checked=${chosen.value.has(run.id)}
            onChange=${event => choose(run.id, event.target.checked)} /></td>
        <td><a href=${`#/runs/${run.id}`}>${run.title}</a></td>
        <td><${State} state=${run.state} /></td>
        <td>${run.data.split('/').pop()}</td>
        <td class="number">${run.epochs ? `${run.epoch} of ${run.epochs}` : run.epoch || ''}</td>
        <td class="number">${digits(run.best_loss)}</td>
        <td class="number">${duration(run.seconds)}</td>
        <td>${left === undefined ? when(run.begun) : html`<progress aria-label=${`Progress of ${run.title}`}
            max=${run.epochs} value=${epochsDone(run)}></progress><span class="small quiet">${duration(left)} left</span>`}</td>
        <td>${run.model && html`<a href=${`#/models/${run.id}`}>play</a>`}</td>
    </tr>`;
}

function Nothing() {
    return html`<section class="card">
        <h2>No runs in ${folder.value} yet</h2>
        <p>Every <code>hourglass train</code> that writes into this folder appears here while it trains. Begin with one of these, and watch:</p>
        <div class="row">
            <a class="button primary" href="#/train?example=denoise">A denoiser of digits</a>
            <a class="button" href="#/train?example=deep-2d">A map of the digits</a>
            <a class="button" href="#/train?example=vae">A generator of digits</a>
            <a class="button" href="#/train">Others</a>
        </div>
    </section>`;
}

export function RunsPage() {
    if (!isLoaded.value) return html`<p class="quiet">Looking for runs ...</p>`;
    const all = [...runs.value.values()].sort(order);
    if (all.length === 0) return html`<h1>Runs</h1><${Nothing} />`;
    const ids = [...chosen.value].filter(id => runs.value.has(id));
    return html`
        <div class="row between">
            <h1>Runs</h1>
            <div class="row">
                <a class="button" aria-disabled=${ids.length < 2} href=${ids.length < 2 ? null : `#/compare?runs=${ids.join(',')}`}
                    role="link" title=${ids.length < 2 ? 'Choose two runs or more in the list' : null}>Compare ${ids.length > 1 ? ids.length : 'chosen'} runs</a>
                <a class="button primary" href="#/train">Train</a>
            </div>
        </div>
        <section class="card"><table>
            <thead><tr>
                <th scope="col"><span class="visually-hidden">Compare</span></th><th scope="col">run</th><th scope="col">state</th>
                <th scope="col">data</th><th scope="col" class="number">epochs</th><th scope="col" class="number">best loss</th>
                <th scope="col" class="number">training</th><th scope="col">begun</th><th scope="col"><span class="visually-hidden">Model</span></th>
            </tr></thead>
            <tbody>${all.map(run => html`<${Row} key=${run.id} run=${run} />`)}</tbody>
        </table></section>`;
}
