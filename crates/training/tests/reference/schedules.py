"""Records learning rates as PyTorch's schedulers give them: python schedules.py > schedules.json (torch 2.15).

A run of 10 epochs of 10 steps at 0.1.
"""

import json
import warnings

import torch
from torch.optim import lr_scheduler as lr

warnings.filterwarnings("ignore")


def rates(make, rate=0.1):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=rate)
    scheduler = make(optimizer)
    found = []
    for _ in range(100):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return found


def warm(then):
    """Over 20 steps from 1/20 of the rate to the whole, then `then` from step 20 on."""
    return lambda optimizer: lr.SequentialLR(
        optimizer,
        [lr.LinearLR(optimizer, start_factor=1 / 20, total_iters=19), then(optimizer)],
        milestones=[20],
    )


def one_cycle(pct_start):
    # The 101st step is the scheduler's own look ahead; it is never taken.
    return lambda optimizer: lr.OneCycleLR(
        optimizer, 0.1, total_steps=100, pct_start=pct_start, cycle_momentum=False
    )


def stop_at_the_end(make):
    def limited(optimizer):
        scheduler = make(optimizer)
        step, left = scheduler.step, [99]

        def bounded():
            if left[0]:
                left[0] -= 1
                step()

        scheduler.step = bounded
        return scheduler

    return limited


print(
    json.dumps(
        {
            "step": rates(lambda o: lr.StepLR(o, step_size=30, gamma=0.5)),
            "one_cycle": rates(stop_at_the_end(one_cycle(0.3))),
            "one_cycle_short": rates(stop_at_the_end(one_cycle(0.1))),
            "warm_constant": rates(warm(lambda o: lr.ConstantLR(o, factor=1.0))),
            "warm_cosine": rates(warm(lambda o: lr.CosineAnnealingLR(o, T_max=80))),
        }
    )
)
