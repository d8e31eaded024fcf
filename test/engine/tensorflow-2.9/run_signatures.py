"""Runs SavedModels of Lenslet's with the TensorFlow that is installed here (2.9 is meant).

usage: run_signatures.py REQUEST.json
REQUEST.json: [{"folder": SavedModel, "calls": [{"signature", "inputs": {name: {"dtype", "shape", "values"}}}]}]
Each model has one session for all its calls. Prints, for each model and call, {name: {"shape", "values"}} of the outputs.
"""

import json
import sys

import numpy as np
import tensorflow as tf


def run_model(folder, calls):
    with tf.compat.v1.Session(graph=tf.Graph()) as session:
        signatures = tf.compat.v1.saved_model.load(session, ["serve"], folder).signature_def
        return [run_signature(session, signatures[call["signature"]], call["inputs"]) for call in calls]


def run_signature(session, signature, inputs):
    fed = {
        signature.inputs[name].name: np.array(given["values"], given["dtype"]).reshape(given["shape"])
        for name, given in inputs.items()
    }
    fetched = session.run({name: info.name for name, info in signature.outputs.items()}, fed)
    return {name: {"shape": list(value.shape), "values": value.ravel().tolist()} for name, value in fetched.items()}


with open(sys.argv[1], encoding="utf-8") as file:
    models = json.load(file)
print(json.dumps([run_model(model["folder"], model["calls"]) for model in models]))
