// A scatter of codes on a canvas: pan, zoom, hover, and a cursor in the plane that the arrows move too.

import {html, useEffect, useRef} from '/assets/lib/preact.js';
import {Numbers} from '/assets/parts.js';
import {classColour, digits, whole} from '/assets/words.js';

const CELL = 12;

/** The points near a place of the screen are found by a grid of cells. */
class Grid {
    constructor(places, view, width, height) {
        this.columns = Math.ceil(width / CELL);
        this.cells = new Map();
        for (let i = 0; i < places.length; i += 3) {
            const x = view.x(places[i]);
            const y = view.y(places[i + 1]);
            if (x < 0 || y < 0 || x >= width || y >= height) continue;
            const key = Math.floor(y / CELL) * this.columns + Math.floor(x / CELL);
            const cell = this.cells.get(key);
            if (cell) cell.push(i); else this.cells.set(key, [i]);
        }
    }

    nearest(places, view, x, y) {
        let best = -1;
        let least = CELL * CELL;
        const column = Math.floor(x / CELL);
        const row = Math.floor(y / CELL);
        for (let r = row - 1; r <= row + 1; r++) {
            for (let c = column - 1; c <= column + 1; c++) {
                for (const i of this.cells.get(r * this.columns + c) ?? []) {
                    const distance = (view.x(places[i]) - x) ** 2 + (view.y(places[i + 1]) - y) ** 2;
                    if (distance < least) {
                        least = distance;
                        best = i / 3;
                    }
                }
            }
        }
        return best;
    }
}

/** Quantiles leave out the few codes far away, which would squeeze the others. */
function extent(places, offset) {
    const some = [];
    const step = 3 * Math.max(1, Math.floor(places.length / 3 / 5000));
    for (let i = offset; i < places.length; i += step) some.push(places[i]);
    some.sort((a, b) => a - b);
    const least = some[Math.floor(some.length * 0.002)] ?? -1;
    const most = some[Math.ceil(some.length * 0.998) - 1] ?? 1;
    const margin = (most - least || 1) * 0.06;
    return [least - margin, most + margin];
}

function initialView(places, width, height) {
    const [left, right] = extent(places, 0);
    const [bottom, top] = extent(places, 1);
    return view({left, right, bottom, top}, width, height);
}

function view(bounds, width, height) {
    const across = width / (bounds.right - bounds.left);
    const up = height / (bounds.top - bounds.bottom);
    return {
        ...bounds,
        x: value => (value - bounds.left) * across,
        y: value => height - (value - bounds.bottom) * up,
        valueX: x => bounds.left + x / across,
        valueY: y => bounds.bottom + (height - y) / up,
    };
}

/** Points of one class are drawn together, so that the colour changes ten times and not seventy thousand times. */
function drawPoints(context, places, seen, size) {
    const byClass = new Map();
    for (let i = 0; i < places.length; i += 3) {
        const list = byClass.get(places[i + 2]);
        if (list) list.push(i); else byClass.set(places[i + 2], [i]);
    }
    for (const [label, points] of byClass) {
        context.fillStyle = classColour(label);
        for (const i of points) {
            context.fillRect(seen.x(places[i]) - size / 2, seen.y(places[i + 1]) - size / 2, size, size);
        }
    }
}

/**
 * @param places x, y and class of each point, one behind the other
 * @param cursor `[x, y]` in the plane
 * @param onMove is told where the cursor is dragged to
 * @param onHover is told the number of the point under the pointer, -1 for none
 * @param onPick is told the number of a point that was clicked
 */
export function Scatter({places, cursor, picked = [], height = 520, onMove, onHover, onPick, label}) {
    const canvas = useRef();
    const live = useRef({});
    live.current = {...live.current, places, cursor, picked, onMove, onHover, onPick};

    useEffect(() => {
        const own = live.current;
        own.view = undefined;
        own.layer = undefined;
        own.draw?.();
    }, [places]);

    useEffect(() => { live.current.draw?.(); });

    useEffect(() => {
        const element = canvas.current;
        const context = element.getContext('2d');
        let hovered = -1;
        let drag = null;
        let isWaiting = false;
        const own = () => live.current;

        function size() {
            const ratio = devicePixelRatio || 1;
            const width = element.clientWidth;
            if (element.width !== Math.round(width * ratio)) {
                element.width = Math.round(width * ratio);
                element.height = Math.round(height * ratio);
                own().layer = undefined;
                own().view = own().view && view(own().view, width, height);
            }
            return {width, ratio};
        }

        /** The points as a picture, which is drawn again when the view changes. */
        function layer(width, ratio, seen) {
            if (own().layer) return own().layer;
            const sheet = new OffscreenCanvas(element.width, element.height);
            const pen = sheet.getContext('2d');
            pen.scale(ratio, ratio);
            pen.globalAlpha = own().places.length > 30000 ? 0.55 : 0.8;
            drawPoints(pen, own().places, seen, own().places.length > 30000 ? 2 : 3.2);
            live.current.layer = sheet;
            live.current.grid = undefined;
            return sheet;
        }

        function paint() {
            isWaiting = false;
            const {width, ratio} = size();
            if (!own().places || width === 0) return;
            live.current.view ??= initialView(own().places, width, height);
            const seen = own().view;
            context.setTransform(1, 0, 0, 1, 0, 0);
            context.clearRect(0, 0, element.width, element.height);
            context.drawImage(layer(width, ratio, seen), 0, 0);
            context.setTransform(ratio, 0, 0, ratio, 0, 0);
            const ink = getComputedStyle(element).color;
            context.lineWidth = 2;
            for (const point of [...own().picked, hovered]) {
                if (point < 0) continue;
                context.strokeStyle = ink;
                context.beginPath();
                context.arc(seen.x(own().places[3 * point]), seen.y(own().places[3 * point + 1]), 7, 0, 7);
                context.stroke();
            }
            if (own().cursor) {
                const [x, y] = [seen.x(own().cursor[0]), seen.y(own().cursor[1])];
                context.strokeStyle = ink;
                context.beginPath();
                context.moveTo(x - 12, y);
                context.lineTo(x + 12, y);
                context.moveTo(x, y - 12);
                context.lineTo(x, y + 12);
                context.stroke();
            }
        }

        function draw() {
            if (!isWaiting) {
                isWaiting = true;
                requestAnimationFrame(paint);
            }
        }
        live.current.draw = draw;
        live.current.showAll = () => setView(initialView(own().places, element.clientWidth, height));

        const at = event => {
            const box = element.getBoundingClientRect();
            return [event.clientX - box.left, event.clientY - box.top];
        };

        function down(event) {
            element.setPointerCapture(event.pointerId);
            drag = {from: at(event), view: own().view, isPan: event.shiftKey || event.button === 1 || !own().onMove, hasMoved: false};
            if (!drag.isPan) move(event);
        }

        function move(event) {
            if (!own().view || !own().places) return;
            const [x, y] = at(event);
            if (drag?.isPan) {
                const [fromX, fromY] = drag.from;
                const dx = drag.view.valueX(fromX) - drag.view.valueX(x);
                const dy = drag.view.valueY(fromY) - drag.view.valueY(y);
                setView({left: drag.view.left + dx, right: drag.view.right + dx, bottom: drag.view.bottom + dy, top: drag.view.top + dy});
                drag.hasMoved = true;
            } else if (drag) {
                drag.hasMoved ||= Math.hypot(x - drag.from[0], y - drag.from[1]) > 3;
                own().onMove([own().view.valueX(x), own().view.valueY(y)]);
            } else if (own().onHover) {
                live.current.grid ??= new Grid(own().places, own().view, element.clientWidth, height);
                const found = own().grid.nearest(own().places, own().view, x, y);
                if (found !== hovered) {
                    hovered = found;
                    own().onHover(found);
                    draw();
                }
            }
        }

        function up(event) {
            if (drag && !drag.hasMoved && own().onPick && own().places) {
                live.current.grid ??= new Grid(own().places, own().view, element.clientWidth, height);
                const [x, y] = at(event);
                const found = own().grid.nearest(own().places, own().view, x, y);
                if (found >= 0) own().onPick(found);
            }
            drag = null;
        }

        function setView(bounds) {
            live.current.view = view(bounds, element.clientWidth, height);
            live.current.layer = undefined;
            draw();
        }

        function wheel(event) {
            if (!own().view) return;
            event.preventDefault();
            const [x, y] = at(event);
            const whole = initialView(own().places, element.clientWidth, height);
            const most = 4 * (whole.right - whole.left) / (own().view.right - own().view.left);
            const factor = Math.min(most, Math.exp(event.deltaY * 0.0015));
            const [cx, cy] = [own().view.valueX(x), own().view.valueY(y)];
            const {left, right, bottom, top} = own().view;
            setView({left: cx + (left - cx) * factor, right: cx + (right - cx) * factor, bottom: cy + (bottom - cy) * factor, top: cy + (top - cy) * factor});
        }

        function key(event) {
            const steps = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
            if (!own().view) return;
            const {left, right, bottom, top} = own().view;
            if (steps && own().onMove && own().cursor) {
                event.preventDefault();
                const part = event.shiftKey ? 20 : 100;
                own().onMove([own().cursor[0] + steps[0] * (right - left) / part, own().cursor[1] + steps[1] * (top - bottom) / part]);
            } else if (event.key === '+' || event.key === '-') {
                const share = event.key === '+' ? 0.1 : -0.125;
                const [dx, dy] = [(right - left) * share, (top - bottom) * share];
                setView({left: left + dx, right: right - dx, bottom: bottom + dy, top: top - dy});
            } else if (event.key === '0') {
                own().showAll();
            }
        }

        const leave = () => {
            if (hovered >= 0) {
                hovered = -1;
                own().onHover?.(-1);
                draw();
            }
        };
        const events = {pointerdown: down, pointermove: move, pointerup: up, pointercancel: () => { drag = null; }, pointerleave: leave, wheel, keydown: key};
        for (const [name, handler] of Object.entries(events)) element.addEventListener(name, handler, {passive: false});
        const resizing = new ResizeObserver(draw);
        resizing.observe(element);
        draw();
        return () => {
            resizing.disconnect();
            for (const [name, handler] of Object.entries(events)) element.removeEventListener(name, handler);
        };
    }, []);

    return html`<div class="scatter"><canvas ref=${canvas} tabindex="0" role="application" aria-label=${label}
        style=${{height: height + 'px'}}></canvas>
        <button class="small show-all" onClick=${() => live.current.places && live.current.showAll()}>Show all</button></div>`;
}

export function Legend({names}) {
    return html`<div class="legend">${names.map((name, i) => html`<span><i class="swatch" style=${{background: classColour(i)}}></i>${name}</span>`)}</div>`;
}

/** Where the codes of each class lie, as a table. */
function byClass(places, names) {
    const sums = new Map();
    for (let i = 0; i < places.length; i += 3) {
        const sum = sums.get(places[i + 2]) ?? {count: 0, x: 0, y: 0, xx: 0, yy: 0};
        sum.count++;
        sum.x += places[i];
        sum.y += places[i + 1];
        sum.xx += places[i] ** 2;
        sum.yy += places[i + 1] ** 2;
        sums.set(places[i + 2], sum);
    }
    const spread = (squares, sum, count) => Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
    return [...sums].sort((a, b) => a[0] - b[0]).map(([label, {count, x, y, xx, yy}]) => [
        names?.[label] ?? 'all', whole(count), digits(x / count), digits(spread(xx, x, count)), digits(y / count), digits(spread(yy, y, count))]);
}

export function CodeNumbers({places, names}) {
    return places && html`<${Numbers} title="The numbers" head=${['class', 'samples', 'across, mean', 'across, spread', 'up, mean', 'up, spread']}
        rows=${() => byClass(places, names)} />`;
}
