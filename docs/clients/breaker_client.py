"""Asks Driftdesk who may serve a model. Fails safe: without an answer the fallback serves."""
import json
import random
import urllib.parse
import urllib.request


def breaker(base_url, token, model, timeout=0.5):
    url = f"{base_url}/v1/breakers/{urllib.parse.quote(model, safe='')}"
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return json.load(response)
    except (OSError, ValueError):
        return {"served_by": "fallback", "fallback": None, "probe_share": 0.0}


def model_may_serve(state, draw=random.random):
    """CLOSED: every row; HALF_OPEN: the share of the probes; OPEN: none."""
    return draw() < state["probe_share"]
