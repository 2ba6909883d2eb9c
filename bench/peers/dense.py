"""Dense arithmetic by NumPy (BLAS on as many threads as it takes) in one process, on inputs of the sizes given.

Takes one JSON object as its argument, prints one JSON line with the seconds of each. Every sum is taken in float64, as the
CPU pool does; BLAS multiplies whole matrices, so the two-sample test takes eight times the multiply-adds that symmetry
and the members of one side need. Permutations are drawn within the time, series are standardised before it. Counts are
resampled row by row on one core: a bootstrap looks random words up among the bounds of bins, a permutation is a
multivariate hypergeometric by the method that deals rows out.
"""
import json
import sys
import time

import numpy as np

sizes = json.loads(sys.argv[1])
random = np.random.default_rng(1)


def kernel_test(rows, columns, permutations):
    pooled = random.standard_normal((2 * rows, columns))
    began = time.perf_counter()
    squares = (pooled**2).sum(axis=1)
    kernel = pooled @ pooled.T
    kernel *= -2
    kernel += squares[:, None]
    kernel += squares[None, :]
    kernel /= -2 * 9
    np.exp(kernel, out=kernel)
    total, of_row = kernel.sum(), kernel.sum(axis=1)
    for first in range(0, permutations + 1, 250):
        members = np.zeros((2 * rows, min(250, permutations + 1 - first)))
        for column in range(members.shape[1]):
            members[random.permutation(2 * rows)[:rows], column] = 1
        within = (members * (kernel @ members)).sum(axis=0)
        _ = (2 * within + 2 * of_row @ members - total) / rows**2
    return time.perf_counter() - began


def unit_series(series, length):
    values = random.standard_normal((series, length))
    values -= values.mean(axis=1, keepdims=True)
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    return values


def correlations(series, length):
    values = unit_series(series, length)
    began = time.perf_counter()
    _ = values @ values.T
    return time.perf_counter() - began


def lags(series, length, reach):
    values = unit_series(series, length)
    began = time.perf_counter()
    for lag in range(-reach, reach + 1):
        begin, end = max(0, -lag), min(length, length - lag)
        _ = values[:, begin:end] @ values[:, begin + lag : end + lag].T
    return time.perf_counter() - began


def bootstrap(columns, counts, replicates):
    rows = sum(counts)
    bounds = (np.cumsum(counts)[:-1] / rows * 2**32).astype(np.uint32)
    began = time.perf_counter()
    for _ in range(2 * columns * replicates):
        words = random.integers(0, 2**32, rows, dtype=np.uint32)
        np.bincount(np.searchsorted(bounds, words, side="right"), minlength=len(counts))
    return time.perf_counter() - began


def permutation(columns, counts, replicates):
    pooled = 2 * np.array(counts)
    began = time.perf_counter()
    for _ in range(columns):
        random.multivariate_hypergeometric(pooled, sum(counts), size=replicates, method="count")
    return time.perf_counter() - began


print(
    json.dumps(
        {
            "kernel": [kernel_test(*size) for size in sizes["kernel"]],
            "correlations": correlations(*sizes["correlations"]),
            "lags": lags(*sizes["lags"]),
            "bootstrap": bootstrap(*sizes["resampling"]),
            "permutation": permutation(*sizes["resampling"]),
        }
    )
)
