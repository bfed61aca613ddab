"""Records optimizers' steps, losses and clipping as PyTorch computes them: python steps.py > steps.json

torch 2.15, float32, CPU.
"""

import json

import torch
from torch.nn import functional as F

torch.manual_seed(0)
start = torch.randn(19)
gradients = torch.randn(8, 19) * torch.logspace(-3, 1, 19)


def steps(make):
    parameter = torch.nn.Parameter(start.clone())
    optimizer = make([parameter])
    found = []
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
        found.append(parameter.detach().tolist())
    return found


optim = torch.optim
optimizers = {
    "adam 0 0.1": lambda p: optim.Adam(p, lr=1e-2, eps=1e-7, weight_decay=0.1),
    "adamw 0 0.1": lambda p: optim.AdamW(p, lr=1e-2, eps=1e-7, weight_decay=0.1),
    "sgd 0 0": lambda p: optim.SGD(p, lr=1e-2),
    "sgd 0.9 0": lambda p: optim.SGD(p, lr=1e-2, momentum=0.9),
    "sgd 0.9 0.1": lambda p: optim.SGD(p, lr=1e-2, momentum=0.9, weight_decay=0.1),
    "rmsprop 0 0": lambda p: optim.RMSprop(p, lr=1e-2, alpha=0.9, eps=1e-7),
    "rmsprop 0.9 0.1": lambda p: optim.RMSprop(
        p, lr=1e-2, alpha=0.9, eps=1e-7, momentum=0.9, weight_decay=0.1
    ),
}

logits = torch.randn(6, 10) * 3
labels = torch.tensor([3, 0, 9, 9, 4, 1])


def loss(name, smoothing):
    z = logits.clone().requires_grad_()
    if name == "mse":
        targets = F.one_hot(labels, 10) * (1 - smoothing) + smoothing / 10
        value = F.mse_loss(z.softmax(1), targets)
    else:
        value = F.cross_entropy(z, labels, label_smoothing=smoothing)
    value.backward()
    return {"loss": name, "smoothing": smoothing, "value": value.item(), "gradient": z.grad.tolist()}


def clipped(limit):
    parameters = [torch.nn.Parameter(torch.zeros(7)), torch.nn.Parameter(torch.zeros(12))]
    parameters[0].grad, parameters[1].grad = gradients[0][:7].clone(), gradients[0][7:].clone()
    torch.nn.utils.clip_grad_norm_(parameters, limit)
    return {"limit": limit, "gradient": torch.cat([p.grad for p in parameters]).tolist()}


print(
    json.dumps(
        {
            "start": start.tolist(),
            "gradients": gradients.tolist(),
            "optimizers": {name: steps(make) for name, make in optimizers.items()},
            "logits": logits.tolist(),
            "labels": labels.tolist(),
            "losses": [loss(n, s) for n in ("cross-entropy", "mse") for s in (0.0, 0.1)],
            "clipped": [clipped(limit) for limit in (0.5, 1.0, 100.0)],
        }
    )
)
