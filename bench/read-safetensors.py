#!/usr/bin/env python3
"""Reads models with the reference implementation of safetensors (pip install safetensors numpy) and prints the
SHA-256 of their weights, which `hourglass inspect` prints too. See docs/reliability.md."""
import hashlib
import sys

from safetensors import safe_open


def place(name):
    """Encoder, latent, decoder; the layer; the weight before the bias."""
    part, *layer, role = name.split(".")
    return ["encoder", "latent", "decoder"].index(part), [int(number) for number in layer], role == "bias"


for path in sys.argv[1:]:
    digest = hashlib.sha256()
    with safe_open(path, framework="numpy") as model:
        names = sorted(model.keys(), key=place)
        for name in names:
            digest.update(model.get_tensor(name).astype("<f4").tobytes())
        print(f"{digest.hexdigest()}  {path}  ({model.metadata()['format']}, {len(names)} tensors)")
