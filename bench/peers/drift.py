"""The default drift metrics of one column pair after the other, by NumPy and SciPy in one process.

Reads raw little-endian float64 files reference-I.f64 and current-I.f64 from the folder given, prints one JSON line.
"""
import json
import sys
import time

import numpy as np
from scipy import stats
from scipy.spatial import distance

folder, columns = sys.argv[1], int(sys.argv[2])
read = 0.0
started = time.perf_counter()
results = []
for index in range(columns):
    began = time.perf_counter()
    reference = np.fromfile(f"{folder}/reference-{index}.f64")
    current = np.fromfile(f"{folder}/current-{index}.f64")
    read += time.perf_counter() - began
    edges = np.unique(np.quantile(reference, np.linspace(0, 1, 11)))
    edges[0], edges[-1] = -np.inf, np.inf
    p = np.histogram(reference, edges)[0] + 0.5
    q = np.histogram(current, edges)[0] + 0.5
    p, q = p / p.sum(), q / q.sum()
    psi = float(np.sum((q - p) * np.log(q / p)))
    kl = float(np.sum(p * np.log(p / q)))
    js = float(distance.jensenshannon(p, q, base=2))
    hellinger = float(np.sqrt(np.sum((np.sqrt(p) - np.sqrt(q)) ** 2) / 2))
    ks = stats.ks_2samp(reference, current, method="asymp")
    w = float(stats.wasserstein_distance(reference, current))
    missing = float(np.isnan(reference).mean() + np.isnan(current).mean())
    results.append([psi, kl, js, hellinger, float(ks.statistic), float(ks.pvalue), w, w / float(reference.std(ddof=1)), missing])
seconds = time.perf_counter() - started
print(json.dumps({"seconds": seconds, "read_seconds": read, "results": results}))
