// A spec is chosen, changed and trained.

import {html, useEffect, useRef, useState} from '/assets/lib/preact.js';
import {getJson, postJson} from '/assets/api.js';
import {makeEditor} from '/assets/editor.js';
import {LayerTable, Network} from '/assets/network.js';
import {Problem, useFetched} from '/assets/parts.js';
import {whole} from '/assets/words.js';

function Editor({text, version, onChange, onChecked}) {
    const holder = useRef();
    const editor = useRef();
    const live = useRef({});
    live.current = {onChange, onChecked};
    // A text that is chosen goes into the same editor, so that the one before can be had again by undoing.
    useEffect(() => {
        const made = editor.current;
        if (made && made.state.doc.toString() !== text) {
            made.dispatch({changes: {from: 0, to: made.state.doc.length, insert: text}});
        }
    }, [version]);
    useEffect(() => {
        let isWanted = true;
        makeEditor(holder.current, {
            text, onChange: changed => live.current.onChange(changed), onChecked: found => live.current.onChecked(found),
        }).then(made => {
            if (isWanted) editor.current = made; else made.destroy();
        });
        return () => {
            isWanted = false;
            editor.current?.destroy();
            editor.current = undefined;
        };
    }, []);
    return html`<div class="editor" ref=${holder}></div>`;
}

/** What was written and not trained yet, for who comes back to the page. */
let draft = null;

export function TrainPage({from, example}) {
    const {value: examples, error} = useFetched(() => getJson('/api/examples'), []);
    const {value: data} = useFetched(() => getJson('/api/data'), []);
    const [chosen, setChosen] = useState(null);
    const [name, setName] = useState('');
    const [dataId, setDataId] = useState('');
    const [checked, setChecked] = useState({ok: false, message: ''});
    const [version, setVersion] = useState(0);
    const [problem, setProblem] = useState('');
    const [isStarting, setStarting] = useState(false);
    const text = useRef('');

    function write(changed) {
        text.current = changed;
        draft = {...chosen, name, spec: changed};
    }

    function choose(next) {
        text.current = next.spec;
        setChosen(next);
        setVersion(before => before + 1);
        setName(next.name);
        setDataId('');
        setProblem('');
    }

    useEffect(() => {
        if (from) {
            getJson(`/api/runs/${from}`).then(run => choose({name: run.name, title: `the spec of ${run.title}`, spec: run.spec}), failed => setProblem(failed.message));
        } else if (examples && !chosen) {
            choose(examples.find(one => one.name === example) ?? draft ?? examples[0]);
        }
    }, [from, examples]);

    async function start() {
        setStarting(true);
        try {
            const {id} = await postJson('/api/runs', {spec: text.current, name, data: dataId || undefined});
            draft = null;
            location.hash = `#/runs/${id}`;
        } catch (failed) {
            setProblem(failed.message);
        } finally {
            setStarting(false);
        }
    }

    return html`
        <h1>Train</h1>
        <${Problem} message=${error ?? problem} />
        <div class="split">
            <section class="card"><h2>Begin with</h2><div class="gallery">
                ${examples?.map(one => html`<button key=${one.name} aria-pressed=${chosen?.spec === one.spec} onClick=${() => choose(one)}>
                    ${one.name}<span>${one.title}</span></button>`)}
            </div></section>
            <div>
                <section class="card">
                    <div class="row between"><h2>Spec</h2><span class="small quiet">Ctrl-Space completes; rest on a key to read what it is</span></div>
                    ${chosen && html`<${Editor} text=${chosen.spec} version=${version} onChange=${write} onChecked=${setChecked} />`}
                    <p role="status" class="small" style=${{margin: '.6rem 0', color: checked.ok ? 'var(--good)' : 'var(--warn)'}}>
                        ${checked.ok ? `A good spec${checked.parameters === undefined ? '' : `: ${whole(checked.parameters)} parameters`}.` : checked.message && `Line ${checked.line}: ${checked.message}`}</p>
                    ${checked.ok && !checked.data_known && !dataId && html`<p class="small" role="status">${checked.data ? `The studio does not know the data '${checked.data}': ` : 'The spec names no data: '}choose some below${checked.data ? ', or start the studio with --data' : ''}.</p>`}
                    <div class="row" style=${{alignItems: 'end'}}>
                        <label class="field">Name<input type="text" value=${name} onInput=${event => setName(event.target.value)} /></label>
                        <label class="field">Data<select value=${dataId} onChange=${event => setDataId(event.target.value)}>
                            <option value="">${checked.data ? `those of the spec (${checked.data})` : 'those of the spec'}</option>
                            ${data?.map(one => html`<option value=${one.id}>${one.name}</option>`)}</select></label>
                        <button class="primary" disabled=${!checked.ok || isStarting || !name || !(checked.data_known || dataId)} onClick=${start}>Train</button>
                    </div>
                </section>
                ${checked.layers && html`<section class="card"><h2>Network</h2><${Network} layers=${checked.layers} /><${LayerTable} layers=${checked.layers} /></section>`}
            </div>
        </div>`;
}
