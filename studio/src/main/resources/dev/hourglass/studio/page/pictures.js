// Samples as pictures, on canvases.

import {html, useLayoutEffect, useRef} from '/assets/lib/preact.js';

/** Draws `[row][column][channel]`, 0 to 1, into a canvas of as many pixels. */
export function paint(canvas, values, [height, width, channels]) {
    if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
    }
    const context = canvas.getContext('2d');
    const pixels = context.createImageData(width, height);
    for (let i = 0; i < width * height; i++) {
        for (let c = 0; c < 3; c++) {
            pixels.data[4 * i + c] = Math.round(255 * Math.min(1, Math.max(0, values[i * channels + (channels === 3 ? c : 0)])));
        }
        pixels.data[4 * i + 3] = 255;
    }
    context.putImageData(pixels, 0, 0);
}

/** Values of any range as a picture in greys. */
export function stretched(values) {
    let least = Infinity;
    let most = -Infinity;
    for (const value of values) {
        if (value < least) least = value;
        if (value > most) most = value;
    }
    const range = most - least || 1;
    return Float32Array.from(values, value => (value - least) / range);
}

export function Picture({values, shape, size = 84, label}) {
    const canvas = useRef();
    useLayoutEffect(() => {
        if (values) paint(canvas.current, values, shape);
    }, [values, shape]);
    const scale = size / Math.max(shape[0], shape[1]);
    return html`<canvas ref=${canvas} class="pixels" role="img" aria-label=${label}
        style=${{width: shape[1] * scale + 'px', height: shape[0] * scale + 'px'}}></canvas>`;
}

/** A row of pictures that are one behind the other in an array. */
export function Tiles({values, shape, size, label}) {
    const features = shape[0] * shape[1] * shape[2];
    const count = values ? values.length / features : 0;
    return html`<div class="tiles">${Array.from({length: count}, (_, i) => html`<${Picture} key=${i} shape=${shape} size=${size}
        label=${`${label} ${i + 1}`} values=${values.subarray(i * features, (i + 1) * features)} />`)}</div>`;
}
