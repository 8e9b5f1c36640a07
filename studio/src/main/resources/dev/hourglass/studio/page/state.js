// What the page knows of the runs, kept up to date by the studio's events.

import {signal} from '/assets/lib/preact.js';
import {getJson} from '/assets/api.js';

export const runs = signal(new Map());
export const folder = signal('');
export const isOnline = signal(true);
export const isLoaded = signal(false);

export async function refresh() {
    const found = await getJson('/api/runs');
    folder.value = found.folder;
    runs.value = new Map(found.runs.map(run => [run.id, run]));
    isLoaded.value = true;
}

/** A tab that nobody sees needs no stream, and browsers allow few at a time. */
export function listen() {
    let events = open();
    document.addEventListener('visibilitychange', () => {
        events?.close();
        events = document.hidden ? null : open();
    });
}

function open() {
    const events = new EventSource('/api/events');
    events.onopen = () => { isOnline.value = true; };
    events.onerror = () => { isOnline.value = false; };
    events.addEventListener('all', () => refresh().catch(() => { isOnline.value = false; }));
    events.addEventListener('run', event => {
        const run = JSON.parse(event.data);
        runs.value = new Map(runs.value).set(run.id, run);
    });
    events.addEventListener('gone', event => {
        const left = new Map(runs.value);
        left.delete(JSON.parse(event.data).id);
        runs.value = left;
    });
    return events;
}

export const isRunning = run => ['running', 'starting', 'evaluating'].includes(run?.state);

/** Epochs done, those of the one that runs included. */
export const epochsDone = run => run.state === 'running' && run.steps ? run.epoch - 1 + run.step / run.steps : run.epoch;

/** Seconds until the last epoch; undefined where that cannot be said. */
export function secondsLeft(run) {
    if (run.state !== 'running' || !run.samples_per_second || !run.epochs) return undefined;
    return Math.max(0, run.epochs - epochsDone(run)) * run.samples / run.samples_per_second;
}
