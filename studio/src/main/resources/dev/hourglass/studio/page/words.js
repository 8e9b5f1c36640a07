// Numbers and states in words.

const stateWords = {
    running: 'training', starting: 'starting', evaluating: 'evaluating', completed: 'completed', stopped_early: 'stopped early',
    interrupted: 'interrupted', failed: 'failed', died: 'ended without saving', unknown: 'unknown',
};

export const stateWord = state => stateWords[state] ?? state;

export function duration(seconds) {
    if (seconds === undefined || seconds === null) return '';
    if (seconds < 10) return seconds.toFixed(1) + ' s';
    if (seconds < 90) return Math.round(seconds) + ' s';
    if (seconds < 5400) return Math.round(seconds / 60) + ' min';
    return (seconds / 3600).toFixed(1) + ' h';
}

export function digits(value) {
    if (value === undefined || value === null || Number.isNaN(value)) return '';
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(2);
    return value.toPrecision(4);
}

export const whole = value => value === undefined || value === null ? '' : value.toLocaleString('en');

export const when = time => time ? new Date(time).toLocaleString([], {dateStyle: 'medium', timeStyle: 'short'}) : '';

export const shape = dims => dims.join('×');

/** Tol's scheme "muted", as in the figures; lighter where the page is dark. */
const light = ['#332288', '#cc6677', '#b39b2e', '#117733', '#4fa3c7', '#882255', '#44aa99', '#999933', '#aa4499', '#4d4d4d'];
const dark = ['#8f7fe0', '#e58a98', '#ddcc77', '#4fb873', '#88ccee', '#d06a9c', '#5fcab8', '#bdbd55', '#d27bc2', '#a8a8a8'];

export const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches;

export const classColour = index => index < 0 ? (isDark() ? '#88ccee' : '#0072b2') : (isDark() ? dark : light)[index % light.length];

export const lineColours = () => isDark() ? ['#6fb7e6', '#f0a06a', '#5fcaa6', '#e58a98', '#ddcc77', '#d27bc2'] : ['#0072b2', '#d55e00', '#00795a', '#aa4466', '#8a7510', '#aa4499'];
