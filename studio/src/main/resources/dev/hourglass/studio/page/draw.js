// A picture of one's own through the model: drawn, dropped or taken from the test samples; damaged with the mouse, and mended.

import {html, useEffect, useRef, useState} from '/assets/lib/preact.js';
import {getFloats, postFloats} from '/assets/api.js';
import {useLatest} from '/assets/explorer.js';
import {paint, Picture} from '/assets/pictures.js';
import {digits} from '/assets/words.js';

const PAD = 308;

/** MNIST's own form (LeCun et al. 1998): fitted into 20x20 pixels, then centred in 28x28 by its centre of mass. */
export function mnistForm(levels, side) {
    let [left, right, top, bottom] = [side, -1, side, -1];
    for (let y = 0; y < side; y++) {
        for (let x = 0; x < side; x++) {
            if (levels[y * side + x] > 0.05) {
                left = Math.min(left, x);
                right = Math.max(right, x);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
            }
        }
    }
    const digit = new Float32Array(28 * 28);
    if (right < 0) return digit;
    const box = Math.max(right - left, bottom - top) + 1;
    const width = Math.max(1, Math.round(20 * (right - left + 1) / box));
    const height = Math.max(1, Math.round(20 * (bottom - top + 1) / box));
    const small = shrink(levels, side, left, top, right + 1, bottom + 1, width, height);
    let [mass, mx, my] = [0, 0, 0];
    small.forEach((level, i) => {
        mass += level;
        mx += level * (i % width);
        my += level * Math.floor(i / width);
    });
    const dx = Math.round(13.5 - mx / mass);
    const dy = Math.round(13.5 - my / mass);
    small.forEach((level, i) => {
        const x = i % width + dx;
        const y = Math.floor(i / width) + dy;
        if (x >= 0 && y >= 0 && x < 28 && y < 28) digit[y * 28 + x] = level;
    });
    return digit;
}

/** The mean over the part of the large picture that each small pixel covers. */
function shrink(levels, side, left, top, right, bottom, width, height) {
    const small = new Float32Array(width * height);
    for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
            const [x0, x1] = [left + x * (right - left) / width, left + (x + 1) * (right - left) / width];
            const [y0, y1] = [top + y * (bottom - top) / height, top + (y + 1) * (bottom - top) / height];
            let sum = 0;
            let area = 0;
            for (let v = Math.floor(y0); v < y1; v++) {
                for (let u = Math.floor(x0); u < x1; u++) {
                    const part = (Math.min(u + 1, x1) - Math.max(u, x0)) * (Math.min(v + 1, y1) - Math.max(v, y0));
                    sum += part * levels[v * side + u];
                    area += part;
                }
            }
            small[y * width + x] = Math.min(1, sum / area);
        }
    }
    return small;
}

function DigitPad({onDrawn}) {
    const canvas = useRef();
    const last = useRef(null);

    function levels() {
        const {data} = canvas.current.getContext('2d').getImageData(0, 0, PAD, PAD);
        return Float32Array.from({length: PAD * PAD}, (_, i) => data[4 * i] / 255);
    }

    function stroke(event) {
        const box = canvas.current.getBoundingClientRect();
        const at = [event.clientX - box.left, event.clientY - box.top];
        const pen = canvas.current.getContext('2d', {willReadFrequently: true});
        pen.lineWidth = 24;
        pen.lineCap = 'round';
        pen.strokeStyle = '#fff';
        pen.beginPath();
        pen.moveTo(...(last.current ?? at));
        pen.lineTo(...at);
        pen.stroke();
        last.current = at;
        onDrawn(mnistForm(levels(), PAD));
    }

    function clear() {
        canvas.current.getContext('2d').clearRect(0, 0, PAD, PAD);
        onDrawn(new Float32Array(784));
    }

    return html`<div>
        <canvas class="pad" id="pad" ref=${canvas} width=${PAD} height=${PAD} tabindex="0" role="img" aria-label="Pad to draw a digit on, with a mouse or pen"
            onPointerDown=${event => { canvas.current.setPointerCapture(event.pointerId); last.current = null; stroke(event); }}
            onPointerMove=${event => { if (event.buttons) stroke(event); }} onPointerUp=${() => { last.current = null; }}></canvas>
        <div class="row"><button onClick=${clear}>Clear</button><span class="small quiet">fitted to 20×20 and centred by its mass, as MNIST's digits are</span></div>
    </div>`;
}

/** A picture of the model's own size, on which a brush paints. */
function Brush({values, shape, brush, onChange}) {
    const canvas = useRef();
    useEffect(() => { if (values) paint(canvas.current, values, shape); }, [values]);

    function stroke(event) {
        const box = canvas.current.getBoundingClientRect();
        const [height, width, channels] = shape;
        const x = Math.floor((event.clientX - box.left) / box.width * width);
        const y = Math.floor((event.clientY - box.top) / box.height * height);
        const reach = Math.max(1, Math.round(width / 24));
        const next = Float32Array.from(values);
        for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++) {
            for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
                for (let c = 0; c < channels; c++) {
                    next[(v * width + u) * channels + c] = brush === 'noise' ? Math.random() : brush === 'white' ? 1 : 0;
                }
            }
        }
        onChange(next);
    }

    const scale = PAD / Math.max(shape[0], shape[1]);
    return html`<canvas class="pad pixels" ref=${canvas} tabindex="0" role="img" aria-label="The picture that goes into the model; the mouse paints on it"
        style=${{width: shape[1] * scale + 'px', height: shape[0] * scale + 'px'}}
        onPointerDown=${event => { canvas.current.setPointerCapture(event.pointerId); stroke(event); }}
        onPointerMove=${event => { if (event.buttons) stroke(event); }}></canvas>`;
}

async function dropped(file, [height, width, channels]) {
    const bitmap = await createImageBitmap(file);
    const sheet = new OffscreenCanvas(width, height);
    const pen = sheet.getContext('2d');
    const scale = Math.max(width / bitmap.width, height / bitmap.height);
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(bitmap, (width - bitmap.width * scale) / 2, (height - bitmap.height * scale) / 2, bitmap.width * scale, bitmap.height * scale);
    const {data} = pen.getImageData(0, 0, width, height);
    const values = new Float32Array(height * width * channels);
    for (let i = 0; i < width * height; i++) {
        const [r, g, b] = [data[4 * i] / 255, data[4 * i + 1] / 255, data[4 * i + 2] / 255];
        if (channels === 3) values.set([r, g, b], 3 * i); else values[i] = 0.299 * r + 0.587 * g + 0.114 * b;
    }
    return values;
}

export function Draw({model, base}) {
    const shape = model.picture;
    const isDigit = shape[0] === 28 && shape[1] === 28 && shape[2] === 1;
    const [input, setInput] = useState(null);
    const [output, setOutput] = useState(null);
    const [code, setCode] = useState(null);
    const [brush, setBrush] = useState('noise');
    const [label, setLabel] = useState(0);
    const [problem, setProblem] = useState('');
    const seed = useRef(1);
    const query = model.classes.length > 0 ? `?class=${label}` : '';

    const pass = useLatest(async values => {
        const [mended, encoded] = await Promise.all([postFloats(`${base}/reconstruct${query}`, values), postFloats(`${base}/encode${query}`, values)]);
        setOutput(mended);
        setCode(encoded);
    });
    useEffect(() => { if (input) pass(input); }, [input, label]);

    const random = () => getFloats(`${base}/samples?from=${Math.floor(Math.random() * model.samples)}`).then(setInput);
    useEffect(() => { if (model.samples > 0) random(); }, []);
    const damage = () => postFloats(`${base}/corrupt?seed=${seed.current++}${query.replace('?', '&')}`, input).then(setInput, error => setProblem(error.message));

    async function drop(event) {
        event.preventDefault();
        const file = event.dataTransfer?.files[0] ?? event.target.files?.[0];
        if (!file) return;
        try {
            setInput(await dropped(file, shape));
            setProblem('');
        } catch {
            setProblem(`${file.name}: expected a picture that this browser can read`);
        }
    }

    return html`<div class="columns narrow" onDragOver=${event => event.preventDefault()} onDrop=${drop}>
        ${isDigit && html`<section class="card"><h2>Draw a digit</h2><${DigitPad} onDrawn=${setInput} /></section>`}
        <section class="card"><h2>Into the model</h2>
            ${input ? html`<${Brush} values=${input} shape=${shape} brush=${brush} onChange=${setInput} />` : html`<p class="quiet">Draw, drop a picture here, or take a sample.</p>`}
            <div class="row" style=${{marginTop: '.5rem'}}>
                ${model.samples > 0 && html`<button onClick=${random}>A test sample</button>`}
                ${model.corrupted && html`<button disabled=${!input} onClick=${damage}>Damage it as in training</button>`}
                <label>Brush <select value=${brush} onChange=${event => setBrush(event.target.value)}>
                    <option value="noise">noise</option><option value="black">black</option><option value="white">white</option></select></label>
                ${model.classes.length > 0 && html`<label>Class <select value=${label} onChange=${event => setLabel(Number(event.target.value))}>
                    ${model.classes.map((name, i) => html`<option value=${i}>${name}</option>`)}</select></label>`}
                <label class="button">Open a picture<input class="visually-hidden" type="file" accept="image/*" onChange=${drop} /></label>
            </div>
            ${problem && html`<p role="alert" class="small">${problem}</p>`}
        </section>
        <section class="card"><h2>Out of the model</h2>
            <div id="reconstructed">${output && html`<${Picture} values=${output} shape=${shape} size=${PAD} label="The reconstruction" />`}</div>
            ${code && html`<h3 style=${{marginTop: '1rem'}}>Code</h3><p class="mono small">${Array.from(code.subarray(0, 48), digits).join('  ')}${code.length > 48 ? ' ...' : ''}</p>`}
        </section>
    </div>`;
}
