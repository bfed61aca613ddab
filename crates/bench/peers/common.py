"""What every Python peer of the comparison shares: the protocol, the data, the clock and the stand-alone mode."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Callable, Iterator, Optional

import numpy as np

IMPORTED = time.perf_counter()

SIDE = 28
PIXELS = SIDE * SIDE
CLASSES = 10

# Adam as the protocol wants it of every subject.
BETAS = (0.9, 0.999)
EPSILON = 1e-7
LEARNING_RATE = 1e-3

# What of `hello` goes into a record.
SUBJECT = ("framework", "version", "backend", "device", "device_name", "kind", "driver", "threads")


class PeerError(Exception):
    """A request that cannot be met, in words for the person who made it."""


class Request(dict):
    """What was asked, or a part of it."""

    def __missing__(self, key: str) -> Any:
        raise PeerError(f"the request lacks {key!r}")


# The data and the weights


@dataclass(frozen=True)
class Split:
    """Images as bytes, `[count, 784]`, and their labels, `[count]`."""

    images: np.ndarray
    labels: np.ndarray

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True)
class Dataset:
    """MNIST's two parts."""

    train: Split
    test: Split

    @classmethod
    def read(cls, directory: Path) -> Dataset:
        """The four raw IDX files of a directory."""
        return cls(read_split(directory, "train"), read_split(directory, "t10k"))


def read_split(directory: Path, name: str) -> Split:
    images = read_idx(directory / f"{name}-images-idx3-ubyte", (SIDE, SIDE)).reshape(-1, PIXELS)
    labels = read_idx(directory / f"{name}-labels-idx1-ubyte", ())
    if len(images) != len(labels):
        raise PeerError(f"{directory}: {len(images)} {name} images but {len(labels)} labels")
    if (labels >= CLASSES).any():
        raise PeerError(f"{directory}: a {name} label is no digit")
    return Split(images, labels)


def read_idx(path: Path, item: tuple[int, ...]) -> np.ndarray:
    """Unsigned bytes in the IDX format: two zeros, the type 8, the number of dimensions, their big-endian sizes."""
    content = path.read_bytes()
    dimensions = 1 + len(item)
    start = 4 + 4 * dimensions
    if len(content) < start or content[:4] != bytes([0, 0, 8, dimensions]):
        raise PeerError(f"{path} is no IDX file of bytes with {dimensions} dimensions")
    shape = tuple(int(size) for size in np.frombuffer(content[4:start], ">u4"))
    expected = start + int(np.prod(shape))
    if shape[1:] != item or len(content) != expected:
        raise PeerError(
            f"{path}: expected items of shape {list(item)} and {expected} bytes, "
            f"found shape {list(shape[1:])} and {len(content)} bytes"
        )
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape).copy()


@dataclass(frozen=True)
class Weights:
    """The network's parameters: `[784, hidden]`, `[hidden]`, `[hidden, 10]`, `[10]`."""

    hidden_weight: np.ndarray
    hidden_bias: np.ndarray
    output_weight: np.ndarray
    output_bias: np.ndarray

    @property
    def hidden(self) -> int:
        return len(self.hidden_bias)

    @classmethod
    def read(cls, described: dict[str, Any]) -> Weights:
        """From bare little-endian f32, one array after the other."""
        path, hidden = Path(described["raw"]), int(described["hidden"])
        shapes = [(PIXELS, hidden), (hidden,), (hidden, CLASSES), (CLASSES,)]
        expected = 4 * sum(int(np.prod(shape)) for shape in shapes)
        content = path.read_bytes()
        if len(content) != expected:
            raise PeerError(f"{path}: expected {expected} bytes for {hidden} hidden units, found {len(content)}")
        values, arrays = np.frombuffer(content, "<f4").astype(np.float32), []
        for shape in shapes:
            arrays.append(values[: int(np.prod(shape))].reshape(shape))
            values = values[int(np.prod(shape)) :]
        return cls(*arrays)

    @classmethod
    def random(cls, hidden: int) -> Weights:
        """Uniform within sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010, equation 16); biases zero."""
        random = np.random.default_rng(0)

        def layer(inputs: int, outputs: int) -> np.ndarray:
            bound = (6 / (inputs + outputs)) ** 0.5
            return random.uniform(-bound, bound, (inputs, outputs)).astype(np.float32)

        return cls(
            layer(PIXELS, hidden), np.zeros(hidden, np.float32), layer(hidden, CLASSES), np.zeros(CLASSES, np.float32)
        )


# What a framework supplies


class Workload(ABC):
    """A prepared case. Nothing is left running on the device when a method returns."""

    # Iterations of the shortest sample that is fair to the framework.
    at_least = 1

    @abstractmethod
    def run(self, iterations: int) -> None:
        """The case, that many times, without waiting for the device in between."""

    def latencies(self, count: int) -> list[float]:
        """Seconds of each of `count` iterations, the device waited for after each."""
        return [seconds_of(lambda: self.run(1)) for _ in range(count)]


class Network(ABC):
    """The classifier with its optimizer. An order is `[steps, batch]`: indices of training images."""

    @abstractmethod
    def logits(self, images: np.ndarray) -> np.ndarray:
        """Of images as bytes."""

    @abstractmethod
    def probabilities(self, images: np.ndarray) -> np.ndarray:
        """The measured path of inference: bytes in host memory to probabilities in host memory."""

    @abstractmethod
    def follow(self, order: np.ndarray) -> list[float]:
        """Trains on these batches and says each step's loss before its update."""

    @abstractmethod
    def learn(self, order: np.ndarray) -> None:
        """Trains on these batches, as fast as the framework does."""

    @abstractmethod
    def training(self, batch_size: int) -> Workload:
        """Training steps over shuffled images, whole batches only."""


class Framework(ABC):
    """A framework on one device."""

    @abstractmethod
    def hello(self) -> dict[str, Any]:
        """Who is measured."""

    @abstractmethod
    def hold(self, dataset: Dataset) -> None:
        """Puts the training images where training wants them."""

    @abstractmethod
    def network(self, weights: Weights, learning_rate: float) -> Network:
        """A network with these weights and a fresh optimizer."""

    @abstractmethod
    def product(self, size: int) -> Callable[[], object]:
        """Multiplies two f32 matrices of this size and waits for the result."""

    @abstractmethod
    def memory_pass(self, count: int) -> Callable[[], object]:
        """Reads this many f32, writes as many elsewhere and waits for it."""

    def reset_device_memory(self) -> None:  # noqa: B027 - there is none to forget on a CPU
        """Forgets the peak so far."""

    def device_memory(self) -> Optional[int]:
        """The peak in bytes, where the device's memory is not the process's own."""
        return None


class Inference(Workload):
    """Probabilities of test images, one batch after the other."""

    def __init__(self, network: Network, images: np.ndarray, batch_size: int) -> None:
        self.network = network
        if len(images) < batch_size:
            images = np.resize(images, (batch_size, PIXELS))
        whole = len(images) // batch_size
        self.batches = [images[i * batch_size : (i + 1) * batch_size] for i in range(whole)]
        self.next = 0

    def run(self, iterations: int) -> None:
        for _ in range(iterations):
            self.network.probabilities(self.batches[self.next])
            self.next = (self.next + 1) % len(self.batches)


# Measuring


def seconds_of(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Case:
    """A workload, warmed up, with the number of iterations that fill a sample."""

    def __init__(self, workload: Workload, described: dict[str, Any]) -> None:
        self.workload = workload
        self.batch_size = int(described["batch_size"])
        self.latencies = int(described["latencies"])
        self.warm_up = self._warm_up(float(described["warm_up_seconds"]), float(described["sample_seconds"]))

    def _warm_up(self, warm_up_seconds: float, sample_seconds: float) -> dict[str, Any]:
        first = seconds_of(lambda: self.workload.run(1))
        # The first iteration compiles and says nothing about the others, so that their time counts from here.
        spent, rate, chunk, longest = 0.0, warm_up_seconds, 1, 0
        while spent < warm_up_seconds:
            # At most twice as many as before, for the early ones are slow as well.
            chunk = max(1, min(2 * chunk, int((warm_up_seconds - spent) / rate)))
            seconds = seconds_of(partial(self.workload.run, chunk))
            spent += seconds
            if chunk >= longest:
                longest, rate = chunk, max(seconds / chunk, 1e-9)
        self.iterations = max(self.workload.at_least, round(sample_seconds / rate))
        return {"first_seconds": first, "warm_up_seconds": first + spent, "iterations": self.iterations}

    def sample(self, framework: Framework) -> dict[str, Any]:
        cpu = time.process_time()
        seconds = seconds_of(lambda: self.workload.run(self.iterations))
        cpu = time.process_time() - cpu
        latencies = self.workload.latencies(min(self.latencies, self.iterations))
        return {
            "seconds": seconds,
            "iterations": self.iterations,
            "items": self.iterations * self.batch_size,
            "latencies_us": [latency * 1e6 for latency in latencies],
            "cpu_seconds": cpu,
            "peak_memory_bytes": peak_memory(),
            "device_memory_bytes": framework.device_memory(),
        }


def in_order(count: int, batch_size: int, steps: int) -> np.ndarray:
    """The first `steps` whole batches of images in their order, from the first again after an epoch."""
    whole = whole_batches(count, batch_size)
    return (np.arange(steps)[:, None] % whole) * batch_size + np.arange(batch_size)


def shuffled(count: int, batch_size: int, seed: int, epochs: int) -> Iterator[np.ndarray]:
    """Batch after batch of `epochs` epochs, each in an order of its own."""
    random = np.random.default_rng(seed)
    whole = whole_batches(count, batch_size)
    for _ in range(epochs):
        yield from random.permutation(count)[: whole * batch_size].reshape(whole, batch_size)


def whole_batches(count: int, batch_size: int) -> int:
    if not 0 < batch_size <= count:
        raise PeerError(f"a batch size of {batch_size} needs as many training images, and there are {count}")
    return count // batch_size


def judge(logits: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Mean cross-entropy and accuracy."""
    logits = logits.astype(np.float64)
    largest = logits.max(axis=1, keepdims=True)
    normaliser = largest[:, 0] + np.log(np.exp(logits - largest).sum(axis=1))
    loss = normaliser - logits[np.arange(len(labels)), labels]
    return float(loss.mean()), float((logits.argmax(axis=1) == labels).mean())


# The machine


def cpu_name() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def available_cpus() -> int:
    """The CPUs that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def limit_cpus(count: int) -> int:
    """Keeps the process to this many CPUs, for a framework that starts a thread for each it may use."""
    if count >= available_cpus():
        return available_cpus()
    if not hasattr(os, "sched_setaffinity"):
        raise PeerError(f"this framework and system know no way to limit the threads to {count}")
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])
    return count


def peak_memory() -> Optional[int]:
    """The most memory the process held, in bytes, since `reset_peak_memory` where that works."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    try:
        import resource  # Not on Windows.
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def reset_peak_memory() -> None:
    with suppress(OSError):
        # 5 resets the peak resident set size: proc(5), /proc/pid/clear_refs.
        Path("/proc/self/clear_refs").write_text("5")


def since_start() -> float:
    """Seconds since this process began; since its imports did, where the system does not say."""
    imported = time.perf_counter() - IMPORTED
    try:
        # Field 22 is the start in clock ticks since boot, and the name in field 2 may hold spaces: proc(5).
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        start = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return max(imported, time.clock_gettime(time.CLOCK_BOOTTIME) - start)
    except (OSError, AttributeError, ValueError, IndexError):
        return imported


# The protocol


class Worker:
    """Answers requests one at a time; a refused one changes nothing."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.dataset: Optional[Dataset] = None
        self.case: Optional[Case] = None
        self.answers: dict[str, Callable[[dict[str, Any]], Any]] = {
            "hello": lambda _: framework.hello(),
            "data": self.data,
            "parity": self.parity,
            "trajectory": self.trajectory,
            "prepare": self.prepare,
            "sample": self.sample,
            "release": self.release,
            "limits": self.limits,
            "load": self.load,
            "time_to_accuracy": self.time_to_accuracy,
        }

    def answer(self, line: str) -> str:
        """One line for one line, whatever happens."""
        try:
            request = json.loads(line, object_hook=Request)
            answer = self.answers.get(request["do"])
            if answer is None:
                raise PeerError(f"unknown request {request['do']!r}; known are {', '.join(self.answers)}")
            return json.dumps({"ok": answer(request)}, allow_nan=False)
        except PeerError as error:
            return json.dumps({"error": str(error)})
        except Exception as error:  # Whatever a framework throws is an answer, not an end.
            return json.dumps({"error": " ".join(f"{type(error).__name__}: {error}".split())})

    def data(self, request: dict[str, Any]) -> dict[str, int]:
        dataset = Dataset.read(Path(request["directory"]))
        self.framework.hold(dataset)
        self.dataset = dataset
        return {"train": len(dataset.train), "test": len(dataset.test)}

    def parity(self, request: dict[str, Any]) -> dict[str, Any]:
        network = self.framework.network(Weights.read(request["weights"]), LEARNING_RATE)
        return {"logits": network.logits(self.held().test.images).tolist()}

    def trajectory(self, request: dict[str, Any]) -> dict[str, Any]:
        order = in_order(len(self.held().train), int(request["batch_size"]), int(request["steps"]))
        network = self.framework.network(Weights.read(request["weights"]), float(request["learning_rate"]))
        return {"losses": network.follow(order)}

    def prepare(self, request: dict[str, Any]) -> dict[str, Any]:
        described = request["case"]
        self.case = None
        reset_peak_memory()
        self.framework.reset_device_memory()
        self.case = Case(self.workload(described), described)
        return self.case.warm_up

    def workload(self, described: dict[str, Any]) -> Workload:
        workload, batch_size = described["workload"], int(described["batch_size"])
        if workload not in ("train", "infer"):
            raise PeerError(f"this peer does not have the workload {workload!r}, only train and infer")
        network = self.framework.network(Weights.random(int(described["hidden"])), LEARNING_RATE)
        if workload == "infer":
            return Inference(network, self.held().test.images, batch_size)
        whole_batches(len(self.held().train), batch_size)
        return network.training(batch_size)

    def sample(self, _: dict[str, Any]) -> dict[str, Any]:
        if self.case is None:
            raise PeerError("no case is prepared")
        return self.case.sample(self.framework)

    def release(self, _: dict[str, Any]) -> dict[str, Any]:
        self.case = None
        return {}

    def limits(self, request: dict[str, Any]) -> dict[str, Any]:
        seconds = float(request["seconds"])
        on_cpu = self.framework.hello()["kind"] == "cpu"
        # Long enough for the device to be busy, short enough for several repeats.
        size, count = (2048, 2**25) if on_cpu else (8192, 2**28)
        return {
            "flops_per_second": rates(self.framework.product(size), 2 * size**3, seconds),
            "bytes_per_second": rates(self.framework.memory_pass(count), 2 * 4 * count, seconds),
            "source": "probe",
        }

    def load(self, request: dict[str, Any]) -> dict[str, int]:
        network = self.framework.network(Weights.read(request["weights"]), LEARNING_RATE)
        return {"label": int(network.probabilities(np.zeros((1, PIXELS), np.uint8))[0].argmax())}

    def time_to_accuracy(self, request: dict[str, Any]) -> dict[str, Any]:
        if self.dataset is None and "directory" in request:
            self.data(request)
        dataset, every = self.held(), int(request["evaluate_every"])
        network = self.framework.network(Weights.read(request["weights"]), float(request["learning_rate"]))
        batches = shuffled(
            len(dataset.train), int(request["batch_size"]), int(request["seed"]), int(request["max_epochs"])
        )
        points: list[dict[str, Any]] = []
        reached, step = False, 0
        while not reached and (order := list(islice(batches, every))):
            network.learn(np.stack(order))
            step += len(order)
            loss, accuracy = judge(network.logits(dataset.test.images), dataset.test.labels)
            points.append({"seconds": since_start(), "step": step, "loss": loss, "accuracy": accuracy})
            reached = accuracy >= float(request["target"])
        return {"reached": reached, "elapsed_seconds": since_start(), "points": points}

    def held(self) -> Dataset:
        if self.dataset is None:
            raise PeerError("there is no data yet: a data request comes first")
        return self.dataset


def rates(work: Callable[[], object], amount: int, seconds: float) -> list[float]:
    """Amount per second of each repeat, at least three, after one that does not count."""
    work()
    measured: list[float] = []
    began = time.perf_counter()
    while len(measured) < 3 or time.perf_counter() - began < seconds:
        measured.append(amount / seconds_of(work))
    return measured


# The two modes


def arguments(about: str) -> argparse.ArgumentParser:
    """What every peer takes; its own options are added by the peer."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--device", default="cpu", help="cpu or cuda[:N] (default: cpu)")
    parser.add_argument("--threads", type=positive, help="CPU threads (default: what the framework picks)")
    alone = parser.add_argument_group("measuring by itself, instead of answering requests")
    alone.add_argument("--data", type=Path, help="directory with MNIST's four raw IDX files")
    alone.add_argument("--batch-size", default=[32], type=positives, help="one or more, with commas (default: 32)")
    alone.add_argument("--repeats", type=positive, default=5, help="samples a case (default: 5)")
    return parser


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def positives(text: str) -> list[int]:
    return [positive(part) for part in text.split(",")]


def main(options: argparse.Namespace, start: Callable[[argparse.Namespace], Framework]) -> None:
    """Measures by itself if there is `--data`, else answers requests until the input ends."""
    output = private_stdout()
    try:
        worker = Worker(start(options))
        if options.data is None:
            for line in sys.stdin:
                print(worker.answer(line), file=output, flush=True)
        else:
            alone(worker, options, lambda record: print(json.dumps(record), file=output, flush=True))
    except (PeerError, OSError) as error:
        sys.exit(f"error: {error}")


def private_stdout() -> Any:
    """The standard output, out of reach of a library that prints: its words go to the standard error."""
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return output


def alone(worker: Worker, options: argparse.Namespace, write: Callable[[dict[str, Any]], None]) -> None:
    """Measures training and inference at each batch size, repeat by repeat."""
    worker.data({"directory": options.data})
    hello = worker.framework.hello()
    subject = {"name": hello["framework"], **{key: hello[key] for key in SUBJECT}}
    for batch_size in options.batch_size:
        for workload in ("train", "infer"):
            case = {"workload": workload, "batch_size": batch_size, "hidden": 128}
            timing = {"sample_seconds": 0.3, "warm_up_seconds": 0.3, "latencies": 200}
            warm_up = worker.prepare({"case": {**case, **timing}})
            write({**record("warm_up", subject, case), "warm_up": warm_up})
            for repeat in range(options.repeats):
                write({**record("sample", subject, case), "repeat": repeat, "sample": worker.sample({})})
            worker.release({})


def record(kind: str, subject: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "schema_version": 1,
        "kind": kind,
        "comparison": "standalone",
        "time": now,
        "subject": subject,
        "case": case,
    }
