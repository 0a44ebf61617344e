"""Writes reference.json: logistic regression by scikit-learn, run to its optimum, and standard errors in numpy.

    python3 make.py /path/to/MASS_Pima.te.csv /path/to/iris.csv

Standard errors are roots of the diagonal of the inverse of XᵀWX + I/C, with the intercept unpenalised.
"""

import csv
import json
import sys

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression


def standard_errors(model, x, c):
    a = np.column_stack([x, np.ones(len(x))])
    p = model.predict_proba(x)[:, 1]
    penalty = np.eye(a.shape[1]) / c
    penalty[-1, -1] = 0
    return np.sqrt(np.diag(np.linalg.inv(a.T @ (a * (p * (1 - p))[:, None]) + penalty))).tolist()


def case(name, x, y, new, c=1.0, weights=None):
    x, new = (np.round(np.asarray(v, float), 6) for v in (x, new))
    y = np.asarray(y)
    model = LogisticRegression(C=c, class_weight=weights, solver="newton-cg", tol=1e-10, max_iter=10_000)
    model.fit(x, y)
    classes = len(model.classes_)
    return {
        "name": name,
        "c": c,
        "classWeights": weights or "none",
        "classCount": classes,
        "inputs": x.tolist(),
        "targets": y.tolist(),
        "newInputs": new.tolist(),
        "probabilities": model.predict_proba(new).tolist(),
        "weights": model.coef_.tolist(),
        "standardErrors": standard_errors(model, x, c) if classes == 2 and not weights else None,
    }


def read(path, every):
    """Every so many rows: numbers of all columns but the first, which counts rows, and the last, which is the class."""
    with open(path, newline="") as file:
        rows = list(csv.reader(file))[1::every]
    return np.array([[float(value) for value in row[1:-1]] for row in rows]), [row[-1] for row in rows]


def main(pima, iris):
    rng = np.random.default_rng(2)
    cases = []
    x = rng.normal(size=(60, 4))
    y = (x @ [1, -2, 0.5, 0] + rng.logistic(size=60) > 0.5).astype(int)
    cases.append(case("binary", x, y, x[:8] + 0.3))
    cases.append(case("binary, weak penalty", x, y, x[:8] + 0.3, c=100.0))
    cases.append(case("binary, balanced", x, (x[:, 0] > 1).astype(int), x[:8], weights="balanced"))
    three = np.digitize(x @ [1, 1, 0, -1] + 0.5 * rng.normal(size=60), [-1, 1])
    cases.append(case("three classes", x, three, x[:8] + 0.3))
    cases.append(case("three classes, strong penalty", x, three, x[:8] + 0.3, c=0.01))
    x = rng.normal(size=(20, 50))
    cases.append(case("more columns than rows", x, (x[:, 0] > 0).astype(int), rng.normal(size=(6, 50))))

    x, target = read(pima, 4)
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    positive = sorted(set(target))[1]
    cases.append(case("Pima, every fourth woman, standardised", x, [int(t == positive) for t in target], x[:10]))
    x, target = read(iris, 3)
    names = sorted(set(target))
    cases.append(case("iris, every third flower", x, [names.index(t) for t in target], x[:10]))
    made_with = f"scikit-learn {sklearn.__version__}, numpy {np.__version__}"
    with open("reference.json", "w") as file:
        json.dump({"madeWith": made_with, "cases": cases}, file)


main(*sys.argv[1:])
