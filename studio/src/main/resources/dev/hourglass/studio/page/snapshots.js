// What a model made of the same samples after each epoch: one slider moves all pictures.

import {html, useEffect, useLayoutEffect, useMemo, useRef, useState} from '/assets/lib/preact.js';
import {getFloats, getJson} from '/assets/api.js';
import {CodeNumbers, Legend, Scatter} from '/assets/scatter.js';

/** Pixels of the page that a line of samples may take. */
const WIDEST = 1350;

function load(address) {
    const picture = new Image();
    picture.src = address;
    return picture;
}

/** A part of a sheet, with square pixels. */
function Cut({sheet, left, top, width, height, scale, label}) {
    const canvas = useRef();
    useLayoutEffect(() => {
        if (!sheet) return undefined;
        const draw = () => canvas.current?.getContext('2d').drawImage(sheet, left, top, width, height, 0, 0, width, height);
        if (sheet.complete) draw(); else sheet.addEventListener('load', draw, {once: true});
        return () => sheet.removeEventListener('load', draw);
    }, [sheet, left, top, width, height]);
    return html`<canvas ref=${canvas} width=${width} height=${height} class="pixels" role="img" aria-label=${label}
        style=${{width: width * scale + 'px', height: height * scale + 'px', maxWidth: '100%'}}></canvas>`;
}

/** Where samples begin on their sheet, in lines that fit on the page. */
function samplesByLine({samples, width, gap}) {
    const step = width + gap;
    const count = Math.ceil(samples / Math.max(1, Math.floor(WIDEST / step)));
    const each = Math.ceil(samples / count);
    const scale = Math.max(1, Math.min(3, Math.floor(WIDEST / (each * step))));
    return Array.from({length: count}, (_, line) => ({left: line * each * step, width: Math.min(each, samples - line * each) * step - gap, scale}));
}

function labelled(codes, labels) {
    const places = new Float32Array(codes.length / 2 * 3);
    for (let i = 0; i < codes.length / 2; i++) {
        places[3 * i] = codes[2 * i];
        places[3 * i + 1] = codes[2 * i + 1];
        places[3 * i + 2] = labels ? labels[i] : -1;
    }
    return places;
}

export function Snapshots({run}) {
    const base = `/api/runs/${run.id}/snapshots`;
    const [found, setFound] = useState({epochs: []});
    const [position, setPosition] = useState(-1);
    const [places, setPlaces] = useState(null);
    const [isPlaying, setPlaying] = useState(false);
    const sheets = useRef(new Map());

    useEffect(() => { if (run.snapshots > 0) getJson(base).then(setFound, () => {}); }, [run.id, run.snapshots]);

    const {epochs, index} = found;
    const at = position < 0 || position >= epochs.length ? epochs.length - 1 : position;
    const epoch = epochs[at];

    useEffect(() => {
        if (epoch === undefined) return undefined;
        let isWanted = true;
        getFloats(`${base}/${epoch}.codes`).then(codes => isWanted && setPlaces(labelled(codes, index.labels)), () => {});
        return () => { isWanted = false; };
    }, [run.id, epoch]);

    useEffect(() => {
        if (!isPlaying) return undefined;
        const timer = setInterval(() => setPosition(before => {
            const next = (before < 0 ? epochs.length - 1 : before) + 1;
            if (next >= epochs.length) {
                setPlaying(false);
                return -1;
            }
            return next;
        }), 250);
        return () => clearInterval(timer);
    }, [isPlaying, epochs.length]);

    const originals = useMemo(() => index?.sheet && load(`${base}/samples.png`), [run.id, !!index?.sheet]);
    if (epochs.length === 0) return null;
    const cut = index.sheet;
    if (cut && !sheets.current.has(epoch)) sheets.current.set(epoch, load(`${base}/${epoch}.png`));
    const sheet = cut && sheets.current.get(epoch);
    const lines = cut ? samplesByLine(cut) : [];
    const filterRows = cut?.filters && Math.ceil(cut.filters / cut.filter_columns);
    const filterWidth = cut?.filters && Math.min(cut.filters, cut.filter_columns) * (cut.filter_width + cut.gap) - cut.gap;
    return html`<section class="card wide">
        <div class="row between">
            <h2>Epoch by epoch ${epochs.length < run.epoch && html`<span class="small quiet">pictures of ${epochs.length} of ${run.epoch} epochs</span>`}</h2>
            <div class="row">
                <button onClick=${() => { setPosition(0); setPlaying(!isPlaying); }}>${isPlaying ? 'Pause' : 'Play'}</button>
                <label class="row">Epoch <input type="range" id="epoch" min="0" max=${epochs.length - 1} value=${at} style=${{width: '20rem'}}
                    aria-valuetext=${`epoch ${epoch}`}
                    onInput=${event => { setPlaying(false); setPosition(Number(event.target.value) === epochs.length - 1 ? -1 : Number(event.target.value)); }} />
                    <output class="mono" style=${{minWidth: '4ch'}}>${epoch}</output></label>
            </div>
        </div>
        ${cut && html`
            <h3>${index.corrupted ? 'Test samples as the model sees them, and its reconstructions' : 'Test samples and their reconstructions'}</h3>
            ${lines.map(({left, width, scale}) => html`<div key=${left} style=${{marginBottom: '.4rem'}}>
                <${Cut} sheet=${originals} left=${left} top=${0} width=${width} height=${cut.height} scale=${scale} label="Test samples" />
                <${Cut} sheet=${sheet} left=${left} top=${0} width=${width} height=${cut.height} scale=${scale} label=${`Reconstructions after epoch ${epoch}`} />
            </div>`)}`}
        <div class="columns" style=${{marginTop: '1rem'}}>
            <div>
                <h3>${index.code_size > 2 ? `Codes of test samples, the two directions of ${index.code_size} in which they vary most` : 'Codes of test samples'}</h3>
                <${Scatter} places=${places} height=${380} label=${`Codes after epoch ${epoch}. Plus and minus zoom, 0 shows all.`} />
                ${index.classes && index.classes.length <= 20 && html`<${Legend} names=${index.classes} />`}
                <${CodeNumbers} places=${places} names=${index.classes} />
            </div>
            ${cut?.filters && html`<div>
                <h3>Filters of the first layer</h3>
                <${Cut} sheet=${sheet} left=${0} top=${cut.height + cut.gap} width=${filterWidth} height=${filterRows * (cut.filter_height + cut.gap) - cut.gap}
                    scale=${Math.max(1, Math.min(8, Math.floor(640 / filterWidth)))} label=${`Filters after epoch ${epoch}`} />
            </div>`}
        </div>
    </section>`;
}
