// Scores with a threshold to drag, and the strangest rows or pictures.

import {html, useEffect, useMemo, useRef, useState} from '/assets/lib/preact.js';
import {getFloats, getJson, postFloats, putJson} from '/assets/api.js';
import {Picture} from '/assets/pictures.js';
import {Numbers, Problem, useFetched} from '/assets/parts.js';
import {digits, lineColours, whole} from '/assets/words.js';

const HEIGHT = 240;
const MOST_BINS = 60;

const reaching = (group, threshold) => {
    let count = 0;
    for (const score of group.scores) if (score >= threshold) count++;
    return Math.round(count / group.scores.length * group.count);
};

/** Bars of each group, as shares of the group, on a logarithmic scale of scores. */
function bins(groups, least, most, count) {
    return groups.map(group => {
        const counts = new Float64Array(count);
        for (const score of group.scores) {
            counts[Math.min(count - 1, Math.max(0, Math.floor((Math.log(Math.max(score, least)) - Math.log(least)) / (Math.log(most) - Math.log(least)) * count)))]++;
        }
        return counts.map(found => found / group.scores.length);
    });
}

/** @param highest that a threshold may have to reach, beside the scores of the groups */
function Histogram({groups, threshold, highest, onThreshold}) {
    const canvas = useRef();
    const [least, most] = useMemo(() => {
        const positive = groups.flatMap(group => group.scores).filter(score => score > 0);
        const low = positive.reduce((a, b) => Math.min(a, b), Infinity);
        const high = positive.reduce((a, b) => Math.max(a, b), highest);
        return [low * 0.95, high * 1.05];
    }, [groups, highest]);
    const count = Math.min(MOST_BINS, Math.max(12, Math.round(Math.max(...groups.map(group => group.scores.length)) / 4)));
    const shares = useMemo(() => bins(groups, least, most, count), [groups, least, most]);

    const place = (score, width) => (Math.log(Math.max(score, least)) - Math.log(least)) / (Math.log(most) - Math.log(least)) * width;
    const scoreAt = share => Math.exp(Math.log(least) + share * (Math.log(most) - Math.log(least)));

    useEffect(() => {
        const element = canvas.current;
        const draw = () => {
            const ratio = devicePixelRatio || 1;
            const width = element.clientWidth;
            element.width = width * ratio;
            element.height = HEIGHT * ratio;
            const pen = element.getContext('2d');
            pen.scale(ratio, ratio);
            const tallest = Math.max(...shares.map(share => Math.max(...share)));
            const colours = lineColours();
            shares.forEach((share, g) => {
                pen.fillStyle = colours[g];
                pen.globalAlpha = 0.6;
                share.forEach((part, i) => {
                    const height = part / tallest * (HEIGHT - 20);
                    pen.fillRect(i / count * width + 1 + g * 2, HEIGHT - height, width / count - 2 - 2 * shares.length, height);
                });
            });
            pen.globalAlpha = 1;
            pen.strokeStyle = getComputedStyle(element).color;
            pen.lineWidth = 2;
            const x = place(threshold, width);
            pen.beginPath();
            pen.moveTo(x, 0);
            pen.lineTo(x, HEIGHT);
            pen.stroke();
        };
        draw();
        const resizing = new ResizeObserver(draw);
        resizing.observe(element);
        return () => resizing.disconnect();
    }, [shares, threshold]);

    function drag(event) {
        const box = canvas.current.getBoundingClientRect();
        onThreshold(scoreAt(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))));
    }

    return html`<div>
        <canvas ref=${canvas} id="histogram" style=${{width: '100%', height: HEIGHT + 'px', cursor: 'ew-resize', touchAction: 'none'}} role="img" aria-label="Histogram of the scores with the threshold"
            onPointerDown=${event => { canvas.current.setPointerCapture(event.pointerId); drag(event); }} onPointerMove=${event => { if (event.buttons) drag(event); }}></canvas>
        <input type="range" aria-label="Threshold" style=${{width: '100%'}} min="0" max="1" step="0.001" value=${place(threshold, 1)}
            aria-valuetext=${digits(threshold)} onInput=${event => onThreshold(scoreAt(Number(event.target.value)))} />
        <div class="row between small quiet"><span>${digits(least)}</span><span>score, on a logarithmic scale; height is the share of each group</span><span>${digits(most)}</span></div>
        <div class="legend">${groups.map((group, g) => html`<span><i class="swatch" style=${{background: lineColours()[g]}}></i>${group.label}, ${whole(group.count)}</span>`)}</div>
    </div>`;
}

function StrangePicture({row, model, base}) {
    const [pair, setPair] = useState(null);
    useEffect(() => {
        getFloats(`${base}/samples?from=${row.sample}`).then(async values => setPair([values, await postFloats(`${base}/reconstruct`, values)]), () => {});
    }, [row.sample]);
    return html`<figure>${pair && model.picture && html`<div class="row" style=${{gap: '2px'}}><${Picture} values=${pair[0]} shape=${model.picture} size=${72} label="Sample" />
        <${Picture} values=${pair[1]} shape=${model.picture} size=${72} label="Reconstruction" /></div>`}
        <figcaption>${row.label ? `${row.label}, ` : ''}${digits(row.score)}</figcaption></figure>`;
}

export function Anomalies({model, base}) {
    const {value: scores, error} = useFetched(() => getJson(`${base}/scores`), [base]);
    const {value: rows} = useFetched(() => getJson(`${base}/anomalies`), [base]);
    const [moved, setMoved] = useState(null);
    const [message, setMessage] = useState('');
    if (!scores) return html`<${Problem} message=${error} />${!error && html`<p class="quiet">Scoring all ${model.kind === 'table' ? 'rows' : 'test samples'} ...</p>`}`;
    const all = scores.groups[0].scores;
    const threshold = moved ?? scores.threshold ?? all[Math.floor(all.length * 0.99)];
    const others = scores.groups.find(group => group.label === 'other labelled rows');
    const anomalies = scores.groups.find(group => group.label === 'labelled anomalies');
    const found = anomalies && reaching(anomalies, threshold);
    const wrong = others && reaching(others, threshold);
    const save = () => putJson(`${base}/threshold`, {score: threshold}).then(() => setMessage('The model file has this threshold now.'), failed => setMessage(failed.message));
    return html`<div class="columns">
        <section class="card wide"><h2>Scores</h2>
            <${Histogram} groups=${scores.groups} threshold=${threshold} highest=${Math.max(scores.threshold ?? 0, rows?.[0]?.score ?? 0)} onThreshold=${score => { setMoved(score); setMessage(''); }} />
            <p class="row" aria-live="polite"><strong>Threshold ${digits(threshold)}</strong>
                ${scores.groups.map(group => html`<span>${whole(reaching(group, threshold))} of ${whole(group.count)} ${group.label}</span>`)}
                ${anomalies && html`<span>recall ${(100 * found / anomalies.count).toFixed(1)} %</span>
                    <span>precision ${found + wrong > 0 ? (100 * found / (found + wrong)).toFixed(1) + ' %' : 'of nothing'}</span>
                    <span class="quiet">ROC AUC ${scores.auc.toFixed(3)}, isolation forest ${scores.auc_forest.toFixed(3)}</span>`}</p>
            ${scores.kind === 'table' && html`<div class="row"><button class="primary" disabled=${moved === null} onClick=${save}>Write the threshold into the model file</button><span role="status">${message}</span></div>`}
            <${Numbers} title="The numbers" head=${['share of rows', ...scores.groups.map(group => group.label)]}
                rows=${() => [0.5, 0.9, 0.95, 0.99, 0.999, 1].map(share => [`${share * 100} % are below`, ...scores.groups.map(group => digits(group.scores[Math.min(group.scores.length - 1, Math.floor(share * group.scores.length))]))])} />
        </section>
        ${rows && html`<section class="card wide"><h2>The strangest</h2>
            ${scores.kind === 'table' ? html`<div class="scroll" tabindex="0" role="region" aria-label="The strangest rows"><table>
                <thead><tr><th scope="col">row</th><th scope="col" class="number">score</th><th scope="col" class="number">p-value</th>${anomalies && html`<th scope="col">label</th>`}<th scope="col">reasons</th></tr></thead>
                <tbody>${rows.map(row => html`<tr style=${{opacity: row.score >= threshold ? 1 : 0.75}}><td>${row.id}</td><td class="number">${digits(row.score)}</td><td class="number">${digits(row.p_value)}</td>
                    ${anomalies && html`<td>${row.label ?? ''}</td>`}<td>${row.reasons.join('; ')}</td></tr>`)}</tbody></table></div>`
            : html`<div class="tiles">${rows.map(row => html`<${StrangePicture} key=${row.sample} row=${row} model=${model} base=${base} />`)}</div>`}
        </section>`}
    </div>`;
}
