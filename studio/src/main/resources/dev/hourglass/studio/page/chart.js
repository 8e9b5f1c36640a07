// Curves over epochs, by uPlot; their numbers as a table below.

import {html, useEffect, useRef} from '/assets/lib/preact.js';
import Plot from '/assets/lib/uplot.js';
import {Numbers} from '/assets/parts.js';
import {digits, lineColours} from '/assets/words.js';

const ink = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function options(width, series, isLogarithmic, unit) {
    const axis = {stroke: ink('--quiet'), grid: {stroke: ink('--line'), width: 1}, ticks: {stroke: ink('--line')}, font: '12px system-ui'};
    const colours = lineColours();
    return {
        width,
        height: 300,
        scales: {x: {time: false}, y: {distr: isLogarithmic ? 3 : 1}},
        axes: [{...axis, label: 'epoch', labelSize: 22, labelFont: '12px system-ui'}, {...axis, size: 70, values: (_, ticks) => ticks.map(tick => tick === null ? '' : digits(tick))}],
        cursor: {drag: {x: true, y: false}, points: {size: 6}},
        legend: {live: true},
        series: [{label: unit}, ...series.map((one, i) => ({
            label: one.label, stroke: colours[(one.colour ?? i) % colours.length], width: 2, dash: one.isDashed ? [6, 4] : undefined,
            points: {show: one.values.length < 2}, spanGaps: true, value: (_, value) => digits(value),
        }))],
    };
}

/**
 * @param series each with a label and values, as many as epochs; the zoom stays while they grow
 */
export function Chart({title, epochs, series, isLogarithmic}) {
    const holder = useRef();
    const plot = useRef();
    const zoom = useRef(null);
    const names = series.map(one => one.label).join('|') + isLogarithmic;

    useEffect(() => {
        const made = new Plot({
            ...options(holder.current.clientWidth || 700, series, isLogarithmic, 'epoch'),
            hooks: {setScale: [(self, key) => {
                if (key !== 'x' || !self.isZooming) return;
                const {min, max} = self.scales.x;
                zoom.current = min <= self.data[0][0] && max >= self.data[0].at(-1) ? null : {min, max};
            }]},
        }, [epochs, ...series.map(one => one.values)], holder.current);
        made.isZooming = true;
        plot.current = made;
        const resizing = new ResizeObserver(([entry]) => made.setSize({width: entry.contentRect.width, height: 300}));
        resizing.observe(holder.current);
        const scheme = matchMedia('(prefers-color-scheme: dark)');
        const redraw = () => made.redraw();
        scheme.addEventListener('change', redraw);
        return () => {
            resizing.disconnect();
            scheme.removeEventListener('change', redraw);
            made.destroy();
        };
    }, [names]);

    useEffect(() => {
        const made = plot.current;
        made.isZooming = false;
        made.setData([epochs, ...series.map(one => one.values)], zoom.current === null);
        if (zoom.current) made.setScale('x', zoom.current);
        made.isZooming = true;
    }, [epochs, series]);

    return html`<figure style=${{margin: 0}}>
        <div ref=${holder} role="img" aria-label=${`${title}, ${epochs.length} epochs. The table below has the numbers.`}></div>
        <figcaption>Drag over a part to enlarge it, click twice to see all.</figcaption>
        <${Numbers} title="The numbers" head=${['epoch', ...series.map(one => one.label)]}
            rows=${() => epochs.map((epoch, i) => [epoch, ...series.map(one => digits(one.values[i]))])} />
    </figure>`;
}
