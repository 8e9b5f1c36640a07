// A model to play with.

import {html} from '/assets/lib/preact.js';
import {getJson} from '/assets/api.js';
import {Anomalies} from '/assets/anomalies.js';
import {Draw} from '/assets/draw.js';
import {Explorer} from '/assets/explorer.js';
import {Layers} from '/assets/layers.js';
import {Problem, useFetched} from '/assets/parts.js';
import {Sampler} from '/assets/sampler.js';

/** What can be done with a model, by what it is. */
function parts(model) {
    const isShown = !!model.picture;
    const isPicture = isShown && model.picture.length === 3;
    const isRead = model.samples > 0;
    return [
        isRead && {id: 'explore', word: 'Codes', body: Explorer},
        isPicture && model.kind === 'samples' && {id: 'draw', word: 'Draw', body: Draw},
        model.variational && isShown && {id: 'sample', word: 'Sample', body: Sampler},
        isShown && isRead && {id: 'layers', word: 'Filters and activations', body: Layers},
        (model.kind === 'table' || isRead) && {id: 'anomalies', word: 'Anomalies', body: Anomalies},
    ].filter(Boolean);
}

export function ModelPage({id, tab}) {
    const {value: model, error} = useFetched(() => getJson(`/api/models/${id}`), [id]);
    if (error) return html`<h1>${id}</h1><${Problem} message=${error} />`;
    if (!model) return html`<h1>${id}</h1><p class="quiet">Reading the model and its data ...</p>`;
    const all = parts(model);
    const shown = all.find(part => part.id === tab) ?? all[0];
    return html`
        <div class="row between"><h1>${id.replaceAll('~', '/')}</h1><a href=${`#/runs/${id}`}>the run</a></div>
        <${Problem} message=${model.missing} />
        ${all.length === 0 && html`<p>There is nothing to play with: the model is ${model.kind === 'windows' ? 'one of windows over time' : model.kind === 'classifier' ? 'a classifier' : 'no model of pictures'}. Its run page shows how it was trained.</p>`}
        <nav class="tabs" aria-label="What to do with the model">${all.map(part => html`<a key=${part.id} href=${`#/models/${id}/${part.id}`}
            aria-current=${part === shown ? 'page' : null}>${part.word}</a>`)}</nav>
        ${shown && html`<${shown.body} model=${model} base=${`/api/models/${id}`} />`}`;
}
