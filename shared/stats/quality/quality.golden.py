"""Binomial tests and quantiles from SciPy and NumPy.  Run with Python 3, NumPy and SciPy:  python3 quality.golden.py"""
import json
import pathlib

import numpy as np
from scipy import stats

rows = []
for ref, ref_rows, cur, cur_rows in ((50, 1000, 90, 1000), (0, 5000, 3, 400), (20, 200, 2, 300), (500, 10000, 505, 10000)):
    rate = (ref + 0.5) / (ref_rows + 1)
    upper = stats.binom.sf(cur - 1, cur_rows, rate)
    lower = stats.binom.cdf(cur, cur_rows, rate)
    rows.append(
        {"reference": ref, "reference_rows": ref_rows, "current": cur, "current_rows": cur_rows,
         "two_sided": float(min(1, 2 * min(upper, lower))), "rise": float(upper)}
    )
latency = np.random.default_rng(3).lognormal(3, 0.8, 501)
document = {
    "rates": rows,
    "latency": latency.tolist(),
    "quantiles": np.quantile(latency, [0.5, 0.95, 0.99]).tolist(),
    "mean": float(latency.mean()),
}
pathlib.Path(__file__).with_name("quality.golden.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")
