export {EditorState, Compartment} from '@codemirror/state';
export {
    EditorView, keymap, lineNumbers, highlightActiveLine, highlightActiveLineGutter, drawSelection, hoverTooltip,
} from '@codemirror/view';
export {defaultKeymap, history, historyKeymap, indentWithTab} from '@codemirror/commands';
export {syntaxHighlighting, HighlightStyle, indentOnInput, bracketMatching, indentUnit} from '@codemirror/language';
export {autocompletion, completionKeymap, startCompletion} from '@codemirror/autocomplete';
export {linter, lintGutter, forceLinting} from '@codemirror/lint';
export {yaml} from '@codemirror/lang-yaml';
export {tags} from '@lezer/highlight';
