"""Records figures of random logits, computed with numpy alone: python evaluation.py > evaluation.json.

Nothing here follows the Rust code's way: intervals come from the quadratic that Wilson's formula solves,
bins from comparisons with their edges, the temperature from a golden section search over its logarithm.
"""

import json
import math

import numpy as np

COUNT, CLASSES, BINS, Z = 400, 10, 15, 1.959963984540054
rng = np.random.default_rng(1)
labels = rng.integers(0, CLASSES - 1, COUNT)  # No image shows the last class.
logits = rng.normal(0, 2, (COUNT, CLASSES))
logits[np.arange(COUNT), labels] += 4
logits = (2.5 * logits).astype(np.float32)


def probabilities(temperature):
    odds = np.exp(logits.astype(np.float64) / temperature)
    return odds / odds.sum(axis=1, keepdims=True)


def nll(temperature):
    return float(-np.log(probabilities(temperature)[np.arange(COUNT), labels]).mean())


def quality(temperature):
    shares = probabilities(temperature)
    surest, right = shares.max(axis=1), logits.argmax(axis=1) == labels
    ece, gaps, counts = 0.0, [], []
    for bin in range(BINS):
        inside = (surest > bin / BINS) & (surest <= (bin + 1) / BINS)
        counts.append(int(inside.sum()))
        if inside.any():
            gap = abs(right[inside].mean() - surest[inside].mean())
            ece += gap * inside.mean()
            gaps.append(gap)
    truth = np.eye(CLASSES)[labels]
    return {
        "temperature": temperature,
        "nll": nll(temperature),
        "brier": float(((shares - truth) ** 2).sum(axis=1).mean()),
        "ece": float(ece),
        "mce": float(max(gaps)),
        "bin_counts": counts,
    }


def best_temperature():
    ratio = (math.sqrt(5) - 1) / 2
    low, high = math.log(0.01), math.log(100)
    for _ in range(200):
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        if nll(math.exp(left)) < nll(math.exp(right)):
            high = right
        else:
            low = left
    return math.exp((low + high) / 2)


predicted = logits.argmax(axis=1)
f1 = []
for label in range(CLASSES):
    hits = ((predicted == label) & (labels == label)).sum()
    precision = hits / max((predicted == label).sum(), 1)
    recall = hits / max((labels == label).sum(), 1)
    f1.append(float(2 * precision * recall / (precision + recall)) if hits else 0.0)
accuracy = float((predicted == labels).mean())
# Wilson's bounds q solve (p - q)^2 = z^2 q (1 - q) / n.
a, b, c = 1 + Z**2 / COUNT, -(2 * accuracy + Z**2 / COUNT), accuracy**2
root = math.sqrt(b * b - 4 * a * c)
order = np.argsort(-logits, axis=1, kind="stable")
print(
    json.dumps(
        {
            "labels": labels.tolist(),
            "logits": logits.tolist(),
            "accuracy": accuracy,
            "interval": [(-b - root) / (2 * a), (-b + root) / (2 * a)],
            "top_k": [float((order[:, :k] == labels[:, None]).any(axis=1).mean()) for k in (1, 2, 3)],
            "f1": f1,
            "macro_f1": float(np.mean(f1)),
            "plain": quality(1.0),
            "calibrated": quality(best_temperature()),
        }
    )
)
