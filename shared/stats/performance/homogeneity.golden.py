"""Cochran's Q of a metric over groups of rows, from statsmodels, of F1 by scikit-learn.

Run with a Python 3 that has scikit-learn 1.2, SciPy and statsmodels:  python3 homogeneity.golden.py
"""
import json
import pathlib

import numpy as np
from scipy.stats import chi2, norm
from sklearn.metrics import f1_score
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(21)
document = {}


def groups(shifts, rows):
    """F1 of yes-or-no decisions, with the Wilson interval of TP/(TP + FP + FN) carried over."""
    found = []
    for shift in shifts:
        score = rng.beta(2, 3, rows)
        label = rng.random(rows) < score
        decision = score + shift >= 0.5
        touched = int((label | decision).sum())
        low, high = proportion_confint(int((label & decision).sum()), touched, 0.05, "wilson")
        carried = lambda share: float(2 * share / (1 + share))
        found.append({"f1": float(f1_score(label, decision)), "ci": [carried(low), carried(high)]})
    return found


z = norm.isf(0.025)
for name, shifts, rows in [
    ("one week alike", [0] * 7, 400),
    ("another at the weekend", [0, 0, 0, 0, 0, 0.2, 0.2], 1_000),
    ("two groups", [0, 0.05], 250),
]:
    found = groups(shifts, rows)
    errors = np.array([(g["ci"][1] - g["ci"][0]) / (2 * z) for g in found])
    result = combine_effects(np.array([g["f1"] for g in found]), errors**2)
    document[name] = {
        "groups": found,
        "q": float(result.q),
        "df": len(found) - 1,
        "p_value": float(chi2.sf(result.q, len(found) - 1)),
    }

path = pathlib.Path(__file__).with_name("homogeneity.golden.json")
path.write_text(json.dumps(document, indent=2) + "\n")
