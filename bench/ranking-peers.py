"""Peers of the ranking, written from the description of their methods, on the same battles.

Reads a CSV without a header: model a, model b, a's share. Prints one JSON object: seconds for the
rounds, and the ratings (anchored at the model named on the command line) of the whole data.

doubled-rows   Arena-Hard v0.1: a data frame of battles; each battle twice, a tie as one win each, a
               dense design matrix of +-log(10), scikit-learn's logistic regression without penalty
               at tol 1e-8; a fit on resampled rows for each round.
unique-rows    FastChat: unique (a, b, share) with counts, multinomial draws of the counts, and for
               each round L-BFGS-B on the vectorised loss and gradient, gtol 1e-6, one process.
"""

import csv
import json
import sys
import time

import numpy as np
import pandas as pd
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


def doubled_fit(battles):
    """Ratings by name; frames and names as a script on battles has them, which costs time too."""
    names = pd.concat([battles["a"], battles["b"]]).unique()
    column = pd.Series(np.arange(len(names)), index=names)
    doubled = pd.concat([battles, battles], ignore_index=True)
    rows = np.arange(len(doubled))
    design = np.zeros((len(doubled), len(names)))
    design[rows, column[doubled["a"]]] = np.log(10)
    design[rows, column[doubled["b"]]] = -np.log(10)
    won = np.zeros(len(doubled))
    won[doubled["winner"] == "a"] = 1.0
    tied = (doubled["winner"] == "tie").to_numpy().copy()
    tied[len(battles) :] = False
    won[tied] = 1.0
    fitted = LogisticRegression(C=np.inf, fit_intercept=False, tol=1e-8).fit(design, won)
    return pd.Series(400 * fitted.coef_[0], index=names)


def doubled_rows(names, a, b, share, rounds):
    winner = np.where(share == 0.5, "tie", np.where(share > 0.5, "a", "b"))
    battles = pd.DataFrame(
        {"a": [names[i] for i in a], "b": [names[i] for i in b], "winner": winner}
    )
    start = time.perf_counter()
    for seed in range(rounds):
        doubled_fit(battles.sample(frac=1.0, replace=True, random_state=seed))
    seconds = time.perf_counter() - start
    return seconds, doubled_fit(battles)[names].to_numpy()


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


def unique_rows(names, a, b, share, rounds):
    random = np.random.default_rng(0)
    start = time.perf_counter()
    rows, counts = np.unique(np.column_stack([a, b, share]), axis=0, return_counts=True)
    pairs, outcome = rows[:, :2].astype(int), rows[:, 2]
    chances = counts / counts.sum()
    for drawn in random.multinomial(len(a), chances, size=rounds):
        unique_fit(pairs, outcome, drawn / len(a), len(names))
    seconds = time.perf_counter() - start
    return seconds, unique_fit(pairs, outcome, chances, len(names))


def main():
    path, peer, rounds, anchor = sys.argv[1:5]
    names, a, b, share = read(path)
    run = {"doubled-rows": doubled_rows, "unique-rows": unique_rows}[peer]
    seconds, ratings = run(names, a, b, share, int(rounds))
    ratings = ratings - ratings[names.index(anchor)] + 1000
    print(json.dumps({"seconds": seconds, "ratings": dict(zip(names, ratings.tolist()))}))


main()
