"""Scores of scikit-learn on the very rows that the page trained and tested on, with the same steps.

    LIGHTBENCH_ROWS=1 npx playwright test -c e2e reference   writes .artifacts/reference-rows.json
    python3 e2e/reference/sklearn-figures.py ../shared/data   writes e2e/reference/sklearn-figures.json
"""

import hashlib
import json
import pathlib
import sys

import numpy as np
import pandas as pd
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, mean_squared_error, r2_score, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

here = pathlib.Path(__file__).parent
data = pathlib.Path(sys.argv[1])
asked = json.loads((here.parent.parent / ".artifacts" / "reference-rows.json").read_text())


def steps(table, columns):
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    categories = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore"))
    are_numbers = [name for name in columns if pd.api.types.is_numeric_dtype(table[name])]
    are_categories = [name for name in columns if name not in are_numbers]
    return ColumnTransformer([("numbers", numbers, are_numbers), ("categories", categories, are_categories)])


def figures(case):
    table = pd.read_csv(data / case["file"], header=0 if case["header"] else None)
    if not case["header"]:
        table.columns = [f"column {i + 1}" for i in range(table.shape[1])]
    names = case["columns"]
    result = []
    for run in case["runs"]:
        train, test = table.iloc[run["train"]], table.iloc[run["test"]]
        if case["task"] == "classification":
            model = make_pipeline(steps(table, names), LogisticRegression(C=1.0, max_iter=10_000, tol=1e-8))
            model.fit(train[names], train[case["target"]].astype(str))
            truth = test[case["target"]].astype(str)
            positive = list(model.classes_).index(case["positive"])
            scores = {
                "accuracy": accuracy_score(truth, model.predict(test[names])),
                "rocAuc": roc_auc_score(truth == case["positive"], model.predict_proba(test[names])[:, positive]),
            }
        else:
            model = make_pipeline(steps(table, names), LinearRegression())
            model.fit(train[names], train[case["target"]])
            said = model.predict(test[names])
            truth = test[case["target"]]
            scores = {"r2": r2_score(truth, said), "rmse": float(np.sqrt(mean_squared_error(truth, said)))}
        rows = json.dumps([run["train"], run["test"]], separators=(",", ":"))
        result.append(
            {
                "seed": run["seed"],
                "rows": hashlib.sha256(rows.encode()).hexdigest(),
                **{name: round(float(score), 9) for name, score in scores.items()},
            }
        )
    return result


answer = {"made with": f"scikit-learn {sklearn.__version__}", "cases": {c["id"]: figures(c) for c in asked["cases"]}}
(here / "sklearn-figures.json").write_text(json.dumps(answer, indent=1) + "\n")
