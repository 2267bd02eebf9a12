"""Peers of the ranking, written from the description of their methods, on the same battles.

Reads a CSV without a header: model a, model b, a's share. Prints one JSON object: seconds for the
rounds, and the ratings (anchored at the model named on the command line) of the whole data.

doubled-rows   Arena-Hard v0.1: each battle twice, a tie as one win each, a dense design matrix of
               +-log(10), scikit-learn's logistic regression without penalty at tol 1e-8; a fit on
               resampled rows for each round.
unique-rows    FastChat: unique (a, b, share) with counts, multinomial draws of the counts, and for
               each round L-BFGS-B on the vectorised loss and gradient, gtol 1e-6, one process.
"""

import csv
import json
import sys
import time

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.linear_model import LogisticRegression


def read(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))
    names = sorted({row[0] for row in rows} | {row[1] for row in rows})
    number = {name: i for i, name in enumerate(names)}
    a = np.array([number[row[0]] for row in rows])
    b = np.array([number[row[1]] for row in rows])
    return names, a, b, np.array([float(row[2]) for row in rows])


def doubled_fit(a, b, share, models):
    n = len(a)
    design = np.zeros((2 * n, models))
    rows = np.arange(n)
    for offset in (0, n):
        design[rows + offset, a] = np.log(10)
        design[rows + offset, b] = -np.log(10)
    first = share > 0.5
    won = np.concatenate([first | (share == 0.5), first])
    fitted = LogisticRegression(C=np.inf, fit_intercept=False, tol=1e-8, max_iter=1000)
    return 400 * fitted.fit(design, won).coef_[0]


def doubled_rows(a, b, share, models, rounds):
    random = np.random.default_rng(0)
    start = time.perf_counter()
    for _ in range(rounds):
        drawn = random.integers(0, len(a), len(a))
        doubled_fit(a[drawn], b[drawn], share[drawn], models)
    return time.perf_counter() - start, doubled_fit(a, b, share, models)


def unique_fit(pairs, share, weights, models):
    def loss_and_gradient(ratings):
        logits = np.log(10) * (ratings[pairs[:, 0]] - ratings[pairs[:, 1]])
        chance = expit(logits)
        loss = -((share * np.log(chance) + (1 - share) * np.log(1 - chance)) * weights).sum()
        slope = -np.log(10) * (share - chance) * weights
        gradient = np.zeros_like(ratings)
        np.add.at(gradient, pairs, slope[:, None] * np.array([1.0, -1.0]))
        return loss, gradient

    found = minimize(
        loss_and_gradient,
        np.zeros(models),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 100, "gtol": 1e-6},
    )
    return 400 * found.x


def unique_rows(a, b, share, models, rounds):
    random = np.random.default_rng(0)
    start = time.perf_counter()
    rows, counts = np.unique(np.column_stack([a, b, share]), axis=0, return_counts=True)
    pairs, outcome = rows[:, :2].astype(int), rows[:, 2]
    chances = counts / counts.sum()
    for drawn in random.multinomial(len(a), chances, size=rounds):
        unique_fit(pairs, outcome, drawn / len(a), models)
    seconds = time.perf_counter() - start
    return seconds, unique_fit(pairs, outcome, chances, models)


def main():
    path, peer, rounds, anchor = sys.argv[1:5]
    names, a, b, share = read(path)
    run = {"doubled-rows": doubled_rows, "unique-rows": unique_rows}[peer]
    seconds, ratings = run(a, b, share, len(names), int(rounds))
    ratings = ratings - ratings[names.index(anchor)] + 1000
    print(json.dumps({"seconds": seconds, "ratings": dict(zip(names, ratings.tolist()))}))


main()
