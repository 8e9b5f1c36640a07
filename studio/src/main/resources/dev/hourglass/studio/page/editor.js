// The YAML editor: CodeMirror, with completion and hover texts from the JSON Schema, and the parser's own sentences as problems.

import {getJson, postJson} from '/assets/api.js';

let loading;

/** CodeMirror is large, so it comes when it is needed first. */
function load() {
    loading ??= Promise.all([import('/assets/lib/codemirror.js'), getJson('/api/schema')]);
    return loading;
}

function resolve(schema, root) {
    let found = schema;
    while (found?.$ref) found = found.$ref.replace(/^#\//, '').split('/').reduce((at, part) => at?.[part], root);
    return found;
}

/** A schema and what its alternatives are, all resolved. */
function alternatives(schema, root, depth = 0) {
    const found = resolve(schema, root);
    if (!found || depth > 6) return [];
    const inner = [...(found.oneOf ?? []), ...(found.anyOf ?? []), ...(found.allOf ?? [])];
    return [found, ...inner.flatMap(one => alternatives(one, root, depth + 1))];
}

/** The keys that lead to a line, by indentation; a list's item is '-'. */
export function pathAt(lines, number) {
    const path = [];
    let indent = /^ */.exec(lines[number])[0].length;
    if (lines[number].trim() === '') indent = Math.max(indent, 0);
    for (let i = number - 1; i >= 0; i--) {
        const line = lines[i].replace(/(^|\s)#.*$/, '');
        if (line.trim() === '') continue;
        const item = /^( *)- (.*)$/.exec(line);
        const own = /^ */.exec(line)[0].length;
        if (item) {
            const key = /^([\w]+):/.exec(item[2]);
            if (key && own + 2 < indent && path.length === 0 | own + 2 < indent) {
                path.unshift(key[1]);
                indent = own + 2;
            }
            if (own < indent) {
                path.unshift('-');
                indent = own;
            }
            continue;
        }
        const key = /^ *([\w]+):/.exec(line);
        if (key && (own < indent || (own === indent && path[0] === '-'))) {
            path.unshift(key[1]);
            indent = own;
        }
        if (indent === 0 && path[0] !== '-') break;
    }
    return path;
}

function at(path, root) {
    let schemas = alternatives(root, root);
    for (const part of path) {
        schemas = schemas.flatMap(schema => part === '-'
            ? schema.items ? alternatives(schema.items, root) : []
            : schema.properties?.[part] ? alternatives(schema.properties[part], root) : []);
    }
    return schemas;
}

function description(schemas) {
    return schemas.map(schema => schema.description).find(text => text) ?? '';
}

function options(schemas, root) {
    const all = new Map();
    for (const schema of schemas) {
        for (const [key, value] of Object.entries(schema.properties ?? {})) {
            if (!all.has(key)) all.set(key, {label: key, type: 'property', apply: key + ': ', info: description(alternatives(value, root))});
        }
    }
    return [...all.values()];
}

function values(schemas) {
    const all = new Map();
    for (const schema of schemas) {
        for (const value of schema.enum ?? (schema.const === undefined ? [] : [schema.const])) {
            all.set(String(value), {label: String(value), type: 'constant', info: schema.description ?? ''});
        }
    }
    return [...all.values()];
}

/** Completion at a place of a text, by the schema. */
export function completions(root, lines, number, column) {
    const before = lines[number].slice(0, column);
    const path = pathAt(lines, number);
    const valued = /^( *)(?:- )?([\w]+):\s*([\w]*)$/.exec(before);
    if (valued) {
        const item = /^ *- /.test(before) ? [...path.at(-1) === '-' ? path : [...path, '-']] : path;
        const schemas = at([...item, valued[2]], root);
        return {from: column - valued[3].length, options: [...values(schemas), ...options(schemas, root)]};
    }
    const key = /^( *)(- )?([\w]*)$/.exec(before);
    if (!key) return null;
    const schemas = at(key[2] && path.at(-1) !== '-' ? [...path, '-'] : path, root);
    return {from: column - key[3].length, options: [...options(schemas, root), ...(key[2] ? values(schemas) : [])]};
}

/** Makes the browser's own element that holds an editor in a shadow root: its styles need no exception from the page's policy. */
export async function makeEditor(holder, {text, onChange, onChecked}) {
    const [cm, schemas] = await load();
    const root = () => /^table:/m.test(editor.state.doc.toString()) ? schemas.table : schemas.samples;
    const shadow = holder.shadowRoot ?? holder.attachShadow({mode: 'open'});
    shadow.replaceChildren();
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const colours = dark
        ? {key: '#6fb7e6', value: '#f0a06a', comment: '#a3acb9', ink: '#e6e9ee', paper: '#191c21', shade: '#232831'}
        : {key: '#00609a', value: '#9a3d00', comment: '#58606e', ink: '#1f2328', paper: '#ffffff', shade: '#eef1f5'};
    const style = cm.HighlightStyle.define([
        {tag: [cm.tags.propertyName, cm.tags.definition(cm.tags.propertyName)], color: colours.key},
        {tag: [cm.tags.string, cm.tags.number, cm.tags.bool, cm.tags.atom, cm.tags.content], color: colours.value},
        {tag: cm.tags.comment, color: colours.comment},
    ]);

    async function check(view) {
        const found = await postJson('/api/specs/check', {spec: view.state.doc.toString()});
        onChecked(found);
        if (found.ok) return [];
        const line = view.state.doc.line(Math.min(view.state.doc.lines, Math.max(1, found.line)));
        const from = Math.min(line.to, line.from + Math.max(0, (found.column ?? 1) - 1));
        return [{from, to: Math.max(from, line.to), severity: 'error', message: found.message}];
    }

    function complete(context) {
        const line = context.state.doc.lineAt(context.pos);
        const lines = context.state.doc.toString().split('\n');
        const found = completions(root(), lines, line.number - 1, context.pos - line.from);
        if (!found || found.options.length === 0) return null;
        if (!context.explicit && context.pos - line.from === found.from) return null;
        return {from: line.from + found.from, options: found.options, validFor: /^\w*$/};
    }

    const hover = cm.hoverTooltip((view, position) => {
        const line = view.state.doc.lineAt(position);
        const key = /^( *)(- )?([\w]+):/.exec(line.text);
        if (!key) return null;
        const lines = view.state.doc.toString().split('\n');
        const path = pathAt(lines, line.number - 1);
        const told = description(at([...path, ...(key[2] && path.at(-1) !== '-' ? ['-'] : []), key[3]], root()));
        const from = line.from + key[1].length + (key[2] ?? '').length;
        if (!told || position < from || position > from + key[3].length) return null;
        return {
            pos: from, end: from + key[3].length, above: true, create: () => {
                const dom = document.createElement('div');
                dom.className = 'hint';
                dom.textContent = told;
                return {dom};
            },
        };
    });

    const editor = new cm.EditorView({
        root: shadow,
        parent: shadow,
        state: cm.EditorState.create({
            doc: text,
            extensions: [
                cm.lineNumbers(), cm.highlightActiveLine(), cm.drawSelection(), cm.history(), cm.indentOnInput(), cm.bracketMatching(),
                cm.indentUnit.of('  '), cm.yaml(), cm.syntaxHighlighting(style), cm.autocompletion({override: [complete]}), hover,
                cm.linter(check, {delay: 250}), cm.lintGutter(),
                cm.keymap.of([...cm.completionKeymap, ...cm.historyKeymap, ...cm.defaultKeymap]),
                cm.EditorView.contentAttributes.of({'aria-label': 'The spec as YAML', tabindex: '0'}),
                cm.EditorView.updateListener.of(update => { if (update.docChanged) onChange(update.state.doc.toString()); }),
                cm.EditorView.theme({
                    '&': {height: '100%', fontSize: '13.5px', color: colours.ink, backgroundColor: colours.paper},
                    '.cm-scroller': {fontFamily: 'ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace'},
                    '.cm-gutters': {backgroundColor: colours.paper, color: colours.comment, borderRight: 'none'},
                    '.cm-activeLine, .cm-activeLineGutter': {backgroundColor: colours.shade},
                    '.cm-cursor': {borderLeftColor: colours.ink},
                    '.cm-tooltip': {backgroundColor: colours.paper, color: colours.ink, border: '1px solid ' + colours.comment, maxWidth: '34rem', padding: '2px 4px'},
                    // CodeMirror draws these as pictures inside its styles, which the page's policy does not let in.
                    '.cm-lint-marker-error': {content: 'normal', width: '9px', height: '9px', marginTop: '5px', borderRadius: '50%', backgroundColor: colours.value},
                    '.cm-lintRange-error': {backgroundImage: 'none', textDecoration: 'underline wavy ' + colours.value},
                    '.cm-tooltip .hint': {padding: '4px 6px', fontSize: '13px'},
                    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {backgroundColor: colours.key, color: colours.paper},
                }, {dark}),
            ],
        }),
    });
    return editor;
}
