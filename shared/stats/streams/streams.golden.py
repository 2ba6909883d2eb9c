"""Streams of river's published examples and tests, with the indices river prints for them.

The streams come from the generators that river's docstrings and its test module
(river/drift/test_drift_detectors.py, river/drift/test_adwin_regression.py) use, the expectations are the ones
printed there. Run with Python 3 and NumPy:  python3 streams.golden.py
"""
import json
import pathlib
import random

import numpy as np

streams = {}

rng = random.Random(12345)
streams["docstring_numbers"] = rng.choices([0, 1], k=1000) + rng.choices(range(4, 8), k=1000)

rng = random.Random(42)
streams["docstring_bits"] = rng.choices([0, 1], k=1000) + rng.choices([0, 1], k=1000, weights=[0.3, 0.7])

rng = random.Random(42)
streams["four_segments"] = (
    rng.choices([0, 1], k=1000)
    + rng.choices(range(4, 8), k=1000)
    + rng.choices([0, 1], k=1000)
    + rng.choices(range(4, 8), k=1000)
)

rng = random.Random(12345)
streams["docstring_cusum"] = [rng.gauss(0, 1) for _ in range(200)] + [rng.gauss(3, 1) for _ in range(200)]

rng = random.Random(12345)
streams["docstring_ewma"] = [rng.gauss(0, 1) if i < 1000 else rng.gauss(3, 1) for i in range(2000)]

np.random.seed(12345)
streams["test_numbers"] = np.concatenate((np.random.randint(2, size=1000), np.random.randint(8, size=1000))).tolist()

np.random.seed(12345)
streams["test_bits"] = [int(np.random.binomial(1, 0.2)) for _ in range(1000)] + [
    int(np.random.binomial(1, 0.8)) for _ in range(1000)
]

np.random.seed(12345)
streams["test_four_bits"] = (
    np.concatenate([np.random.normal(mean, 0.1, 500) > 0 for mean in (0.0, 0.25, 0.0, 0.25)]).astype(int).tolist()
)

cases = [
    ("adwin", "docstring_numbers", {}, [1023]),
    ("adwin", "four_segments", {}, [1023, 2015, 3007]),
    ("adwin", "test_numbers", {}, [1023]),
    ("ddm", "docstring_bits", {}, [1334]),
    ("ddm", "test_bits", {}, [1049]),
    ("eddm", "docstring_bits", {"alpha": 0.8, "beta": 0.75}, [1278]),
    ("eddm", "test_bits", {"alpha": 0.9, "beta": 0.8}, [1059]),
    ("hddm_a", "docstring_bits", {}, [1206]),
    ("hddm_a", "test_bits", {}, [1047]),
    ("hddm_a", "test_four_bits", {"two_sided_test": True}, [531, 1015, 1545]),
    ("hddm_w", "docstring_bits", {}, [1077]),
    ("hddm_w", "test_bits", {}, [1018]),
    ("hddm_w", "test_four_bits", {"two_sided_test": True}, [507, 1032, 1508]),
    ("kswin", "docstring_numbers", {"alpha": 0.0001, "seed": 42}, [1016]),
    ("kswin", "test_numbers", {"alpha": 0.0001, "window_size": 200, "stat_size": 100, "seed": 42}, [1042]),
    ("page_hinkley", "docstring_numbers", {}, [1006]),
    ("page_hinkley", "test_four_bits", {"mode": "up"}, [588, 1681]),
    ("page_hinkley", "test_four_bits", {"mode": "down"}, [1172]),
    ("page_hinkley", "test_four_bits", {"mode": "both"}, [588, 1097, 1585]),
    ("cusum", "docstring_cusum", {}, [201, 251]),
    ("ewma", "docstring_ewma", {"alpha": 0.1, "threshold": 4, "min_instances": 50}, [1010]),
]
first_warnings = [
    ("ddm", "docstring_bits", {}, [1084, 1492]),
    ("eddm", "docstring_bits", {"alpha": 0.8, "beta": 0.75}, [1059]),
    ("hddm_a", "docstring_bits", {}, [451]),
    ("hddm_w", "docstring_bits", {}, [451]),
]

rng = random.Random(42)
samples = [rng.sample(range(70), 30), rng.sample(range(100), 100), rng.sample(range(5000), 10)]

case = lambda row: dict(zip(("method", "stream", "params", "expected"), row))
document = {
    "streams": streams,
    "changes": [case(row) for row in cases],
    "first_warnings": [case(row) for row in first_warnings],
    "samples": samples,
}
path = pathlib.Path(__file__).with_name("streams.golden.json")
path.write_text(json.dumps(document, separators=(",", ":")) + "\n")
