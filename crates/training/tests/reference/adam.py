"""Records Adam's steps as PyTorch takes them: python adam.py > adam.json (torch 2.15, float32, CPU)."""

import json

import torch

torch.manual_seed(0)
start = torch.randn(19)
gradients = torch.randn(8, 19) * torch.logspace(-6, 1, 19)
parameter = torch.nn.Parameter(start.clone())
optimizer = torch.optim.Adam([parameter], lr=1e-2, betas=(0.9, 0.999), eps=1e-7)
steps = []
for gradient in gradients:
    parameter.grad = gradient.clone()
    optimizer.step()
    steps.append(parameter.detach().tolist())
print(json.dumps({"start": start.tolist(), "gradients": gradients.tolist(), "steps": steps}))
