"""Time-series values from statsmodels and SciPy.

Run with a Python 3 that has statsmodels 0.13 and SciPy:  python3 series.golden.py
"""
import json
import pathlib
import warnings

import numpy as np
from scipy import stats
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize, samplesize_proportions_2indep_onetail
from statsmodels.tsa.stattools import acf, grangercausalitytests

warnings.simplefilter("ignore")
rng = np.random.default_rng(31)
n = 160
cause = np.zeros(n)
effect = np.zeros(n)
for t in range(2, n):
    cause[t] = 0.5 * cause[t - 1] + rng.normal()
    effect[t] = 0.4 * effect[t - 1] + 0.6 * cause[t - 2] + rng.normal()


def granger(cause, effect, lag):
    result = grangercausalitytests(np.column_stack([effect, cause]), [lag], verbose=False)[lag][0]["ssr_ftest"]
    return {"lag": lag, "f": float(result[0]), "p": float(result[1]), "df_denominator": float(result[2])}


def trend(values):
    values = np.asarray(values, float)
    size = len(values)
    s = sum(np.sign(values[j] - values[i]) for i in range(size) for j in range(i + 1, size))
    _, ties = np.unique(values, return_counts=True)
    variance = (size * (size - 1) * (2 * size + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18
    z = 0 if s == 0 else (s - np.sign(s)) / variance**0.5
    slope = stats.theilslopes(values, np.arange(size))
    return {
        "values": values.tolist(),
        "s": float(s),
        "variance": float(variance),
        "z": float(z),
        "p": float(2 * stats.norm.sf(abs(z))),
        "slope": float(slope[0]),
        "intercept": float(np.median(values) - slope[0] * np.median(np.arange(size))),
    }


r, q, p = acf(effect, nlags=10, qstat=True, fft=False)
sizes = []
for p1, p2, alpha, power, ratio in ((0.1, 0.12, 0.05, 0.8, 1), (0.5, 0.4, 0.01, 0.9, 2), (0.02, 0.05, 0.1, 0.95, 0.5)):
    sizes.append(
        {
            "p1": p1, "p2": p2, "alpha": alpha, "power": power, "ratio": ratio,
            "arcsine": float(
                NormalIndPower().solve_power(
                    abs(proportion_effectsize(p2, p1)), alpha=alpha, power=power, ratio=ratio, alternative="larger"
                )
            ),
            "pooled": float(
                samplesize_proportions_2indep_onetail(p1 - p2, p2, power, ratio=ratio, alpha=alpha, alternative="two-sided")
            ),
        }
    )
counts = [5120, 4880]
chi2 = stats.chisquare(counts)
uneven = stats.chisquare([910, 100, 20], np.array([0.9, 0.08, 0.02]) * 1030)
document = {
    "cause": cause.tolist(),
    "effect": effect.tolist(),
    "granger": [granger(cause, effect, lag) for lag in (1, 2, 3)],
    "granger_back": granger(effect, cause, 2),
    "acf": r.tolist(), "ljung_box_q": q.tolist(), "ljung_box_p": p.tolist(),
    "trends": [
        trend(np.arange(40) * 0.3 + rng.normal(0, 2, 40)),
        trend(np.round(rng.normal(0, 1.5, 61))),
        trend([3, 1, 2]),
        trend([2, 2, 2, 2]),
    ],
    "sizes": sizes,
    "srm": {"counts": counts, "statistic": float(chi2[0]), "p": float(chi2[1])},
    "srm_uneven": {"statistic": float(uneven[0]), "p": float(uneven[1])},
}
pathlib.Path(__file__).with_name("series.golden.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")
