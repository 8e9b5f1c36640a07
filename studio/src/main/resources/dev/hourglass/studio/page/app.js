// The studio's page: which part is shown, by the part of the address behind '#'.

import {html, render, signal, useEffect} from '/assets/lib/preact.js';
import {isOnline, listen, refresh} from '/assets/state.js';
import {RunsPage} from '/assets/runs.js';
import {RunPage} from '/assets/run.js';
import {ComparePage} from '/assets/compare.js';
import {TrainPage} from '/assets/train.js';
import {ModelPage} from '/assets/model.js';

const address = signal(location.hash);
addEventListener('hashchange', () => { address.value = location.hash; });

function page() {
    const [path, query] = address.value.replace(/^#\/?/, '').split('?');
    const parts = path.split('/').map(decodeURIComponent);
    const parameters = new URLSearchParams(query);
    switch (parts[0]) {
        case 'runs': return {title: parts[1], tab: 'runs', body: html`<${RunPage} key=${parts[1]} id=${parts[1]} />`};
        case 'compare': return {title: 'Compare', tab: 'runs', body: html`<${ComparePage} ids=${parameters.get('runs')} />`};
        case 'train': return {title: 'Train', tab: 'train', body: html`<${TrainPage} from=${parameters.get('from')} example=${parameters.get('example')} />`};
        case 'models': return {title: parts[1], tab: 'runs', body: html`<${ModelPage} key=${parts[1]} id=${parts[1]} tab=${parts[2]} />`};
        default: return {title: 'Runs', tab: 'runs', body: html`<${RunsPage} />`};
    }
}

function Studio() {
    const {title, tab, body} = page();
    useEffect(() => { document.title = title + ' · Hourglass Studio'; }, [title]);
    const link = (name, to, word) => html`<a href=${to} aria-current=${tab === name ? 'page' : null}>${word}</a>`;
    return html`
        <header class="bar">
            <a class="name" href="#/"><img src="/assets/hourglass.svg" alt="" />Hourglass Studio</a>
            <nav aria-label="Parts">${link('runs', '#/', 'Runs')}${link('train', '#/train', 'Train')}</nav>
            ${!isOnline.value && html`<span class="offline" role="status">The studio does not answer.</span>`}
        </header>
        <main>${body}</main>`;
}

render(html`<${Studio} />`, document.getElementById('studio'));
listen();
refresh().catch(() => { isOnline.value = false; });
