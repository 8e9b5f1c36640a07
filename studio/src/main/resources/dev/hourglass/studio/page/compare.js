// Several runs side by side.

import {html, useEffect, useMemo, useState} from '/assets/lib/preact.js';
import {getJson} from '/assets/api.js';
import {Chart} from '/assets/chart.js';
import {Problem, useFetched} from '/assets/parts.js';
import {trained} from '/assets/run.js';
import {digits, whole} from '/assets/words.js';

/** Curves of several runs over the epochs of all. */
function joined(histories, runs, name) {
    const epochs = [...new Set(histories.flatMap(history => history.epoch))].sort((a, b) => a - b);
    const series = histories.map((history, i) => {
        const byEpoch = new Map(history.epoch.map((epoch, at) => [epoch, history[name][at]]));
        return {label: runs[i].title, values: epochs.map(epoch => byEpoch.get(epoch) ?? null)};
    });
    return {epochs, series};
}

function Rows({title, runs, rows}) {
    if (rows.length === 0) return null;
    return html`<section class="card wide"><h2>${title}</h2><div class="scroll" tabindex="0" role="region" aria-label=${title}><table>
        <thead><tr><th scope="col"><span class="visually-hidden">Name</span></th>${runs.map(run => html`<th scope="col"><a href=${`#/runs/${run.id}`}>${run.title}</a></th>`)}</tr></thead>
        <tbody>${rows.map(row => html`<tr><th scope="row">${row.name}</th>${row.values.map(value => html`<td>${value}</td>`)}</tr>`)}</tbody>
    </table></div></section>`;
}

/** @param file the samples themselves; by default what the model made of them last */
function LastSamples({run, file}) {
    const {value} = useFetched(() => getJson(`/api/runs/${run.id}/snapshots`), [run.id]);
    const cut = value?.index?.sheet;
    if (!cut) return null;
    const width = cut.samples * (cut.width + cut.gap) - cut.gap;
    const scale = Math.max(1, Math.min(2, Math.floor(1350 / width)));
    const epoch = value.epochs.at(-1);
    return html`<figure style=${{margin: '0 0 .6rem'}}>
        <div style=${{width: width * scale + 'px', maxWidth: '100%', height: cut.height * scale + 'px', overflow: 'hidden'}}>
            <img class="pixels" src=${`/api/runs/${run.id}/snapshots/${file ?? epoch}.png`} alt=${file ? 'Test samples' : `Reconstructions of ${run.title}`}
                style=${{transformOrigin: '0 0', transform: `scale(${scale})`}} />
        </div>
        <figcaption>${file ? 'test samples' : `${run.title}, epoch ${epoch}`}</figcaption>
    </figure>`;
}

export function ComparePage({ids}) {
    const {value, error} = useFetched(() => getJson(`/api/compare?runs=${encodeURIComponent(ids ?? '')}`), [ids]);
    const [histories, setHistories] = useState(null);
    const [isLogarithmic, setLogarithmic] = useState(false);
    const [name, setName] = useState('loss');
    useEffect(() => {
        if (!value) return;
        Promise.all(value.runs.map(run => getJson(`/api/runs/${run.id}/history`))).then(all => setHistories(all.map(trained)), () => {});
    }, [value]);
    const curves = useMemo(() => histories && joined(histories, value.runs, name), [histories, name]);
    if (!value) return html`<h1>Compare</h1><${Problem} message=${error} />`;
    const summary = [['state', 'state'], ['epochs', 'epoch'], ['best loss', 'best_loss'], ['parameters', 'parameters'], ['data', 'data']].map(([word, key]) =>
        ({name: word, values: value.runs.map(run => key === 'best_loss' ? digits(run[key]) : typeof run[key] === 'number' ? whole(run[key]) : run[key] ?? '')}));
    return html`
        <h1>Compare ${value.runs.length} runs</h1>
        <div class="columns">
            ${curves && html`<section class="card wide">
                <div class="row between"><h2>Curves</h2><div class="row small">
                    <label>of <select aria-label="Curves of" value=${name} onChange=${event => setName(event.target.value)}>
                        <option value="loss">training loss</option><option value="validation">validation loss</option><option value="rate">learning rate</option></select></label>
                    <label><input type="checkbox" checked=${isLogarithmic} onChange=${event => setLogarithmic(event.target.checked)} /> logarithmic</label>
                </div></div>
                <${Chart} title="Loss of the runs" epochs=${curves.epochs} series=${curves.series} isLogarithmic=${isLogarithmic} />
            </section>`}
            <section class="card wide"><h2>The same test samples</h2><${LastSamples} run=${value.runs[0]} file="samples" />${value.runs.map(run => html`<${LastSamples} key=${run.id} run=${run} />`)}</section>
            <${Rows} title="Runs" runs=${value.runs} rows=${summary} />
            <${Rows} title="What differs in their specs" runs=${value.runs} rows=${value.spec} />
            <${Rows} title="Measures on test samples" runs=${value.runs} rows=${value.measures} />
        </div>`;
}
