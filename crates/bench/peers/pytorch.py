"""PyTorch as a peer of the comparison: `pytorch.py --help`."""

from __future__ import annotations

import argparse
from itertools import chain, islice, repeat
from typing import Any, Callable, Iterator, Optional

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, TensorDataset

import common
from common import PeerError

Batch = tuple[Tensor, Tensor]


class Resident:
    """The training set on the device; a batch is a gather."""

    name = "eager"

    def __init__(self, images: Tensor, labels: Tensor, device: torch.device) -> None:
        self.images, self.labels = images.to(device), labels.to(device)

    def ordered(self, order: np.ndarray) -> Iterator[Batch]:
        for indices in torch.from_numpy(order).to(self.images.device):
            yield self.images[indices], self.labels[indices]

    def epoch(self, batch_size: int) -> Iterator[Batch]:
        """Shuffled, whole batches only."""
        count = len(self.labels)
        order = torch.randperm(count, device=self.images.device)
        for indices in order[: count // batch_size * batch_size].split(batch_size):
            yield self.images[indices], self.labels[indices]


class Loaded:
    """The training set behind a `DataLoader`, as tutorials have it: fetched image by image, then stacked."""

    name = "dataloader"

    def __init__(self, images: Tensor, labels: Tensor, device: torch.device) -> None:
        self.dataset = TensorDataset(images, labels)
        self.device = device

    def ordered(self, order: np.ndarray) -> Iterator[Batch]:
        return self._on_device(DataLoader(self.dataset, batch_sampler=order.tolist()))

    def epoch(self, batch_size: int) -> Iterator[Batch]:
        """Shuffled, whole batches only."""
        return self._on_device(DataLoader(self.dataset, batch_size, shuffle=True, drop_last=True))

    def _on_device(self, loader: DataLoader) -> Iterator[Batch]:
        for images, labels in loader:
            yield images.to(self.device), labels.to(self.device)


LOADERS = {loader.name: loader for loader in (Resident, Loaded)}


class PyTorch(common.Framework):
    """PyTorch on the CPU or one CUDA device, with one of the two ways to a batch."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.device = device(options.device)
        self.loader = LOADERS[options.loader]
        if options.threads is not None:
            torch.set_num_threads(options.threads)
        self.training_set: Any = None

    def hello(self) -> dict[str, Any]:
        on_gpu = self.device.type == "cuda"
        return {
            "framework": "pytorch",
            "version": torch.__version__,
            "backend": self.loader.name,
            "device": str(self.device),
            "device_name": torch.cuda.get_device_name(self.device) if on_gpu else common.cpu_name(),
            "kind": "discrete" if on_gpu else "cpu",
            "driver": f"CUDA {torch.version.cuda}" if on_gpu else None,
            "threads": torch.get_num_threads(),
        }

    def hold(self, dataset: common.Dataset) -> None:
        images = torch.from_numpy(dataset.train.images)
        labels = torch.from_numpy(dataset.train.labels.astype(np.int64))
        self.training_set = self.loader(images, labels, self.device)

    def network(self, weights: common.Weights, learning_rate: float) -> PyTorchNetwork:
        return PyTorchNetwork(self, weights, learning_rate)

    def synchronise(self) -> None:
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)

    def product(self, size: int) -> Callable[[], None]:
        factor = torch.ones(size, size, device=self.device)
        return self._waited_for(lambda: torch.mm(factor, factor))

    def memory_pass(self, count: int) -> Callable[[], None]:
        source = torch.ones(count, device=self.device)
        target = torch.empty_like(source)
        return self._waited_for(lambda: target.copy_(source))

    def _waited_for(self, work: Callable[[], object]) -> Callable[[], None]:
        def waited() -> None:
            work()
            self.synchronise()

        return waited

    def reset_device_memory(self) -> None:
        if self.device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(self.device)

    def device_memory(self) -> Optional[int]:
        return torch.cuda.max_memory_allocated(self.device) if self.device.type == "cuda" else None


class PyTorchNetwork(common.Network):
    """The classifier and Adam, stepped in a plain loop."""

    def __init__(self, framework: PyTorch, weights: common.Weights, learning_rate: float) -> None:
        self.framework = framework
        self.model = nn.Sequential(
            linear(weights.hidden_weight, weights.hidden_bias),
            nn.ReLU(),
            linear(weights.output_weight, weights.output_bias),
        ).to(framework.device)
        self.optimizer = torch.optim.Adam(
            self.model.parameters(), lr=learning_rate, betas=common.BETAS, eps=common.EPSILON, fused=True
        )

    @torch.inference_mode()
    def logits(self, images: np.ndarray) -> np.ndarray:
        return self._forward(images).cpu().numpy()

    @torch.inference_mode()
    def probabilities(self, images: np.ndarray) -> np.ndarray:
        return self._forward(images).softmax(dim=1).cpu().numpy()

    def _forward(self, images: np.ndarray) -> Tensor:
        return self.model(scaled(torch.from_numpy(images).to(self.framework.device)))

    def follow(self, order: np.ndarray) -> list[float]:
        return [self.step(*batch).item() for batch in self.framework.training_set.ordered(order)]

    def learn(self, order: np.ndarray) -> None:
        for batch in self.framework.training_set.ordered(order):
            self.step(*batch)
        self.framework.synchronise()

    def training(self, batch_size: int) -> common.Workload:
        epochs = (self.framework.training_set.epoch(batch_size) for _ in repeat(None))
        return Training(self, chain.from_iterable(epochs))

    def step(self, images: Tensor, labels: Tensor) -> Tensor:
        self.optimizer.zero_grad()
        loss = functional.cross_entropy(self.model(scaled(images)), labels)
        loss.backward()
        self.optimizer.step()
        return loss.detach()


class Training(common.Workload):
    """Steps over an endless line of batches."""

    def __init__(self, network: PyTorchNetwork, batches: Iterator[Batch]) -> None:
        self.network, self.batches = network, batches

    def run(self, iterations: int) -> None:
        for batch in islice(self.batches, iterations):
            self.network.step(*batch)
        self.network.framework.synchronise()


def scaled(images: Tensor) -> Tensor:
    """Bytes to the network's input, in [0, 1]."""
    return images.float().div_(255)


def linear(weight: np.ndarray, bias: np.ndarray) -> nn.Linear:
    """A layer with these values; PyTorch keeps the weight as `[outputs, inputs]`."""
    layer = nn.utils.skip_init(nn.Linear, *weight.shape)
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(weight.T))
        layer.bias.copy_(torch.from_numpy(bias))
    return layer


def device(name: str) -> torch.device:
    """`cpu`, `cuda` or `cuda:N`, if it is there."""
    kind, _, index = name.partition(":")
    if kind == "cpu" and not index:
        return torch.device("cpu")
    if kind != "cuda" or not (index or "0").isdecimal():
        raise PeerError(f"--device is cpu or cuda[:N], not {name}")
    found = torch.cuda.device_count()
    if int(index or 0) >= found:
        raise PeerError(f"--device {name}: PyTorch sees {found} CUDA devices")
    return torch.device("cuda", int(index or 0))


if __name__ == "__main__":
    parser = common.arguments("Trains and runs the MNIST classifier with PyTorch.")
    parser.add_argument("--loader", choices=LOADERS, default=Resident.name, help="how a batch is made (default: eager)")
    common.main(parser.parse_args(), PyTorch)
