// Small parts that several pages use.

import {html, useEffect, useState} from '/assets/lib/preact.js';
import {stateWord} from '/assets/words.js';

export const State = ({state}) => html`<span class="state ${state}">${stateWord(state)}</span>`;

/** What a promise gives, and again when one of `inputs` changes. */
export function useFetched(fetcher, inputs) {
    const [found, setFound] = useState({});
    useEffect(() => {
        let isWanted = true;
        fetcher().then(value => isWanted && setFound({value}), error => isWanted && setFound({error: error.message}));
        return () => { isWanted = false; };
    }, inputs);
    return found;
}

export const Problem = ({message}) => message ? html`<p class="card warn" role="alert">${message}</p>` : null;

const MOST_ROWS = 1000;

/** A table that holds the numbers behind a chart. */
export function Numbers({title, head, rows}) {
    const [isOpen, setOpen] = useState(false);
    const all = isOpen ? rows() : [];
    const every = Math.ceil(all.length / MOST_ROWS);
    const shown = all.filter((_, i) => i % every === 0 || i === all.length - 1);
    return html`<details onToggle=${event => setOpen(event.target.open)}>
        <summary class="small quiet">${title}</summary>
        ${isOpen && html`<div class="scroll" tabindex="0" role="region" aria-label=${title}><table>
            <thead><tr>${head.map(name => html`<th class="number" scope="col">${name}</th>`)}</tr></thead>
            <tbody>${shown.map(row => html`<tr>${row.map(cell => html`<td class="number">${cell}</td>`)}</tr>`)}</tbody>
        </table>${every > 1 && html`<p class="small quiet">Every ${every}th of ${all.length} rows.</p>`}</div>`}
    </details>`;
}
