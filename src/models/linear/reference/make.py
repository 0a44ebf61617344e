"""Writes reference.json: linear regression by scikit-learn and standard errors by the textbook formula in numpy.

    python3 make.py /path/to/auto-mpg.csv

Cases: plain; one-hot columns beside an intercept (dependent columns); more columns than rows; ridge both ways; the
auto-mpg table. Inputs of the random cases are drawn here and stored rounded, so that both sides see the same numbers.
"""

import csv
import json
import sys

import numpy as np
import sklearn
from sklearn.linear_model import LinearRegression, Ridge


def standard_errors(x, y):
    a = np.column_stack([x, np.ones(len(x))])
    beta = np.linalg.lstsq(a, y, rcond=None)[0]
    variance = np.sum((y - a @ beta) ** 2) / (len(x) - a.shape[1])
    return np.sqrt(variance * np.diag(np.linalg.inv(a.T @ a))).tolist()


def case(name, x, y, new, l2=0.0, errors=False):
    x, y, new = (np.round(np.asarray(v, float), 6) for v in (x, y, new))
    model = Ridge(alpha=l2, solver="svd") if l2 else LinearRegression()
    model.fit(x, y)
    return {
        "name": name,
        "l2": l2,
        "inputs": x.tolist(),
        "targets": y.tolist(),
        "newInputs": new.tolist(),
        "predictions": model.predict(new).tolist(),
        "weights": model.coef_.tolist(),
        "intercept": float(model.intercept_),
        "standardErrors": standard_errors(x, y) if errors else None,
    }


def main(path):
    rng = np.random.default_rng(1)
    cases = []
    x = rng.normal(size=(40, 4)) * [1, 10, 0.01, 1000] + [0, 5, 3, -200]
    y = x @ [1, -0.2, 30, 0.004] + 7 + rng.normal(size=40)
    cases.append(case("plain", x, y, x[:8] + 0.5, errors=True))
    colours = np.eye(3)[rng.integers(0, 3, 30)]
    sizes = np.eye(4)[rng.integers(0, 4, 30)]
    x = np.column_stack([rng.normal(size=30), colours, sizes])
    y = x[:, 0] * 2 + colours @ [1, 2, 3] + sizes @ [0, 5, 1, -2] + 0.1 * rng.normal(size=30)
    cases.append(case("one-hot", x, y, x[:10]))
    x = rng.normal(size=(12, 30))
    y = rng.normal(size=12)
    new = rng.normal(size=(6, 30))
    cases.append(case("more columns than rows", x, y, new))
    cases.append(case("ridge, more columns than rows", x, y, new, l2=2.5))
    x = rng.normal(size=(25, 5))
    y = x @ [1, 2, 3, 4, 5] + rng.normal(size=25)
    cases.append(case("ridge", x, y, x[:5] + 1, l2=1.5))
    x = np.round(rng.normal(size=(15, 3)), 6)
    x = np.column_stack([x, x[:, 0] + x[:, 1], np.ones(15)])
    cases.append(case("dependent columns", x, rng.normal(size=15), x[:5]))

    with open(path, newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["horsepower"] not in ("", "?")][::8]
    names = ["cylinders", "displacement", "horsepower", "weight", "acceleration"]
    year = next(key for key in rows[0] if "year" in key)
    x = np.array([[float(row[name]) for name in names + [year]] for row in rows])
    y = np.array([float(row["mpg"]) for row in rows])
    cases.append(case("auto-mpg, every eighth car", x, y, x[:10], errors=True))
    made_with = f"scikit-learn {sklearn.__version__}, numpy {np.__version__}"
    with open("reference.json", "w") as file:
        json.dump({"madeWith": made_with, "cases": cases}, file)


main(sys.argv[1])
