"""Keras 3 on whichever backend there is as a peer of the comparison: `keras.py --help`."""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import importlib.util
import os
import sys
import time
from pathlib import Path
from typing import Any, Callable

import numpy as np

import common
from common import CLASSES, PIXELS, PeerError

# Or else `import keras` would find this very file.
HERE = Path(__file__).resolve().parent
sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != HERE]

# `fit` takes about 50 ms to start, which users pay once for an epoch or more: a shorter sample would
# hold it against every step.
FIT_STEPS = 1000

# In the order they are preferred where the user does not say.
BACKENDS = ("tensorflow", "torch", "jax")


class Keras(common.Framework):
    """Keras on the CPU or one CUDA device."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.device = options.device
        # Keras and its backends look at these once, when they are imported.
        os.environ["CUDA_VISIBLE_DEVICES"] = visible_devices(options.device)
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
        os.environ.setdefault("KERAS_BACKEND", installed_backend())
        self.keras = importlib.import_module("keras")
        self.backend = self.keras.backend.backend()
        self.threads = set_threads(self.backend, options.threads)
        self.device_name = device_name(self.backend, options.device)
        self.images = self.labels = np.empty(0)

    def hello(self) -> dict[str, Any]:
        on_gpu = self.device != "cpu"
        return {
            "framework": "keras",
            "version": self.keras.__version__,
            "backend": self.backend,
            "backend_version": importlib.metadata.version(self.backend),
            "device": self.device,
            "device_name": self.device_name,
            "kind": "discrete" if on_gpu else "cpu",
            "driver": None,
            "threads": self.threads,
        }

    def hold(self, dataset: common.Dataset) -> None:
        self.images = scaled(dataset.train.images)
        self.labels = dataset.train.labels.astype(np.int64)

    def network(self, weights: common.Weights, learning_rate: float) -> KerasNetwork:
        return KerasNetwork(self, weights, learning_rate)

    def product(self, size: int) -> Callable[[], object]:
        ops = self.keras.ops
        factor = ops.ones((size, size))
        # One number back on the host is how any backend is waited for.
        return lambda: ops.convert_to_numpy(ops.matmul(factor, factor)[0, 0])

    def memory_pass(self, count: int) -> Callable[[], object]:
        ops = self.keras.ops
        source = ops.ones((count,))
        return lambda: ops.convert_to_numpy(ops.add(source, 1.0)[0])


class KerasNetwork(common.Network):
    """The classifier, compiled as users compile it."""

    def __init__(self, framework: Keras, weights: common.Weights, learning_rate: float) -> None:
        keras = framework.keras
        self.framework = framework
        self.model = keras.Sequential(
            [
                keras.Input((PIXELS,)),
                keras.layers.Dense(weights.hidden, activation="relu"),
                keras.layers.Dense(CLASSES),
            ]
        )
        self.model.set_weights([weights.hidden_weight, weights.hidden_bias, weights.output_weight, weights.output_bias])
        beta_1, beta_2 = common.BETAS
        self.model.compile(
            keras.optimizers.Adam(learning_rate, beta_1, beta_2, common.EPSILON),
            keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        )
        # Users of `predict` end the network with a softmax; training is stabler on logits.
        self.classifier = keras.Sequential([self.model, keras.layers.Softmax()])

    def logits(self, images: np.ndarray) -> np.ndarray:
        return np.asarray(self.model.predict_on_batch(scaled(images)))

    def probabilities(self, images: np.ndarray) -> np.ndarray:
        return np.asarray(self.classifier.predict_on_batch(scaled(images)))

    def follow(self, order: np.ndarray) -> list[float]:
        return [self._step(indices) for indices in order]

    def _step(self, indices: np.ndarray) -> float:
        # `train_on_batch` answers the mean of all steps since the last reset.
        self.model.reset_metrics()
        images, labels = self.framework.images[indices], self.framework.labels[indices]
        return float(self.model.train_on_batch(images, labels))

    def learn(self, order: np.ndarray) -> None:
        batch_size = order.shape[1]
        indices = order.reshape(-1)
        images, labels = self.framework.images[indices], self.framework.labels[indices]
        self.model.fit(images, labels, batch_size, verbose=0, shuffle=False)

    def training(self, batch_size: int) -> common.Workload:
        return Fit(self.framework, self.model, batch_size)


class Fit(common.Workload):
    """`fit` over as many images as the steps need; more than an epoch of them are several epochs."""

    def __init__(self, framework: Keras, model: Any, batch_size: int) -> None:
        self.framework, self.model, self.batch_size = framework, model, batch_size
        self.whole = common.whole_batches(len(framework.labels), batch_size)
        self.at_least = min(self.whole, FIT_STEPS)

    def run(self, iterations: int) -> None:
        self._fit(iterations, [])

    def latencies(self, count: int) -> list[float]:
        """Steps inside `fit`, told apart by a callback: it is given the loss, and so the step is done."""
        ends: list[float] = []
        clock = self.framework.keras.callbacks.LambdaCallback(
            on_train_batch_end=lambda step, logs: ends.append(time.perf_counter())
        )
        # The first step also waits for `fit` to start, so that there is one more.
        self._fit(count + 1, [clock])
        return np.diff(ends).tolist()

    def _fit(self, steps: int, callbacks: list[Any]) -> None:
        epochs, rest = divmod(steps, self.whole)
        for batches, times in ((self.whole, epochs), (rest, 1)):
            if batches and times:
                count = batches * self.batch_size
                images, labels = self.framework.images[:count], self.framework.labels[:count]
                self.model.fit(images, labels, self.batch_size, times, verbose=0, callbacks=callbacks, shuffle=True)


def scaled(images: np.ndarray) -> np.ndarray:
    """Bytes to the network's input, in [0, 1]."""
    return images.astype(np.float32) / np.float32(255)


def installed_backend() -> str:
    for name in BACKENDS:
        if importlib.util.find_spec(name):
            return name
    raise PeerError(f"Keras needs one of {', '.join(BACKENDS)}, and none is installed")


def visible_devices(device: str) -> str:
    """The value of CUDA_VISIBLE_DEVICES that leaves one device, or none."""
    kind, _, index = device.partition(":")
    if device == "cpu":
        return "-1"
    if kind != "cuda" or not (index or "0").isdecimal():
        raise PeerError(f"--device is cpu or cuda[:N], not {device}")
    return index or "0"


def set_threads(backend: str, threads: int | None) -> int:
    """Limits the backend's CPU threads, and says how many there are."""
    if backend == "torch":
        torch = importlib.import_module("torch")
        if threads is not None:
            torch.set_num_threads(threads)
        return torch.get_num_threads()
    if threads is None:
        return common.available_cpus()
    if backend != "tensorflow":
        return common.limit_cpus(threads)
    threading = importlib.import_module("tensorflow").config.threading
    threading.set_intra_op_parallelism_threads(threads)
    threading.set_inter_op_parallelism_threads(threads)
    return threads


def device_name(backend: str, device: str) -> str:
    """What the device calls itself, if the backend found it."""
    if device == "cpu":
        return common.cpu_name()
    try:
        return gpu_name(backend)
    except (IndexError, AssertionError, RuntimeError):
        raise PeerError(f"--device {device}: Keras on {backend} sees no such CUDA device") from None


def gpu_name(backend: str) -> str:
    module = importlib.import_module(backend)
    if backend == "tensorflow":
        gpu = module.config.list_physical_devices("GPU")[0]
        return module.config.experimental.get_device_details(gpu)["device_name"]
    if backend == "torch":
        return module.cuda.get_device_name(0)
    return module.devices("gpu")[0].device_kind


if __name__ == "__main__":
    common.main(common.arguments("Trains and runs the MNIST classifier with Keras.").parse_args(), Keras)
