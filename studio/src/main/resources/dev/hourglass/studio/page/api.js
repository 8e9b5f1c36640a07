// Requests to the studio. Every failure is an Error with the server's own sentence.

async function ask(path, options) {
    let answer;
    try {
        answer = await fetch(path, options);
    } catch {
        throw new Error('The studio does not answer; is it still running in its terminal?');
    }
    if (answer.ok) return answer;
    if (answer.status === 401) throw new Error('The studio asks for its token; open its link again.');
    let sentence = answer.statusText;
    try {
        sentence = (await answer.json()).error;
    } catch { /* not one of the studio's own answers */ }
    throw new Error(sentence);
}

export const getJson = async path => (await ask(path)).json();

export const getFloats = async path => new Float32Array(await (await ask(path)).arrayBuffer());

const json = {'Content-Type': 'application/json'};

export const postJson = async (path, body = {}) =>
    (await ask(path, {method: 'POST', headers: json, body: JSON.stringify(body)})).json();

export const putJson = async (path, body) =>
    (await ask(path, {method: 'PUT', headers: json, body: JSON.stringify(body)})).json();

const binary = (path, floats) =>
    ask(path, {method: 'POST', headers: {'Content-Type': 'application/octet-stream'}, body: floats});

/** Little-endian floats in and out, as every processor that runs a browser has them. */
export const postFloats = async (path, floats) => new Float32Array(await (await binary(path, floats)).arrayBuffer());

export const postFloatsForJson = async (path, floats) => (await binary(path, floats)).json();
