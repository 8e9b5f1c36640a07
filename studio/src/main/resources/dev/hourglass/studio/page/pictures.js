// Samples as pictures or, of signals, as curves, on canvases.

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

const CURVES = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];

/** Draws `[step][channel]` as a curve for each channel, from the lowest to the highest value. */
function plot(canvas, values, [length, channels], width, height) {
    const dense = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
    const context = canvas.getContext('2d');
    context.scale(dense, dense);
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    const levels = stretched(values);
    for (let channel = channels - 1; channel >= 0; channel--) {
        context.strokeStyle = CURVES[channel % CURVES.length];
        context.lineWidth = 1.2;
        context.beginPath();
        for (let step = 0; step < length; step++) {
            context.lineTo(length > 1 ? step * width / (length - 1) : width / 2, 2 + (height - 4) * (1 - levels[step * channels + channel]));
        }
        context.stroke();
    }
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

/** Pixels of the page that a curve takes at most: the narrower column's. */
const WIDEST_CURVE = 290;

export function Picture({values, shape, size = 84, label}) {
    const canvas = useRef();
    const isSignal = shape.length === 2;
    const scale = size / Math.max(shape[0], shape[1]);
    const width = isSignal ? Math.min(2 * size, WIDEST_CURVE) : shape[1] * scale;
    const height = isSignal ? width / 2 : shape[0] * scale;
    useLayoutEffect(() => {
        if (values && isSignal) plot(canvas.current, values, shape, width, height);
        else if (values) paint(canvas.current, values, shape);
    }, [values, shape]);
    return html`<canvas ref=${canvas} class=${isSignal ? 'curve' : 'pixels'} role="img" aria-label=${label}
        style=${{width: width + 'px', height: height + 'px'}}></canvas>`;
}

/** A row of pictures that are one behind the other in an array. */
export function Tiles({values, shape, size, label}) {
    const features = shape.reduce((all, extent) => all * extent, 1);
    const count = values ? values.length / features : 0;
    return html`<div class="tiles">${Array.from({length: count}, (_, i) => html`<${Picture} key=${i} shape=${shape} size=${size}
        label=${`${label} ${i + 1}`} values=${values.subarray(i * features, (i + 1) * features)} />`)}</div>`;
}
