#!/usr/bin/env python3
"""Trains with PyTorch what verify/pytorch-dense.yaml and verify/pytorch-deep-2d.yaml train here, and prints the test loss of each seed.

    python3 bench/pytorch-reference.py {dense|deep-2d} MNIST-FOLDER [--seeds N]

The folder holds the files of MNIST as their authors publish them (train-images-idx3-ubyte.gz, ...). Needs PyTorch and NumPy (of Debian:
python3-torch, with libopenblas0-pthread, without which it takes ten times as long).
"""

import argparse
import gzip
import pathlib
import statistics

import numpy
import torch
from torch import nn


def images(path):
    if not path.is_file():
        arguments.error(f"{path}: no such file; name a folder with the files of MNIST")
    pixels = numpy.frombuffer(gzip.decompress(path.read_bytes()), numpy.uint8, offset=16)
    return torch.from_numpy(pixels.reshape(-1, 784).astype(numpy.float32) / 255)


def dense():
    code, output = nn.Linear(784, 36), nn.Linear(36, 784)
    for layer in (code, output):
        nn.init.xavier_uniform_(layer.weight)
        nn.init.zeros_(layer.bias)
    return nn.Sequential(code, nn.ReLU(), output, nn.Sigmoid())


def deep_2d():
    sizes = [784, 128, 64, 10, 2, 10, 64, 128, 784]
    layers = []
    for inputs, units in zip(sizes, sizes[1:]):
        layer = nn.Linear(inputs, units)
        nn.init.trunc_normal_(layer.weight, 0, 1, -2, 2)
        nn.init.normal_(layer.bias, 0, 1)
        layers += [layer] if units == 2 else [layer, nn.Sigmoid()]
    return nn.Sequential(*layers)


NETWORKS = {
    "dense": (dense, lambda weights: torch.optim.Adadelta(weights, 1.0, 0.95, 1e-7), nn.functional.binary_cross_entropy, 15),
    "deep-2d": (deep_2d, lambda weights: torch.optim.Adam(weights, 0.01), nn.functional.mse_loss, 10),
}

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("network", choices=NETWORKS)
arguments.add_argument("folder", type=pathlib.Path)
arguments.add_argument("--seeds", type=int, default=10)
options = arguments.parse_args()

torch.set_num_threads(1)
train, test = (images(options.folder / f"{part}-images-idx3-ubyte.gz") for part in ("train", "t10k"))
network, optimizer, loss, epochs = NETWORKS[options.network]
losses = []
for seed in range(options.seeds):
    torch.manual_seed(seed)
    model = network()
    training = optimizer(model.parameters())
    for _ in range(epochs):
        for batch in torch.randperm(len(train)).split(256):
            training.zero_grad()
            loss(model(train[batch]), train[batch]).backward()
            training.step()
    with torch.no_grad():
        losses.append(loss(model(test), test).item())
    print(f"seed {seed}: {losses[-1]:.4f}", flush=True)
if len(losses) > 1:
    print(f"mean {statistics.mean(losses):.4f}, standard deviation {statistics.stdev(losses):.4f}")
